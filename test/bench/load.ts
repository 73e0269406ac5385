/** Load on one address at a time, bounded in count and time, and only on this machine. Not what is done with the rates. */

import autocannon from 'autocannon'
import { BROWSER_USER_AGENT, fetchRaw } from '../harness/fetch-raw.ts'

export const CONCURRENCY_COUNT = 32

export const BENCH_HEADERS = {
  'user-agent': BROWSER_USER_AGENT,
  accept: 'text/html,*/*;q=0.8',
  'accept-language': 'ja,en;q=0.8',
  'sec-fetch-dest': 'document',
  'accept-encoding': 'identity',
}

/** Requests a second; a failed request or an answer other than 200 is an error, because it would flatter. */
export async function rate(url: string, seconds: number, cookie: string | null): Promise<number> {
  const headers = { ...BENCH_HEADERS, ...(cookie !== null && { cookie }) }
  const result = await autocannon({ url, connections: CONCURRENCY_COUNT, duration: seconds, headers })
  const bad = result.errors + result.non2xx + result.timeouts
  if (bad > 0) throw new Error(`${bad} requests to ${url} failed under load`)
  return result.requests.total / result.duration
}

/** Sees that a page is edited (every trace is in it) before it is measured; gives back the cookie it set. */
export async function seen(url: string, traces: readonly string[]): Promise<string | null> {
  const answer = await fetchRaw(url, { headers: BENCH_HEADERS })
  const missing = traces.filter((trace) => !answer.text.includes(trace))
  if (answer.status !== 200 || missing.length > 0) {
    throw new Error(`${url} answered ${answer.status} without ${missing.join(', ')}: nothing to measure`)
  }
  return answer.setCookies[0]?.split(';')[0] ?? null
}
