/** The preference centre as a page, and what is written down of a withdrawal. Not which words rule: promises/consent; nor how it looks: browser/consent. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOrigin } from '../harness/origin.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'
import { typicalMemory } from '../harness/typical-memory.ts'
import { type VisitorBrowser, visitorBrowser } from '../harness/visitor-browser.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'

const CANARY = '"><img src=x onerror=alert(1)>'
const CONSENT = '/_awase/consent'
const CHOICES = '/_awase/privacy/choices'
const JAPAN = { country: 'JP' }
const RULES = ruleset(
  { headline: { paths: ['/*'], selector: 'h1', kind: 'text' } },
  [plain('x', { headline: { text: 'x' } })],
  {
    memory: 'by-region',
    consent: { banner: true },
    schema: {
      traits: {
        role: { type: 'string', label: { ja: '職種', en: 'Role' } },
        diet: { type: 'string', label: CANARY, purpose: 'export' },
      },
      scores: { churn: {} },
    },
  },
)

const origin = await startOrigin((_, response) => void response.end('<h1>origin</h1>'))
let record: TestRecord
let worker: TestWorker
beforeAll(async () => {
  record = await startRecord()
  worker = await startWorker({ origin: origin.url, record, cf: JAPAN })
  expect((await worker.publish(RULES)).status).toBe(200)
})
afterAll(() => Promise.all([worker.dispose(), origin.close()]).then(() => record.dispose()))

let count = 0
async function remembered(of: TestWorker = worker): Promise<VisitorBrowser> {
  const browser = visitorBrowser(of)
  await browser.remember({ ...typicalMemory(), visitor: `chooser-${String(count++).padStart(14, '0')}` })
  return browser
}
const asForm = (browser: VisitorBrowser, ...fields: (readonly [string, string])[]) => browser.post(CONSENT, fields)
const asJson = (browser: VisitorBrowser, purposes: object, of: TestWorker = worker) =>
  browser.ask(CONSENT, {
    method: 'POST',
    headers: { origin: of.url, 'content-type': 'application/json' },
    body: JSON.stringify({ purposes }),
  })
/** Of this very visitor, as they would have it in their file. */
const requests = async (browser: VisitorBrowser) => {
  const file = JSON.parse((await browser.ask('/_awase/privacy/download')).text)
  return file.kept.requests
    .filter(({ action }: { action: string }) => action === 'consent')
    .map(({ actor, outcome, detail }: { actor: string; outcome: string; detail: object }) => [actor, outcome, detail])
}

describe('the page', () => {
  test('names what the site’s schema keeps under each purpose, leads to what is remembered, runs nothing', async () => {
    const page = await worker.fetch(`${CHOICES}?language=ja`)
    const text = (purpose: string) => new RegExp(`<p id="${purpose}-text">([\\s\\S]*?)</p>`).exec(page.text)![1]!
    expect(text('personalize')).toContain('職種、churn')
    expect(text('export')).toContain('&lt;img')
    expect(text('profile')).not.toContain('<span')
    expect(page.text).not.toContain('<img')
    expect(page.text.match(/href="\/_awase\/privacy\?lang=ja"/g)).toHaveLength(2)
    expect(page.header('content-security-policy')).toContain("default-src 'none'")
    expect(page.header('x-robots-tag')).toBe('noindex, nofollow')
  })

  test('speaks the language that the address or the browser asks for, and keeps the way back in the other', async () => {
    for (const [query, language] of [
      ['?language=en', 'en'],
      ['?lang=en', 'en'],
      ['', 'ja'],
    ]) {
      const page = await worker.fetch(`${CHOICES}${query}`, { headers: { 'accept-language': 'ja' } })
      expect(page.text).toContain(`<html lang="${language}">`)
    }
    const saved = await worker.fetch(`${CHOICES}?lang=en&return=/a%3Fb&saved=1`)
    expect(saved.text).toContain(`href="${CHOICES}?return=%2Fa%3Fb&amp;language=ja"`)
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }, [['allow', 'none']], 403],
    ['nothing that could be chosen', {}, [['allow', 'something']], 400],
    ['more than fits', {}, [['allow', 'x'.repeat(20_000)]], 413],
  ] as const)('a form with %s is answered by a page', async (_, headers, fields, status) => {
    const answer = await visitorBrowser(worker).post(CONSENT, fields, headers)
    expect([answer.status, answer.setCookies]).toEqual([status, []])
    expect(answer.text).toContain('<a href="/_awase/privacy?lang=en" hreflang="en"')
  })
})

describe('a withdrawal is audited', () => {
  test('by the form, with the purposes that were taken back', async () => {
    const browser = await remembered()
    await asForm(browser, ['allow', 'none'])
    expect(browser.cookies.has('awase')).toBe(false)
    const rows = await record.rows("select detail from audit where action = 'consent' order by id desc limit 1")
    expect(JSON.parse(String(rows[0]!.detail))).toEqual({ purposes: ['storage', 'profile', 'personalize', 'measure'] })
  })

  test('by a script, of a part; granting is none, and neither is the same again', async () => {
    const browser = await remembered()
    await asJson(browser, { export: true })
    expect(await requests(browser)).toEqual([])
    await asJson(browser, { measure: false, export: false })
    await asJson(browser, { measure: false })
    await asJson(browser, { measure: true })
    expect(await requests(browser)).toEqual([['visitor', 'done', { purposes: ['measure', 'export'] }]])
  })

  test('of nobody there is nothing to take back', async () => {
    const before = await record.rows('select count(*) as rows from audit')
    const browser = visitorBrowser(worker)
    expect((await asForm(browser, ['allow', 'none'])).status).toBe(303)
    expect(await record.rows('select count(*) as rows from audit')).toEqual(before)
  })

  test('is done where it cannot be audited, and the log has it', async () => {
    await using lonely = await startWorker({ origin: origin.url, record: { url: 'http://127.0.0.1:1' }, cf: JAPAN })
    await lonely.publish(RULES)
    const [asked, scripted] = [await remembered(lonely), await remembered(lonely)]
    expect((await asForm(asked, ['allow', 'none'])).status).toBe(303)
    expect([...asked.cookies.keys()]).toEqual(['awase-consent'])
    const script = await asJson(scripted, { measure: false }, lonely)
    expect([script.status, JSON.parse(script.text).purposes.measure]).toEqual([200, false])
    await lonely.logged(/audit_failed/)
    await lonely.logged(/consent_unproven/)
  })

  test('without a database the cookie is all', async () => {
    await using bare = await startWorker({ origin: origin.url, cf: JAPAN })
    await bare.publish(RULES)
    const browser = await remembered(bare)
    expect((await asForm(browser, ['allow', 'none'])).status).toBe(303)
    expect([...browser.cookies.keys()]).toEqual(['awase-consent'])
  })
})
