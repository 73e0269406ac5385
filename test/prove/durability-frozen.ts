/** Pages and events while the store stands still (SIGSTOP) and after it goes on: nobody waits, nobody is lied to, nothing is lost. */

import { setTimeout } from 'node:timers/promises'
import { UUID_RANDOM_BYTES, uuidV7 } from '../../src/core/event/uuid-v7.ts'
import { freeze } from '../harness/freeze.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startRecord } from '../harness/record.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'

export interface FrozenEffort {
  readonly frozenMs: number
  say(line: string): void
}

export interface FrozenOutcome {
  /** Not 200, not edited, or not whole. */
  readonly failedPages: number
  /** Events that were acknowledged and are not in the record. */
  readonly falseAcknowledgements: number
  /** Exposures of served pages that are not in the record. */
  readonly lost: number
  /** From SIGCONT until the record holds the exposures of all pages that were served before it. */
  readonly caughtUpMs: number
}

const WARM_MS = 2_000
/** A page a visitor; what an isolate gathers in a frozen minute must fit its bound. */
const PAGE_EACH_MS = 50
const EVENTS_EACH_MS = 200
const SENT_COUNT = 5
/** Beyond what is proved, so that a failure has a figure. */
const CATCH_UP_MS = 30_000

const PAGE = `<!doctype html><html><head><title>p</title></head><body><h1>origin</h1>${'<p>text</p>'.repeat(500)}</body></html>`
const RULES = {
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'on' },
  slots: { hero: { paths: ['/'], selector: 'h1', kind: 'text' } },
  audiences: {},
  experiences: [{ id: 'all', variants: [{ id: 'a', slots: { hero: { text: 'edited' } } }] }],
}

export async function proveFrozen({ frozenMs, say }: FrozenEffort): Promise<FrozenOutcome> {
  await using stack = new AsyncDisposableStack()
  const origin = stack.adopt(await startOrigin(pages({ '/': PAGE })), (one) => one.close())
  const record = stack.use(await startRecord())
  const worker = stack.use(await startWorker({ origin: origin.url, record }))
  const published = await worker.publish(RULES)
  if (published.status !== 200) throw new Error(`not published: ${JSON.stringify(published.body)}`)

  const load = startLoad(worker.url, worker.fetch)
  await setTimeout(WARM_MS)
  await freeze(record.server)
  say(`the store stands still for ${frozenMs / 1000} s`)
  await setTimeout(frozenMs)
  const before = load.completed()
  const resumedAt = Date.now()
  record.server.signal('SIGCONT')
  const goesOn = performance.now()
  const { lost, caughtUpMs } = await catchUp(async () => {
    const [row] = await record.rows("select count(*) as n from events where kind = 'exposure' and at < ?", [resumedAt])
    return Math.max(0, before - Number(row?.n))
  }, goesOn)
  const { served, failedPages, acknowledged } = await load.stop()
  say(`${served} pages served, ${before} of them before the store went on; ${acknowledged.size} events acknowledged`)
  const stored = new Set((await record.rows("select id from events where source = 'server'")).map(({ id }) => id))
  const falseAcknowledgements = [...acknowledged].filter((id) => !stored.has(id)).length
  return { failedPages, falseAcknowledgements, lost, caughtUpMs }
}

/** Pages go on meanwhile, as they do on a site. */
async function catchUp(missing: () => Promise<number>, since: number): Promise<{ lost: number; caughtUpMs: number }> {
  for (;;) {
    const lost = await missing()
    const caughtUpMs = performance.now() - since
    if (lost === 0 || caughtUpMs > CATCH_UP_MS) return { lost, caughtUpMs }
    await setTimeout(20)
  }
}

type Fetch = (path: string) => Promise<{ status: number; text: string; complete: boolean }>

function startLoad(url: string, fetchPage: Fetch) {
  let running = true
  let served = 0
  let failedPages = 0
  const acknowledged = new Set<string>()
  const viewing = (async () => {
    for (; running; await setTimeout(PAGE_EACH_MS)) {
      const page = await fetchPage('/')
      served++
      if (page.status !== 200 || !page.complete || !page.text.includes('<h1>edited</h1>')) failedPages++
    }
  })()
  const sending = (async () => {
    for (; running; await setTimeout(EVENTS_EACH_MS)) for (const id of await sendOnce(url)) acknowledged.add(id)
  })()
  return {
    completed: () => served,
    async stop() {
      running = false
      await Promise.all([viewing, sending])
      return { served, failedPages, acknowledged }
    },
  }
}

/** The ids that were acknowledged; none when the store stands still. */
async function sendOnce(url: string): Promise<readonly string[]> {
  const at = Date.now()
  const events = Array.from({ length: SENT_COUNT }, () => ({
    id: uuidV7(at, crypto.getRandomValues(new Uint8Array(UUID_RANDOM_BYTES))),
    kind: 'page_view',
    at,
    path: '/',
  }))
  const answer = await fetch(`${url}/_awase/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sentAt: at, events }),
  })
  await answer.arrayBuffer()
  return answer.status === 202 ? events.map(({ id }) => id) : []
}
