/** How many events a second go from HTTP into libSQL's rows: browsers' batches through the whole Worker, direct inbox. */

import { Agent, request } from 'node:http'
import { UUID_RANDOM_BYTES, uuidV7 } from '../../src/core/event/uuid-v7.ts'
import { BROWSER_USER_AGENT } from '../harness/fetch-raw.ts'
import { startRecord } from '../harness/record.ts'
import { startWorker } from '../harness/worker.ts'
import { type Figure, figure } from './figure.ts'
import type { Suite } from './suite.ts'

/** What a browser sends at once after a page view or two. */
const BATCH_COUNT = 10
const BROWSERS_COUNT = 16
const SUSTAINED_S = 60
const WARM_UP_S = 3
/** Every browser of the bench has the same address. */
const NO_LIMIT = { limit: 10_000_000, periodS: 60 } as const

export const ingestSuite: Suite = {
  names: ['ingest.rate'],
  async run({ seconds, say }) {
    await using record = await startRecord()
    await using worker = await startWorker({ record, rateLimit: NO_LIMIT })
    await ingest(worker.url, WARM_UP_S)
    const [before] = await record.rows('select count(*) as n from events')
    const sustained = seconds < 3 ? 10 : SUSTAINED_S
    const { acknowledged, requests, slowestMs } = await ingest(worker.url, sustained)
    const [after] = await record.rows('select count(*) as n from events')
    const rows = Number(after?.n) - Number(before?.n)
    if (rows !== acknowledged) throw new Error(`${acknowledged} events were acknowledged, and ${rows} rows came`)
    say(`ingest: ${rows} rows in ${sustained} s, ${requests} requests, the slowest took ${Math.round(slowestMs)} ms`)
    const figures: Figure[] = [figure('ingest.rate', rows / sustained, 'events/s', { atLeast: 2_000 })]
    return figures
  },
}

interface Ingested {
  readonly acknowledged: number
  readonly requests: number
  readonly slowestMs: number
}

async function ingest(url: string, seconds: number): Promise<Ingested> {
  const agent = new Agent({ keepAlive: true, maxSockets: BROWSERS_COUNT })
  const until = performance.now() + seconds * 1_000
  const sum = { acknowledged: 0, requests: 0, slowestMs: 0 }
  const browse = async (): Promise<void> => {
    while (performance.now() < until) {
      const began = performance.now()
      const status = await post(url, agent, batch())
      if (status !== 202) throw new Error(`the collector answered ${status}`)
      sum.acknowledged += BATCH_COUNT
      sum.requests++
      sum.slowestMs = Math.max(sum.slowestMs, performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: BROWSERS_COUNT }, browse))
  agent.destroy()
  return sum
}

const KINDS: readonly object[] = [
  { kind: 'page_view' },
  { kind: 'impression', slot: 'hero' },
  { kind: 'impression', slot: 'nav' },
  { kind: 'click', slot: 'hero' },
  { kind: 'dwell', value: 12_400 },
  { kind: 'item_view', item: 'rain-jacket', value: 18_000, currency: 'JPY' },
  { kind: 'search', name: '防水 ジャケット' },
  { kind: 'cart_add', item: 'rain-jacket', quantity: 1, value: 18_000, currency: 'JPY' },
  {
    kind: 'order',
    value: 18_000,
    currency: 'JPY',
    data: { lines: [{ item: 'rain-jacket', quantity: 1, value: 18_000 }] },
  },
  { kind: 'custom', name: 'newsletter', data: { place: 'footer' } },
]

function batch(): string {
  const at = Date.now()
  const decision = newId(at)
  const events = KINDS.slice(0, BATCH_COUNT).map((kind) => ({
    id: newId(at),
    at,
    path: '/items/rain-jacket',
    decision,
    ...kind,
  }))
  return JSON.stringify({ sentAt: at, events })
}

const newId = (at: number): string => uuidV7(at, crypto.getRandomValues(new Uint8Array(UUID_RANDOM_BYTES)))

function post(url: string, agent: Agent, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}/_awase/events`,
      {
        method: 'POST',
        agent,
        headers: { origin: url, 'content-type': 'application/json', 'user-agent': BROWSER_USER_AGENT },
      },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode!))
        answer.once('error', reject)
      },
    )
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}
