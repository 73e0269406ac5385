/** How what the client script tells arrives: at the end of a page, offline, through outages; once each. Not what it tells: client. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ROUTES } from '../../src/routes.ts'
import { type ClientSite, hide, startClientSite } from './client-site.ts'
import { hasChromium, SKIPPED, type Visitor } from './visitors.ts'

/** More than a browser may have under way when a page closes is more than 64 KB. */
const MANY = 300

describe.skipIf(!hasChromium)(`how it arrives${SKIPPED}`, () => {
  let site: ClientSite
  let visitor: Visitor

  beforeAll(async () => {
    site = await startClientSite()
  })
  afterAll(() => site[Symbol.asyncDispose]())
  beforeEach(async () => {
    site.begin()
    visitor = await site.visitor()
    site.pages = { '/page': '<p>Hello.</p>', '/next': 'There.' }
  })
  afterEach(async () => {
    await visitor.leave()
  })

  async function openWithClock(): Promise<void> {
    await visitor.holdTime()
    await visitor.page.goto(`${site.url}/page`)
  }

  const names = async (): Promise<unknown[]> => (await site.rows('custom')).map((row) => row.name)

  test('a page that is closed delivers what was not sent yet', async () => {
    await openWithClock()
    await visitor.page.evaluate("awase.track('last')")
    expect(await names()).toEqual([])
    await visitor.page.close({ runBeforeUnload: true })
    await site.rowsOf('custom', 1)
    expect(await names()).toEqual(['last'])
    expect(await site.rows('dwell')).toHaveLength(1)
  })

  test('a page that is left while an answer is awaited delivers that and the rest', async () => {
    let sent = 0
    await visitor.page.route(`**${ROUTES.events}`, async (route) => {
      sent++
      if (sent > 1) await route.continue()
    })
    await openWithClock()
    await visitor.page.clock.runFor(1_500)
    await expect.poll(() => sent).toBe(1)
    await visitor.page.evaluate("awase.track('last')")
    // Chromium also says that a page that is left is hidden; not every browser does.
    await visitor.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    await site.rowsOf('custom', 1)
    expect((await site.rows()).map((row) => row.kind)).toEqual(['page_view', 'custom', 'dwell'])
  })

  test('a tab that is hidden delivers, and its dwell is told once', async () => {
    await openWithClock()
    await hide(visitor, true)
    await site.rowsOf('dwell', 1)
    await hide(visitor, false)
    await visitor.page.evaluate("awase.track('back')")
    await hide(visitor, true)
    // Where the first answer was not read yet, the next batch follows it.
    await visitor.page.clock.resume()
    await site.rowsOf('custom', 1)
    expect(await site.rows('dwell')).toHaveLength(1)
  })

  test('offline and online again: delivered, and once', async () => {
    await openWithClock()
    await site.letPass(visitor, 'page_view', 1)
    await visitor.context.setOffline(true)
    const failed = visitor.page.waitForEvent('requestfailed')
    await visitor.page.evaluate("awase.track('offline')")
    await visitor.passUntil(failed)
    await visitor.context.setOffline(false)
    await site.letPass(visitor, 'custom', 1)
    await visitor.page.clock.runFor(300_000)
    expect(await names()).toEqual(['offline'])
  })

  test.each([
    [503, 'refuses before it has them'],
    [429, 'has too many'],
  ])('a server that answers %i and comes back: delivered with the same ids, and once', async (status) => {
    const bodies: string[] = []
    await visitor.page.route(`**${ROUTES.events}`, async (route) => {
      bodies.push(route.request().postData()!)
      if (bodies.length < 3) await route.fulfill({ status, headers: { 'retry-after': '30' } })
      else await route.continue()
    })
    await openWithClock()
    await site.letPass(visitor, 'page_view', 1)
    const [first, second, third] = bodies.map((body) => JSON.parse(body))
    expect(second.events).toEqual(first.events)
    expect(third.events).toEqual(first.events)
    expect(second.sentAt - first.sentAt).toBeGreaterThanOrEqual(30_000)
    expect(third.sentAt - second.sentAt).toBeGreaterThanOrEqual(30_000)
    await visitor.page.clock.runFor(300_000)
    expect(bodies).toHaveLength(3)
    expect(await site.rows('page_view')).toHaveLength(1)
  })

  test('an answer that was lost on its way: sent again, counted once', async () => {
    let sent = 0
    await visitor.page.route(`**${ROUTES.events}`, async (route) => {
      sent++
      if (sent > 1) return route.continue()
      await route.fetch()
      return route.abort()
    })
    await openWithClock()
    const again = visitor.page.waitForResponse((response) => response.url().endsWith(ROUTES.events))
    expect((await visitor.passUntil(again)).status()).toBe(202)
    expect(sent).toBe(2)
    expect(await site.rows('page_view')).toHaveLength(1)
  })

  test('where nothing is recorded, one question is enough; what is refused is not sent again', async () => {
    for (const [status, questions] of [
      [404, 1],
      [400, 2],
    ] as const) {
      let asked = 0
      await visitor.page.route(`**${ROUTES.events}`, async (route) => {
        asked++
        await route.fulfill({ status })
      })
      await openWithClock()
      const answered = () => visitor.passUntil(visitor.page.waitForResponse((response) => response.status() === status))
      await answered()
      await visitor.page.evaluate("awase.track('more')")
      if (questions > 1) await answered()
      await visitor.page.clock.runFor(300_000)
      expect(asked).toBe(questions)
      await visitor.page.unrouteAll()
      await visitor.leave()
      visitor = await site.visitor()
    }
  })

  test('many events go in batches that the collector takes, each once', async () => {
    await visitor.page.goto(`${site.url}/page`)
    await visitor.page.evaluate(`for (let i = 0; i < ${MANY}; i++) awase.track('many', { i, text: '雨'.repeat(100) })`)
    const rows = await site.rowsOf('custom', MANY)
    expect(new Set(rows.map((row) => (row.data as { i: number }).i)).size).toBe(MANY)
    expect(rows).toHaveLength(MANY)
  })

  test('what waits is bounded, and one event too large is left out', async () => {
    await openWithClock()
    await visitor.page.evaluate(`awase.track('huge', { text: 'x'.repeat(20000) })
      for (let i = 0; i < 2000; i++) awase.track('flood')`)
    // The page view came first; the last ones found no room.
    await visitor.page.clock.resume()
    await site.rowsOf('custom', 499)
    expect(await site.rows('custom')).toHaveLength(499)
    expect(new Set(await names())).toEqual(new Set(['flood']))
  })
})
