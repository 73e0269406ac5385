/** Global Privacy Control and the client script: the server rules over it, and the script does as it says. Not who rules over what: core/consent. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ROUTES } from '../../src/routes.ts'
import { plain, ruleset } from '../promises/site.ts'
import { type ClientSite, hide, startClientSite } from './client-site.ts'
import { hasChromium, SKIPPED, type Visitor } from './visitors.ts'

const RULES = ruleset(
  { headline: { paths: ['/nowhere'], selector: 'h1', kind: 'text' } },
  [plain('x', { headline: { text: 'x' } })],
  { memory: 'by-region' },
)

describe.skipIf(!hasChromium)(`the client script under Global Privacy Control${SKIPPED}`, () => {
  let site: ClientSite
  let visitor: Visitor
  let asked: string[] = []

  beforeAll(async () => {
    site = await startClientSite()
    expect((await site.worker.publish(RULES)).status).toBe(200)
  })
  afterAll(() => site[Symbol.asyncDispose]())
  beforeEach(async () => {
    site.begin()
    site.pages = { '/page': 'Hello.', '/next': 'There.' }
    visitor = await site.visitor()
    asked = []
    visitor.page.on('request', (request) => void asked.push(new URL(request.url()).pathname))
    await visitor.before("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
  })
  afterEach(async () => {
    await visitor.context.setExtraHTTPHeaders({})
    await visitor.leave()
    expect(visitor.complaints).toEqual([])
  })

  const tellServer = () => visitor.context.setExtraHTTPHeaders({ 'sec-gpc': '1' })
  async function choose(form: { readonly [name: string]: string }): Promise<void> {
    const { origin } = new URL(site.url)
    const headers = { origin, 'sec-gpc': '1' }
    const chosen = await visitor.context.request.post(origin + ROUTES.consent, { form, headers, maxRedirects: 0 })
    expect(chosen.status()).toBe(303)
  }
  async function look(): Promise<void> {
    await visitor.page.goto(`${site.url}/page`)
    await visitor.page.evaluate("awase.track('asked')")
  }

  test.each([
    ['the server hears it, too', true, null],
    ['the server hears nothing of it', false, null],
    ['there is consent, but not in spite of it', true, { allow: 'all' }],
    ['everything was allowed in spite of it but counting', true, { allow: 'chosen', purpose: 'storage' }],
  ] as const)('%s: the site’s calls work, and nothing is told', async (_, isInHeader, form) => {
    if (isInHeader) await tellServer()
    if (form !== null) await choose({ ...form, ...('purpose' in form && { 'despite-gpc': '1' }) })
    const answered = visitor.page.waitForResponse(`**${ROUTES.consent}`)
    await look()
    expect((await answered).status()).toBe(200)
    await visitor.page.evaluate(`fetch('${ROUTES.consent}').then((answer) => answer.json())`) // the script has its answer by then
    await hide(visitor, true) // whatever waits is sent at once
    await visitor.page.goto(`${site.url}/next`)
    await visitor.page.goto('about:blank')
    expect(asked).toContain(ROUTES.clientScript)
    expect(asked).not.toContain(ROUTES.events)
    expect(await site.rows()).toEqual([])
  })

  test('the visitor allowed this site in spite of it: told as ever, what waited too', async () => {
    await tellServer()
    await choose({ allow: 'all', 'despite-gpc': '1' })
    await look()
    expect(await site.rowsOf('custom', 1)).toMatchObject([{ name: 'asked', path: '/page' }])
    expect(await site.rowsOf('page_view', 1)).toMatchObject([{ path: '/page' }])
  })

  test('the server does not answer: nothing is told', async () => {
    await visitor.page.route(`**${ROUTES.consent}`, (route) => route.abort())
    const failed = visitor.page.waitForEvent('requestfailed')
    await look()
    await failed
    await visitor.page.goto('about:blank')
    expect(asked).not.toContain(ROUTES.events)
    // The browser itself says that a request failed; our script adds nothing.
    expect(visitor.complaints.splice(0)).toEqual([expect.stringMatching(/^Failed to load/)])
  })
})
