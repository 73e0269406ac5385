/** What recording costs a page: the same Worker with and without a database, rows and pages compared. Not ingestion by HTTP. */

import autocannon, { type SetupClient } from 'autocannon'
import { startLocalRecord } from '../../src/dev/local-record.ts'
import { openDatabase } from '../../src/store/libsql.ts'
import { type Arena, openArena } from './contestants.ts'
import { TRACES } from './edits.ts'
import { figure, median } from './figure.ts'
import { BENCH_HEADERS, CONCURRENCY_COUNT, rate, seen } from './load.ts'
import type { Suite } from './suite.ts'

const PAGE = '/100k'
const GOAL = 0.9
const WARM_UP_SECONDS = 1
/** After the last page, until its row must be there. */
const ARRIVAL_MS = 10_000
const ASK_AGAIN_MS = 100

const BOTH = ['without', 'recording'] as const

export const recordingSuite: Suite = {
  names: ['page.recording.vs-without'],
  async run({ rounds, seconds, say }) {
    const record = await startLocalRecord(null)
    const without = await openArena({ contestants: ['awase'] })
    const recording = await openArena({ contestants: ['awase'], vars: { LIBSQL_URL: record.url } })
    try {
      const rates = await interleaved(without, recording, rounds, seconds)
      const rows = await rowsOf(record.url, rates.served)
      say(
        `recording: ${Math.round(median(rates.without))} pages/s without, ${Math.round(median(rates.recording))} with; ` +
          `${rates.served} pages served, ${rows} exposures in the database`,
      )
      if (rows !== rates.served) throw new Error('pages and exposures differ: nothing to compare')
      const share = median(rates.recording.map((value, i) => value / rates.without[i]!))
      return [figure('page.recording.vs-without', share, '×', { atLeast: GOAL })]
    } finally {
      await Promise.all([without.dispose(), recording.dispose()])
      await record.close()
    }
  },
}

async function interleaved(without: Arena, recording: Arena, rounds: number, seconds: number) {
  const urls = { without: without.urls.awase + PAGE, recording: recording.urls.awase + PAGE }
  const cookies = { without: await seen(urls.without, TRACES), recording: await seen(urls.recording, TRACES) }
  const rates = { without: [] as number[], recording: [] as number[], served: 1 }
  await rate(urls.without, WARM_UP_SECONDS, cookies.without)
  const amount = Math.ceil((await rate(urls.without, WARM_UP_SECONDS, cookies.without)) * seconds)
  await rateOf(urls.recording, amount, cookies.recording)
  rates.served += amount
  for (let round = 0; round < rounds; round++) {
    // Who goes first takes turns, because a machine rarely stays as it was.
    for (const one of round % 2 === 0 ? BOTH : BOTH.toReversed()) {
      rates[one].push(await rateOf(urls[one], amount, cookies[one]))
    }
    rates.served += amount
  }
  return rates
}

/** Requests a second. So many and no more, every one to its end: each is a page that the record must have. */
async function rateOf(url: string, amount: number, cookie: string | null): Promise<number> {
  const headers = { ...BENCH_HEADERS, ...(cookie !== null && { cookie }) }
  const began = performance.now()
  let ended = began // autocannon itself looks once a second whether it is done
  const setupClient: SetupClient = (client) => client.on('response', () => (ended = performance.now()))
  const result = await autocannon({ url, connections: CONCURRENCY_COUNT, amount, headers, setupClient })
  const bad = result.errors + result.non2xx + result.timeouts
  if (bad > 0 || result.requests.total !== amount) throw new Error(`${bad} of ${amount} requests to ${url} failed`)
  return amount / ((ended - began) / 1000)
}

/** As soon as they are so many; else what is there at the end of patience. */
async function rowsOf(url: string, wanted: number): Promise<number> {
  const db = openDatabase({ url })
  const until = performance.now() + ARRIVAL_MS
  for (;;) {
    const { rows } = await db.run('select count(*) from events')
    const count = Number(rows[0]![0])
    if (count >= wanted || performance.now() > until) return count
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
  }
}
