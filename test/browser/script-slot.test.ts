/** Where a browser finds our tag and block, and that a strict policy lets the script load. Not what the script does: client.test.ts. */

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'
import { hasChromium, launchChromium, SKIPPED, type Visitor, visitorsOf } from './visitors.ts'

const START = '<!doctype html><html><head><title>t</title></head>\n<body>'
const REST = '<h1>origin</h1><p>words</p></body></html>\n'
const POLICIES: { readonly [path: string]: string } = {
  '/self': "default-src 'none'; script-src 'self'; connect-src 'self'",
  '/nonce': "default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic'; connect-src 'self'",
}

describe.skipIf(!hasChromium)(`in a browser${SKIPPED}`, async () => {
  const sending = new Map<string, () => void>()
  const origin = await startOrigin(({ target }, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    const policy = POLICIES[target]
    if (policy !== undefined) response.setHeader('content-security-policy', policy)
    if (!target.startsWith('/trickle')) return response.end(START + REST)
    response.write(START)
    return sending.set(target, () => response.end(REST))
  })
  const worker = await startWorker({ origin: origin.url })
  let browser: Browser
  let nextVisitor: () => Promise<Visitor>
  beforeAll(async () => {
    const rules = ruleset(
      { headline: { paths: ['/*'], selector: 'h1', kind: 'text' } },
      [plain('e', { headline: { text: '雨' } })],
      { script: true },
    )
    expect((await worker.publish(rules)).status).toBe(200)
    browser = await launchChromium()
    // Miniflare compresses for a browser, and would hold what trickles.
    nextVisitor = visitorsOf(browser, { extraHTTPHeaders: { 'accept-encoding': 'identity' } })
  })
  afterAll(async () => {
    await browser.close()
    await Promise.all([worker.dispose(), origin.close()])
  })

  test.each([...Object.keys(POLICIES), '/trickle'])('%s', async (path) => {
    const { page, leave } = await nextVisitor()
    const said: string[] = []
    page.on('console', (message) => void said.push(message.text()))
    const loaded = page.waitForResponse((answer) => answer.url().endsWith('/_awase/client.js'))
    const gone = page.goto(worker.url + path)
    if (path === '/trickle') {
      await expect.poll(() => sending.has(path)).toBe(true)
      await loaded // the tag was there before the rest of the page
      sending.get(path)?.()
    }
    await gone
    expect((await loaded).status()).toBe(200)
    const tagNames = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll((elements: readonly { readonly tagName: string }[]) => elements.map(({ tagName }) => tagName))
    const late = path === '/trickle'
    expect(await tagNames('head > *')).toEqual(late ? ['TITLE', 'SCRIPT'] : ['TITLE', 'LINK', 'SCRIPT', 'SCRIPT'])
    expect(await tagNames('body > *')).toEqual(late ? ['H1', 'P', 'LINK', 'SCRIPT'] : ['H1', 'P'])
    expect(await page.locator('h1').textContent()).toBe('雨')
    expect(JSON.parse((await page.locator('#awase-plan').textContent()) ?? '').slots).toMatchObject([
      { slot: 'headline', edits: { own: [{ value: '雨' }] } },
    ])
    await leave()
    expect(said).toEqual([])
  })
})
