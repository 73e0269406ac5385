/** The disclosure and the record of processing say what this very Worker is configured to do. Not how they look. */

import { expect, test } from 'vitest'
import { RETENTION_DAYS } from '../../src/store/retention.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startWorker, TEST_TOKEN, type TestWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'

const CANARY = '"><img src=x onerror=alert(1)>'
const NOWHERE = { url: 'http://127.0.0.1:1' }
const WEBHOOK = {
  WEBHOOK_URL: 'https://hooks.example.com/secret-path',
  WEBHOOK_SECRET: 'a secret of the tests',
  WEBHOOK_NAME: '{"ja":"分析の会社","en":"Analysts"}',
  WEBHOOK_PURPOSE: '{"ja":"売上の分析","en":"To see what sells"}',
}
const origin = await startOrigin(pages({}))
const RULES = ruleset(
  { headline: { paths: ['/*'], selector: 'h1', kind: 'text' } },
  [plain('rain', { headline: { text: 'x' } }, { when: { 'weather.kind': 'rain' } })],
  {
    memory: 'by-region',
    weather: { nonCommercial: true },
    schema: {
      traits: {
        diet: { type: 'string', sensitive: true, retention: '30d', label: CANARY, purpose: { en: CANARY } },
      },
      scores: { churn: { purpose: 'personalize' } },
    },
  },
)

const started = async (vars: Record<string, string>, hasRecord = true): Promise<TestWorker> => {
  const worker = await startWorker({ origin: origin.url, vars, ...(hasRecord && { record: NOWHERE }) })
  expect((await worker.publish(RULES)).status).toBe(200)
  return worker
}
const recipients = async (worker: TestWorker) =>
  JSON.parse((await worker.fetch('/_awase/external-transmission', { headers: { accept: 'application/json' } })).text)
    .recipients as readonly { id: string; host: string | null; isPersonal: boolean }[]
const operator = (worker: TestWorker, path: string, accept = 'application/json') =>
  worker.fetch(path, { headers: { authorization: `Bearer ${TEST_TOKEN}`, accept } })
const recordOf = async (worker: TestWorker) =>
  JSON.parse((await operator(worker, '/_awase/api/v1/processing-record?lang=en')).text)

test('everything on: every recipient, in Japanese unless asked otherwise, and no secret', async () => {
  await using worker = await started({ ...WEBHOOK, WEBHOOK_VISITORS: 'true' })
  expect((await recipients(worker)).map(({ id, isPersonal }) => [id, isPersonal])).toEqual([
    ['cloudflare', true],
    ['database', true],
    ['weather', false],
    ['webhook', true],
  ])
  const page = await worker.fetch('/_awase/external-transmission', { headers: { 'accept-language': null } })
  expect(page.text).toContain('<html lang="ja">')
  for (const text of ['分析の会社', '売上の分析', 'hooks.example.com', '39 × 20 km']) expect(page.text).toContain(text)
  // Fields of the site by what people call them, as text.
  expect(page.text).toContain('記憶していること（&quot;&gt;&lt;img src=x onerror=alert(1)&gt;、churnを含みます）')
  expect(page.text).not.toContain('secret')
  expect((await worker.fetch('/_awase/external-transmission?lang=en')).text).toContain('Analysts')
})

test('nothing on: nobody but who delivers the site', async () => {
  await using worker = await started({}, false)
  expect((await recipients(worker)).map(({ id }) => id)).toEqual(['cloudflare', 'weather'])
  const { activities, refused } = await recordOf(worker)
  expect(activities.filter(({ where }: { where: string }) => where === 'database')).toEqual([])
  expect(refused).toEqual([])
})

test('a webhook without texts receives nothing, and operators are told why', async () => {
  await using worker = await started({ ...WEBHOOK, WEBHOOK_PURPOSE: '' })
  expect((await recipients(worker)).map(({ id }) => id)).not.toContain('webhook')
  expect((await recordOf(worker)).refused).toEqual([
    { recipient: 'webhook', reason: expect.stringContaining('WEBHOOK_PURPOSE') },
  ])
  const health = JSON.parse((await operator(worker, '/_awase/health')).text)
  expect(health.webhook).toEqual({ state: 'refused', advice: expect.stringContaining('WEBHOOK_PURPOSE') })
})

test('the record: consent, every table with its time, the fields of the site; for operators alone', async () => {
  await using worker = await started(WEBHOOK)
  expect((await worker.fetch('/_awase/api/v1/processing-record')).status).toBe(401)
  const record = await recordOf(worker)
  expect(record).toMatchObject({
    format: 1,
    site: 'main',
    revision: 1,
    consent: { memory: 'by-region', default: 'opt-in' },
    fields: [
      { kind: 'trait', name: 'diet', label: CANARY, purpose: CANARY, isSensitive: true, days: 30 },
      { kind: 'score', name: 'churn', purpose: 'personalize', isSensitive: false, days: null },
    ],
  })
  const days = record.activities
    .filter(({ where }: { where: string }) => where === 'database')
    .map(({ days }: { days: number | null }) => days)
  const untilTakenBack = null // wishes, in the table of visitors
  expect(days.toSorted()).toEqual([...Object.values(RETENTION_DAYS), untilTakenBack].toSorted())
  const page = await operator(worker, '/_awase/api/v1/processing-record?lang=ja', 'text/html')
  expect(page.text).toContain('処理活動の記録')
  expect(page.text).not.toContain('<img')
})

test('profiles in the cookie alone: no table of visitors is in the record', async () => {
  await using worker = await started({ RESIDENCY: 'cookie' })
  const { activities, recipients: told } = await recordOf(worker)
  expect(JSON.stringify(told)).not.toContain('what is remembered')
  const personal = activities.filter(
    ({ where, what }: { where: string; what: string }) => where !== 'browser' && what.startsWith('Visits, interests'),
  )
  expect(personal).toEqual([])
  expect(JSON.stringify(activities)).not.toContain('keyed hash')
})
