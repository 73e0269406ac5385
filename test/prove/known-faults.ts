/** Pages of known visitors while what is known of them cannot be had: KV hangs, the database is frozen or gone. */

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

export type KnownFault = 'none' | 'kv_hangs' | 'database_frozen' | 'database_killed'

const CONCURRENCY = 8
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

async function ask(worker: TestWorker, visitor: number): Promise<boolean> {
  const traits = { role: { value: 'cookie', source: 'imported', purpose: null, at: 1_795_000_000 } as const }
  const known = returning(`visitor-${visitor}`.padEnd(22, '-'), { isKnown: true, traits })
  const page = await worker.fetch('/', { headers: { cookie: await visitorCookie(known) } })
  return page.status === 200 && page.text === '<h1>for cookie</h1>'
}
