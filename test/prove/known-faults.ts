/** Pages of known visitors while what is known of them cannot be had: KV hangs, the database is frozen, locked or gone. */

import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@libsql/client/web'
import { freeze } from '../harness/freeze.ts'
import { startOrigin } from '../harness/origin.ts'
import { startRecord } from '../harness/record.ts'
import { returning, visitorCookie } from '../harness/visitor-cookie.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'

export interface KnownPages {
  readonly pages: number
  readonly failed: number
  /** Milliseconds from the request to the whole page. */
  readonly medianMs: number
  readonly slowestMs: number
}

export type KnownFault = 'none' | 'kv_hangs' | 'database_frozen' | 'database_locked' | 'database_killed'

const CONCURRENCY = 8
/** How often a writer looks whether it still has its lock. */
const ASKING_MS = 100
const RULES = ruleset(
  { headline: { paths: ['/*'], selector: 'h1', kind: 'text' } },
  [plain('role', { headline: { text: 'for {{traits.role|nobody}}' } }, { when: { 'traits.role': 'cookie' } })],
  { memory: 'on', schema: { traits: { role: { type: 'string' } } } },
)

/** Every visitor is another one, so that nothing is at hand; each page is to be what its cookie alone makes it. */
export async function proveKnown(fault: KnownFault, pages: number): Promise<KnownPages> {
  await using held = new AsyncDisposableStack()
  const origin = held.adopt(
    await startOrigin((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end('<h1>origin</h1>')
    }),
    (server) => server.close(),
  )
  const record = held.use(await startRecord())
  const without = fault === 'kv_hangs' ? [] : (['PROFILES'] as const)
  const cf = { country: 'JP' }
  const worker = held.use(await startWorker({ origin: origin.url, record, breakable: true, without, cf }))
  if ((await worker.publish(RULES)).status !== 200) throw new Error('the rules were not published')
  await ask(worker, 0)
  if (fault === 'kv_hangs') await worker.breakKv('hangs')
  if (fault === 'database_frozen') await freeze(record.server)
  if (fault === 'database_killed') record.server.signal('SIGKILL')
  const took: number[] = []
  if (fault === 'database_locked') held.use(await lockDatabase(record.url))
  let failed = 0
  let next = 1
  const visit = async (): Promise<void> => {
    while (next <= pages) {
      const began = performance.now()
      if (!(await ask(worker, next++))) failed++
      took.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, visit))
  if (fault === 'database_frozen') record.server.signal('SIGCONT')
  took.sort((a, b) => a - b)
  return { pages, failed, medianMs: took[took.length >> 1]!, slowestMs: took.at(-1)! }
}

/**
 * Somebody else writes and does not come to an end. The server takes its lock away from a writer after a while, so that
 * each is followed by the next.
 */
async function lockDatabase(url: string): Promise<AsyncDisposable> {
  const client = createClient({ url })
  /** It has the lock once it has done something. */
  const begun = async () => {
    const transaction = await client.transaction('write')
    await transaction.execute('select 1')
    return transaction
  }
  let isOver = false
  const hold = async (first: Awaited<ReturnType<typeof begun>>): Promise<void> => {
    for (let held = first; ; held = await begun()) {
      while (!isOver && (await held.execute('select 1').catch(() => null)) !== null) await pause(ASKING_MS)
      held.close()
      if (isOver) return
    }
  }
  const holding = hold(await begun())
  return {
    async [Symbol.asyncDispose]() {
      isOver = true
      await holding
      client.close()
    },
  }
}

async function ask(worker: TestWorker, visitor: number): Promise<boolean> {
  const traits = { role: { value: 'cookie', source: 'imported', purpose: null, at: 1_795_000_000 } as const }
  const known = returning(`visitor-${visitor}`.padEnd(22, '-'), { isKnown: true, traits })
  const page = await worker.fetch('/', { headers: { cookie: await visitorCookie(known) } })
  return page.status === 200 && page.text === '<h1>for cookie</h1>'
}
