/** What frameworks do to edits when they hydrate, and that these stand again: real packages, real chromium, the real Worker. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { KINDS, type Kind } from './hydration/rules.ts'
import { APPS, type Site, startSite } from './hydration/site.ts'
import { hasChromium, launchChromium, SKIPPED, type Visitor, visitorsOf } from './visitors.ts'

const A_MINUTE_MS = 60_000

/** Of a kind that stands alone in the page: both put text and nodes right, and neither corrects an attribute. */
const OUTCOMES: { readonly [K in Kind]: 'survived' | 'reapplied' } = {
  ...(Object.fromEntries(KINDS.map((kind) => [kind, 'reapplied'])) as { [K in Kind]: 'reapplied' }),
  attribute: 'survived',
  hide: 'survived',
}

/** What Vue itself says to the console of a page that was edited. */
const OF_VUE = 'Hydration completed but contains mismatches.'

describe.skipIf(!hasChromium)(`hydration${SKIPPED}`, () => {
  let site: Site
  let browser: Browser
  let nextVisitor: () => Promise<Visitor>
  let visitor: Visitor
  let page: Page

  beforeAll(async () => {
    site = await startSite()
    browser = await launchChromium()
    nextVisitor = visitorsOf(browser)
  })
  afterAll(async () => {
    await browser.close()
    await site[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    visitor = await nextVisitor()
    page = visitor.page
    // The page's own loader starts what is tested here.
    await page.route('**/_awase/client.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
  })
  afterEach(async () => {
    await visitor.leave()
    expect(visitor.complaints.filter((complaint) => complaint !== OF_VUE)).toEqual([])
  })

  const story = async (): Promise<Story> => {
    const { outcomes, recovered } = await page.evaluate(() => (globalThis as never as Told).story)
    return { outcomes, recovered }
  }
  const hydrated = async (path: string): Promise<void> => {
    await page.goto(site.url + path)
    await page.waitForFunction(() => (globalThis as never as Told).story?.hydrated)
  }
  /** Waits no longer than a frame: what was undone is put back before it is painted. */
  const standing = (kinds: readonly Kind[]): Promise<Kind[]> =>
    page.evaluate(
      (wanted) =>
        new Promise((resolve) => {
          const { story, requestAnimationFrame } = globalThis as never as Told
          requestAnimationFrame(() => resolve(story.standing(wanted)))
        }),
      kinds,
    )
  /** As when the visitor leaves: what has not been told by then is told. */
  const leave = (): Promise<unknown> => page.evaluate(() => dispatchEvent(new Event('pagehide') as never))
  const press = (button: string): Promise<void> => page.locator(`#${button}`).click()
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count
  const shown = async (selector: string): Promise<string> => (await page.locator(selector).innerText()).trim()

  for (const app of APPS) {
    for (const when of ['early', 'late']) {
      test(`${app}, our script ${when}: every edit stands, and nothing stands twice`, async () => {
        await hydrated(`/${app}/every?${when}`)
        expect(await standing(KINDS)).toEqual(KINDS)
        await leave()
        const { outcomes } = await story()
        expect(outcomes.map(({ slot }) => slot)).toEqual(KINDS)
        expect(outcomes.filter(({ outcome }) => outcome === 'reverted')).toEqual([])
        if (app === 'plain') expect(outcomes.every(({ outcome, ms }) => outcome === 'survived' && ms === 0)).toBe(true)
      })
    }
  }

  for (const app of ['react', 'vue'] as const) {
    test.each(KINDS)(`${app}: what becomes of %s alone`, async (kind) => {
      await hydrated(`/${app}/${kind}`)
      expect(await standing([kind])).toEqual([kind])
      await leave()
      expect((await story()).outcomes).toMatchObject([{ slot: kind, outcome: OUTCOMES[kind] }])
    })

    test.each(['early', 'late'])(
      `${app}, our script %s: the app changes, reorders, unmounts what was edited`,
      async (when) => {
        await hydrated(`/${app}/every?${when}`)
        for (const button of ['update', 'reverse', 'update', 'reverse']) {
          await press(button)
          expect(await standing(KINDS), button).toEqual(KINDS)
        }
        await press('toggle')
        expect(await shown('div.page')).toBe('Closed')
        expect(await page.locator('div.page > *').count()).toBe(1)
        await press('toggle')
        expect(await standing(KINDS), 'mounted again').toEqual(KINDS)
      },
    )

    test(`${app}: at another address the site's own content is left alone`, async () => {
      await hydrated(`/${app}/every`)
      await page.evaluate(() => (globalThis as never as Told).history.pushState(null, '', '/elsewhere'))
      await press('update')
      expect(await shown('h1.title')).toBe('Original title (2)')
      expect((await story()).outcomes.map(({ slot }) => slot)).toEqual(KINDS)
      await press('toggle')
      expect(await page.locator('div.page > *').count()).toBe(1)
    })
  }

  test('React says of a mismatch that it rendered the page anew, of an attribute nothing', async () => {
    await hydrated('/react/text')
    expect((await story()).recovered).toHaveLength(1)
    await hydrated('/react/attribute')
    expect((await story()).recovered).toEqual([])
  })

  test('a block that no edge would write changes no code', async () => {
    await hydrated('/plain/text')
    await page.evaluate(() => {
      const { document, story } = globalThis as never as Told
      const code = document.createElement('noscript')
      code.id = 'code'
      code.textContent = 'theirs'
      document.body.append(code)
      const edits = { own: [{ op: 'text', value: 'ours' }], parts: [], arrange: null }
      const slot = { slot: 'code', selector: '#code', match: 'first', list: null, edits }
      story.start({ decision: '', slots: [slot] }, (slot, outcome, ms) => story.outcomes.push({ slot, outcome, ms }))
    })
    const { outcomes } = await story()
    expect(outcomes).toMatchObject([{ slot: 'code', outcome: 'reverted' }])
    expect(await page.locator('#code').textContent()).toBe('theirs')
  })

  test('a script that undoes an edit each time is left alone, and the slot is told as reverted', async () => {
    await visitor.clock().install()
    await hydrated('/plain/every')
    await page.evaluate(() => {
      const { document, MutationObserver, performance, story } = globalThis as never as Told
      const title = document.querySelector('h1.title')!
      const insist = (): void => {
        if (title.textContent === 'Mine') return
        title.textContent = 'Mine'
        story.fights.push(performance.now())
      }
      new MutationObserver(insist).observe(title, { childList: true, characterData: true, subtree: true })
      insist()
    })
    await page.clock.runFor(A_MINUTE_MS)
    const { outcomes } = await story()
    expect(outcomes.find(({ slot }) => slot === 'text')).toMatchObject({ outcome: 'reverted' })
    expect(await shown('h1.title')).toBe('Mine')
    const fights = await page.evaluate(() => (globalThis as never as Told).story.fights)
    expect(fights).toHaveLength(1 + 12)
    // The first was none of ours; after four of them a second passes.
    expect(fights.filter((at, i) => i > 4 && at - fights[i - 4]! < 900)).toEqual([])
    expect(await standing(KINDS)).toEqual(KINDS.filter((kind) => kind !== 'text'))
  })
})

interface Outcome {
  readonly slot: string
  readonly outcome: string
  readonly ms: number
}

interface Story {
  readonly outcomes: readonly Outcome[]
  /** What React recovered from. */
  readonly recovered: readonly string[]
}

/** The page's own globals; the tests are compiled without the DOM. */
interface Told {
  readonly story: {
    readonly outcomes: Outcome[]
    readonly recovered: readonly string[]
    readonly hydrated: boolean
    readonly fights: number[]
    standing(kinds: readonly Kind[]): Kind[]
    start(block: object, report: (slot: string, outcome: string, ms: number) => void): void
  }
  readonly performance: { now(): number }
  readonly history: { pushState(state: null, unused: string, url: string): void }
  readonly document: {
    readonly body: { append(element: object): void }
    createElement(tag: string): { id: string; textContent: string }
    querySelector(selector: string): { textContent: string } | null
  }
  readonly MutationObserver: new (changed: () => void) => { observe(target: unknown, options: object): void }
  requestAnimationFrame(then: () => void): void
}
