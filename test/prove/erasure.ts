/** Erasing somebody in the middle of a burst of their events, through the Queue: what is left of them afterwards. Not in production, where KV takes its 60 s: schema/profiles.md. */

import { setTimeout } from 'node:timers/promises'
import { ROUTES } from '../../src/routes.ts'
import { leftOf } from '../harness/left-of.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'
import { startWorker, TEST_TOKEN, type TestWorker } from '../harness/worker.ts'
import type { Effort } from './properties.ts'

const BATCH_COUNT = 500
const LOGIN = 'customer-of-the-burst'
const DEVICES = ['burst-device-one------', 'burst-device-two------']
const DEADLINE_MS = 60_000

/** The number of rows and copies that name the visitor, 60 s after the erasure at the latest. `pairs`: events of the burst. */
export async function proveErasure({ pairs, seed = 0 }: Effort): Promise<number> {
  await using record = await startRecord()
  await using worker = await startWorker({ record, queue: { maxBatchTimeoutS: 1 } })
  const ask = asking(worker)
  for (const visitor of DEVICES) await ask('POST', ROUTES.identify, { login: LOGIN, visitor })
  const batches = Array.from({ length: Math.ceil(pairs / BATCH_COUNT) }, (_, i) => batchOf(i, seed))
  const told = batches.map((batch) => ask('POST', ROUTES.serverEvents, batch))
  await told[Math.floor(batches.length / 3)]
  const [answer] = await Promise.all([
    ask('DELETE', `${ROUTES.visitors}/${DEVICES[0]}`),
    ask('POST', ROUTES.identify, { login: LOGIN, visitor: DEVICES[1] }),
    ...told,
  ])
  if (!answer.includes('"erased":true')) throw new Error(`the erasure was answered ${answer}`)
  await allStored(record, batches.length * BATCH_COUNT)
  await worker.fireCron('* * * * *')
  const left = await leftOf([...DEVICES, LOGIN], record, worker)
  if (left > 0) throw new Error(`${left} rows or copies still name the visitor`)
  return left
}

const asking =
  (worker: TestWorker) =>
  async (method: string, path: string, body?: unknown): Promise<string> => {
    const answer = await worker.fetch(path, {
      method,
      headers: { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.text
  }

const batchOf = (batch: number, seed: number) => ({
  sentAt: Date.now(),
  events: Array.from({ length: BATCH_COUNT }, (_, i) => ({
    id: `01980000-0000-7000-8000-${String(batch * BATCH_COUNT + i).padStart(12, '0')}`,
    kind: 'search',
    name: `words of the burst ${seed}`,
    at: Date.now(),
    visitor: DEVICES[(batch + seed + i) & 1]!,
  })),
})

async function allStored(record: TestRecord, count: number): Promise<void> {
  for (const until = Date.now() + DEADLINE_MS; Date.now() < until; await setTimeout(200)) {
    const [row] = await record.rows('select count(*) as n from events')
    if (Number(row!.n) === count) return
  }
  throw new Error(`not all of ${count} events were stored within ${DEADLINE_MS} ms`)
}
