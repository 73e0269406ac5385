/** Whether anything of one visitor reaches another: many at once, behind a cache that keeps what it may and ignores Vary. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fetchRaw, type RawResponse } from '../harness/fetch-raw.ts'
import { startOrigin } from '../harness/origin.ts'
import { returning, visitorCookie } from '../harness/visitor-cookie.ts'
import { startWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'

export interface Crowd {
  readonly visitors: number
  /** Of each. */
  readonly requests: number
}

export interface Leaks {
  readonly requests: number
  /** How often somebody's own canary was on their page: that there was something to leak. */
  readonly own: number
  /** How often another's was. */
  readonly foreign: number
  /** Answers out of the cache: that it kept what it may. */
  readonly cached: number
}

const CONCURRENCY = 50
const PATHS = ['/', '/ours/a', '/ours/b', '/theirs'] as const
const RULES = ruleset(
  { headline: { paths: ['/', '/ours/*'], selector: 'h1', kind: 'text' } },
  [
    plain(
      'canary',
      { headline: { text: '{{traits.canary|nobody}}' } },
      { when: { 'traits.canary': { $exists: true } } },
    ),
  ],
  { memory: 'on', schema: { traits: { canary: { type: 'string' } } } },
)

export async function proveLeak({ visitors, requests }: Crowd): Promise<Leaks> {
  await using held = new AsyncDisposableStack()
  const origin = held.adopt(
    await startOrigin((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.setHeader('cache-control', 'public, max-age=600')
      response.setHeader('vary', 'Cookie')
      response.end('<h1>origin</h1>')
    }),
    (server) => server.close(),
  )
  const worker = held.use(await startWorker({ origin: origin.url, cf: { country: 'JP' } }))
  if ((await worker.publish(RULES)).status !== 200) throw new Error('the rules were not published')
  const cache = held.adopt(await startCache(worker.url), (running) => running.close())

  const leaks = { requests: 0, own: 0, foreign: 0 }
  const cookies = await Promise.all(Array.from({ length: visitors }, (_, number) => cookieOf(number)))
  const turns = Array.from({ length: visitors * requests }, (_, turn) => turn)
  const ask = async (): Promise<void> => {
    for (let turn = turns.pop(); turn !== undefined; turn = turns.pop()) {
      const visitor = turn % visitors
      const path = PATHS[(turn * 7) % PATHS.length]!
      const page = await fetchRaw(cache.url + path, { headers: { cookie: cookies[visitor]! } })
      if (page.status !== 200) throw new Error(`${path}: ${page.status}`)
      const seen = canariesIn(page)
      leaks.requests++
      if (seen.has(canary(visitor))) leaks.own++
      seen.delete(canary(visitor))
      leaks.foreign += seen.size
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, ask))
  return { ...leaks, cached: cache.answered() }
}

const canary = (visitor: number): string => `canary-${visitor}-`

function cookieOf(visitor: number): Promise<string> {
  const traits = { canary: { value: canary(visitor), source: 'imported', purpose: null, at: 1_795_000_000 } as const }
  return visitorCookie(returning(`visitor-${visitor}`.padEnd(22, '-'), { traits }))
}

const canariesIn = ({ text, headers }: RawResponse): Set<string> =>
  new Set((text + JSON.stringify(headers)).match(/canary-\d+-/g) ?? [])

/** Keeps whatever is not forbidden to a shared cache (RFC 9111, 3), by address alone, for ever. */
async function startCache(behind: string) {
  const kept = new Map<string, RawResponse>()
  let count = 0
  const server = createServer(async (request, response) => {
    const key = request.url ?? '/'
    const found = kept.get(key)
    if (found !== undefined) count++
    const answer = found ?? (await fetchRaw(behind + key, { headers: { cookie: request.headers.cookie ?? null } }))
    if (!/private|no-store|no-cache/.test(answer.header('cache-control') ?? '')) kept.set(key, answer)
    response.writeHead(answer.status, answer.headers.filter(([name]) => name !== 'transfer-encoding').flat())
    response.end(answer.body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered: () => count,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}
