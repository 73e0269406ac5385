/** The visitor's pages as people meet them: real Worker, real chromium, scripts switched off, looked at by axe. Not what acts do: test/admin/privacy. */

import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { BROWSER_USER_AGENT } from '../harness/fetch-raw.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'
import { typicalMemory } from '../harness/typical-memory.ts'
import { visitorBrowser } from '../harness/visitor-browser.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'

const CHROMIUM = '/usr/bin/chromium'
const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync']
const PATIENCE_MS = 20_000
const isThere = existsSync(CHROMIUM)
const note = isThere ? '' : ` (SKIPPED: there is no ${CHROMIUM})`
const PRIVACY = '/_awase/privacy'

const RULES = ruleset(
  { headline: { paths: ['/*'], selector: 'h1', kind: 'text' } },
  [plain('rain', { headline: { text: 'x' } }, { when: { 'affinity.rainwear': { $gte: 0.5 } } })],
  {
    memory: 'by-region',
    schema: {
      traits: {
        role: { type: 'string', values: ['sales', 'marketing'], label: { ja: '職種', en: 'Role' } },
        likes: { type: 'strings', values: ['tea', 'coffee'] },
      },
    },
  },
)

describe.skipIf(!isThere)(`the visitor's pages in a browser${note}`, () => {
  const origin = startOrigin(pages({ '/': '<html><body><h1>origin</h1></body></html>' }))
  let record: TestRecord
  let worker: TestWorker
  let browser: Browser
  let context: BrowserContext | null = null
  let complaints: string[] = []

  beforeAll(async () => {
    record = await startRecord()
    worker = await startWorker({ origin: (await origin).url, record, cf: { country: 'JP' } })
    expect((await worker.publish(RULES)).status).toBe(200)
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS })
  })
  afterAll(async () => {
    await browser.close()
    await worker.dispose()
    await (await origin).close()
    await record.dispose()
  })
  /** A violation of the page's Content-Security-Policy is an error on the console, too. */
  afterEach(async () => {
    await context?.close()
    context = null
    expect(complaints).toEqual([])
  })

  interface As {
    readonly locale?: string
    readonly width?: number
    readonly colorScheme?: 'light' | 'dark'
    readonly isKnown?: boolean
    /** Only to look at a page from inside. */
    readonly scripts?: boolean
  }

  async function open(path: string, { locale = 'en-GB', width = 1440, ...as }: As = {}): Promise<Page> {
    complaints = []
    const { colorScheme = 'light', isKnown = true, scripts = false } = as
    context = await browser.newContext({
      userAgent: BROWSER_USER_AGENT,
      viewport: { width, height: 844 },
      locale,
      colorScheme,
      javaScriptEnabled: scripts,
      bypassCSP: scripts,
    })
    if (isKnown) {
      const traits = {
        role: { value: 'sales', source: 'declared', purpose: 'to choose papers', at: 1 },
        likes: { value: ['tea'], source: 'imported', purpose: null, at: 1 },
      } as const
      const known = visitorBrowser(worker)
      await known.remember({ ...typicalMemory(), traits, dismissed: ['rain'] })
      await context.addCookies([...known.cookies].map(([name, value]) => ({ name, value, url: worker.url })))
    }
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    page.on('console', (message) => {
      const isOurs = ['error', 'warning'].includes(message.type()) && !message.location().url.includes('favicon')
      if (isOurs) complaints.push(message.text())
    })
    await page.goto(worker.url + path)
    return page
  }

  const LOOKS = [
    ['ja-JP', 1440, 'light'],
    ['en-GB', 1440, 'dark'],
    ['ja-JP', 390, 'dark'],
    ['en-GB', 390, 'light'],
  ] as const
  const PAGES = [
    [PRIVACY, true],
    [`${PRIVACY}?done=correct`, false],
    [`${PRIVACY}/erased`, false],
    ['/_awase/external-transmission', false],
  ] as const
  test.each(PAGES.flatMap(([path, isKnown]) => LOOKS.map((look) => [path, isKnown, ...look] as const)))(
    '%s, known %s, %s at %i px, %s: it fits, and axe has nothing to say',
    async (path, isKnown, locale, width, colorScheme) => {
      const page = await open(path, { locale, width, colorScheme, isKnown, scripts: true })
      expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2))
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      await page.evaluate(axe.source)
      const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    },
  )

  test('corrects, forgets, shows again and erases, without scripts', async () => {
    const page = await open(PRIVACY)
    await page.getByRole('combobox', { name: 'Role' }).selectOption('marketing')
    await page.getByRole('listitem').filter({ hasText: 'Role' }).getByRole('button', { name: 'Save' }).click()
    expect(await page.getByRole('status').textContent()).toBe('Saved.')
    expect(await page.locator('main').textContent()).toContain('Role: marketing')
    await page.getByRole('button', { name: 'Not interested: rainwear' }).click()
    expect(await page.getByRole('status').textContent()).toBe('Forgotten.')
    expect(await page.getByRole('button', { name: 'Not interested: rainwear' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Show it again' }).click()
    expect(await page.getByRole('button', { name: 'Show it again' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Erase' }).click()
    expect(new URL(page.url()).pathname).toBe(`${PRIVACY}/erased`)
    await page.locator('main').getByRole('link', { name: 'What is remembered about you' }).click()
    expect(await page.locator('main').textContent()).toContain('Nothing is remembered about you.')
  })

  test('the file is downloaded, and the language of the page goes along', async () => {
    const page = await open(`${PRIVACY}?lang=ja`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'ファイルをダウンロード' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('my-data.json')
    await page.getByRole('button', { name: '反対する' }).click()
    expect(await page.getByRole('status').textContent()).toContain('反対を受け付けました')
    expect(await page.locator('.purposes .no').count()).toBe(3)
  })
})
