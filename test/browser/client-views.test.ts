/** What is a page view and what is an impression, and what is neither. Not the other kinds: client. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../src/edge/new-id.ts'
import { type ClientSite, hide, startClientSite } from './client-site.ts'
import { hasChromium, SKIPPED, type Visitor } from './visitors.ts'

const DECISION = newId(Date.now())
const HERO = { slot: 'hero', selector: 'section.hero', match: 'first', list: null, edits: null }
const PLAN = `<script type="application/json" id="awase-plan">${JSON.stringify({ decision: DECISION, slots: [HERO] })}</script>`

describe.skipIf(!hasChromium)(`views and impressions${SKIPPED}`, () => {
  let site: ClientSite
  let visitor: Visitor

  beforeAll(async () => {
    site = await startClientSite({ ignoreDefaultArgs: ['--disable-back-forward-cache'] })
  })
  afterAll(() => site[Symbol.asyncDispose]())
  beforeEach(async () => {
    site.begin()
    visitor = await site.visitor()
    site.pages = { '/next': 'There.' }
  })
  afterEach(async () => {
    await visitor.leave()
    expect(visitor.complaints).toEqual([])
  })

  async function open(body: string): Promise<void> {
    site.pages['/page'] = body
    await visitor.page.goto(`${site.url}/page`)
  }

  const paths = async (): Promise<unknown[]> => (await site.rows('page_view')).map((row) => row.path)

  describe.each([
    ['the Navigation API', ''],
    ['a wrapped history', "Object.defineProperty(window, 'navigation', { value: undefined })"],
  ])('client-side navigation by %s', (_, before) => {
    beforeEach(async () => {
      await visitor.before(before)
    })

    test('another path is another view, without the plan of the first', async () => {
      await open(`${PLAN}<section class="hero">Hello.</section><b data-awase-slot="foot">Foot.</b>`)
      await site.rowsOf('impression', 2)
      await visitor.page.evaluate("history.pushState({ mine: 1 }, '', 'other?x=1')")
      await site.rowsOf('impression', 3)
      await visitor.page.evaluate("history.replaceState(history.state, '', 'third')")
      await site.rowsOf('page_view', 3)
      await visitor.page.evaluate('history.back()')
      await site.rowsOf('page_view', 4)
      const views = await site.rows('page_view')
      expect(views.map(({ path, decision }) => [path, decision])).toEqual([
        ['/page', DECISION],
        ['/other', undefined],
        ['/third', undefined],
        ['/page', undefined],
      ])
      const seen = (await site.rows('impression')).map(({ slot, path }) => `${slot} ${path}`)
      expect(seen.slice(0, 3).sort()).toEqual(['foot /other', 'foot /page', 'hero /page'])
      expect((await site.rows('dwell')).map((row) => row.path)).toEqual(['/page', '/other', '/third'])
      expect(await visitor.page.evaluate('awase.decision')).toBeUndefined()
    })

    test('another query or fragment is the same view; history does what it did', async () => {
      await open('Hello.')
      const outcome = await visitor.page.evaluate(`(() => {
        history.pushState({ a: 1 }, '', '?page=2'); history.replaceState({ a: 2 }, '', '#there')
        const state = history.state.a
        try { history.pushState(null, '', 'https://elsewhere.example/') } catch (error) { return state + error.name }
      })()`)
      expect(outcome).toBe('2SecurityError')
      await visitor.page.evaluate("awase.track('done')")
      await site.rowsOf('custom', 1)
      expect(await paths()).toEqual(['/page'])
    })
  })

  test('what a single-page application shows later is found, and counts once', async () => {
    await open('<div id="app"></div>')
    await site.rowsOf('page_view', 1)
    const show = (item: string) =>
      visitor.page.evaluate(`history.pushState(null, '', '${item}');
        document.getElementById('app').innerHTML = \`<b data-awase-view="${item}" data-awase-slot="box">x</b>\``)
    await show('tent')
    expect(await site.rowsOf('item_view', 1)).toMatchObject([{ item: 'tent', path: '/tent' }])
    await site.rowsOf('impression', 1)
    await show('rope')
    expect(await site.rowsOf('item_view', 2)).toMatchObject([{ item: 'tent' }, { item: 'rope' }])
    expect(await site.rows('item_view')).toHaveLength(2)
  })

  test('half a second is no impression, a second is one; once a view', async () => {
    await visitor.holdTime()
    await open(`<b data-awase-slot="near">Near.</b>${'<br>'.repeat(200)}<b data-awase-slot="far">Far.</b>`)
    const bring = async (slot: string): Promise<void> => {
      await visitor.page.evaluate(`document.querySelector('[data-awase-slot=${slot}]').scrollIntoView()`)
      await observed()
    }
    await bring('far')
    await visitor.page.clock.runFor(500)
    await bring('near')
    await visitor.page.clock.runFor(900)
    await bring('far')
    await visitor.page.clock.runFor(900)
    await bring('near')
    await visitor.page.clock.runFor(1_100)
    await bring('far')
    await visitor.page.clock.runFor(800)
    await bring('near')
    await visitor.page.clock.runFor(3_000)
    await visitor.page.evaluate("awase.track('done')")
    await site.letPass(visitor, 'custom', 1)
    expect((await site.rows('impression')).map((row) => row.slot)).toEqual(['near'])
    await bring('far')
    await site.letPass(visitor, 'impression', 2)
    expect((await site.rows('impression')).map((row) => row.slot)).toEqual(['near', 'far'])
  })

  /** An observer that is made now hears after ours, in the same frame. */
  const observed = () =>
    visitor.page.evaluate('new Promise((heard) => new IntersectionObserver(() => heard(1)).observe(document.body))')

  test('less than half is nothing; half of the viewport is enough where a slot is larger than it', async () => {
    site.scripts['/size.js'] = `
      document.querySelector('[data-awase-slot=cut]').style.cssText = 'display:block;height:400px;margin-top:410px'
      document.querySelector('[data-awase-slot=tall]').style.cssText = 'display:block;height:6000px'`
    await visitor.holdTime()
    await open('<b data-awase-slot="cut">x</b><b data-awase-slot="tall">x</b><script src="/size.js"></script>')
    await observed()
    await visitor.page.clock.runFor(4_000)
    await site.letPass(visitor, 'page_view', 1)
    expect(await site.rows('impression')).toEqual([])
    await visitor.page.evaluate('scrollTo(0, 1200)')
    await observed()
    expect((await site.letPass(visitor, 'impression', 1)).map((row) => row.slot)).toEqual(['tall'])
  })

  test('a hidden tab sees nothing, and the second begins anew', async () => {
    await visitor.holdTime()
    await open('<b data-awase-slot="near">Near.</b>')
    await observed()
    await visitor.page.clock.runFor(600)
    await hide(visitor, true)
    await visitor.page.clock.runFor(5_000)
    await hide(visitor, false)
    await visitor.page.clock.runFor(600)
    await visitor.page.evaluate("awase.track('done')")
    await hide(visitor, true)
    await site.letPass(visitor, 'custom', 1)
    expect(await site.rows('impression')).toEqual([])
    await hide(visitor, false)
    await site.letPass(visitor, 'impression', 1)
  })

  test('a tab that was opened behind begins when it is shown', async () => {
    await visitor.before("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    await visitor.holdTime()
    await open('<b data-awase-slot="near">Near.</b>')
    await visitor.page.clock.runFor(10_000)
    expect(await site.rows()).toEqual([])
    await hide(visitor, false)
    await site.letPass(visitor, 'page_view', 1)
  })

  test('back out of the browser’s cache is a view again, with the plan', async () => {
    await open(`${PLAN}<section class="hero">Hello.</section><i data-awase-view="tent"></i>`)
    await site.rowsOf('impression', 1)
    await visitor.page.evaluate('window.kept = true')
    await visitor.page.goto(`${site.url}/next`)
    await visitor.page.evaluate('history.back()')
    await site.rowsOf('page_view', 3)
    expect(await visitor.page.evaluate('window.kept')).toBe(true)
    expect(await paths()).toEqual(['/page', '/next', '/page'])
    expect(await site.rowsOf('impression', 2)).toMatchObject([{ decision: DECISION }, { decision: DECISION }])
    expect(await site.rowsOf('item_view', 2)).toMatchObject([{ item: 'tent' }, { item: 'tent' }])
  })

  test('a page that is fetched or rendered ahead counts nothing until it is shown', async () => {
    site.pages['/ahead'] = '<i data-awase-view="tent"></i><b data-awase-slot="near">Near.</b>'
    site.scripts['/ahead.js'] = `
      const link = document.createElement('link'); link.rel = 'prefetch'; link.href = 'ahead'
      link.onload = () => awase.track('fetched'); document.head.append(link)`
    await open('<script src="/ahead.js" defer></script>')
    await site.rowsOf('custom', 1)
    expect(await paths()).toEqual(['/page'])

    await visitor.before(`if (location.pathname.endsWith('/ahead')) {
      window.ahead = true; Object.defineProperty(document, 'prerendering', { get: () => window.ahead }) }`)
    await visitor.holdTime()
    await visitor.page.goto(`${site.url}/ahead`)
    await visitor.page.clock.runFor(10_000)
    expect(await paths()).toEqual(['/page'])
    expect(await site.rows('item_view')).toEqual([])
    await visitor.page.evaluate("window.ahead = false; document.dispatchEvent(new Event('prerenderingchange'))")
    await site.letPass(visitor, 'page_view', 2)
    expect(await paths()).toEqual(['/page', '/ahead'])
    await site.letPass(visitor, 'item_view', 1)
  })
})
