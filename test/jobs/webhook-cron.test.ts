/** The webhook as it is switched on and fired: variables, the cron of each minute, the log. Its own rules: webhook.test.ts. */

import { createHmac } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/core/event/event.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { startOrigin } from '../harness/origin.ts'
import { startRecord } from '../harness/record.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'

const SECRET = 'a secret of the tests'
const CRON = '* * * * *'

const record = await startRecord()
const { events } = libsqlStores({ url: record.url })
let status = 200
const receiver = await startOrigin((_request, response) => response.writeHead(status).end())
afterAll(() => Promise.all([record.dispose(), receiver.close()]))
beforeEach(async () => {
  status = 200
  receiver.seen.length = 0
  for (const table of ['events', 'progress', 'dead_letters']) await record.rows(`delete from ${table}`)
  await events.write({ events: [EVENT], fallbacks: [] })
})

const EVENT: RecordedEvent = {
  id: '019f8d5e-7a3c-7bbb-8ccc-0123456789ab',
  site: 'main',
  kind: 'order',
  source: 'server',
  at: 1_795_000_000_000,
  receivedAt: 1_795_000_000_001,
  visitor: 'v'.repeat(22),
  context: { export: true },
  value: 1_980,
  currency: 'JPY',
  data: { lines: [{ item: '登山靴', quantity: 1 }] },
}

const SET = {
  WEBHOOK_URL: receiver.url,
  WEBHOOK_SECRET: SECRET,
  WEBHOOK_NAME: 'Shop Analytics',
  WEBHOOK_PURPOSE: '{"ja":"売上の分析","en":"To see what sells"}',
}

const started = (vars: Record<string, string>): Promise<TestWorker> =>
  startWorker({ record, vars: { ...SET, ...vars } })

test('each minute what has happened goes out, signed', async () => {
  await using worker = await started({})
  await worker.fireCron(CRON)
  expect(await worker.logged(/"event":"webhook_delivered"/)).toContain('"count":1')
  expect(receiver.seen).toHaveLength(1)
  const { headers, body } = receiver.seen[0]!
  const { visitor: _, ...told } = EVENT
  const { deliveryId, events: sent } = JSON.parse(body.toString())
  expect(sent).toEqual([{ ...told, seq: expect.any(Number) }])
  expect(deliveryId).toBe(headers['awase-delivery'])
  const expected = createHmac('sha256', SECRET).update(`${headers['awase-timestamp']}.`).update(body).digest('hex')
  expect(headers['awase-signature']).toBe(`v1=${expected}`)
  await worker.fireCron(CRON)
  expect(receiver.seen).toHaveLength(1)
})

test('a receiver that fails is told to the log without its address, and tried again a minute later', async () => {
  await using worker = await started({ WEBHOOK_VISITORS: 'true' })
  const now = Date.now()
  status = 503
  await worker.fireCron(CRON, now)
  expect(await worker.logged(/"event":"webhook_failed"/)).toBe(
    '{"event":"webhook_failed","reason":"failed","detail":"it answered 503"}',
  )
  status = 200
  await worker.fireCron(CRON, now + 60_000)
  expect(receiver.seen.map(({ headers }) => headers['awase-delivery'])).toHaveLength(2)
  expect(receiver.seen[1]?.body).toEqual(receiver.seen[0]?.body)
  expect(JSON.parse(receiver.seen[1]!.body.toString()).events[0].visitor).toBe(EVENT.visitor)
})

test.each([
  [{ WEBHOOK_URL: '' }, null],
  [{ WEBHOOK_URL: 'http://shop.example/' }, 'WEBHOOK_URL'],
  [{ WEBHOOK_SECRET: '' }, 'WEBHOOK_SECRET'],
  [{ WEBHOOK_NAME: '' }, 'WEBHOOK_NAME'],
  [{ WEBHOOK_PURPOSE: '' }, 'WEBHOOK_PURPOSE'],
])('%o: nothing goes out', async (vars, variable) => {
  await using worker = await started(vars)
  await worker.fireCron(CRON)
  if (variable !== null) expect(await worker.logged(/"event":"bad_variable"/)).toContain(`"variable":"${variable}"`)
  expect(receiver.seen).toEqual([])
  expect(await record.rows("select * from progress where job like 'webhook%'")).toEqual([])
})

test('without a database there is nothing to deliver', async () => {
  await using worker = await startWorker({ vars: SET })
  await worker.fireCron(CRON)
  expect(receiver.seen).toEqual([])
})
