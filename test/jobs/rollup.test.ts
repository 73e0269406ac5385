/** Runs of the sums by the hour, on a clock of the test's own: how far one goes, and where the next goes on. */

import { expect, test } from 'vitest'
import { fail } from '../../src/core/result.ts'
import { rollUp } from '../../src/jobs/rollup.ts'
import { FALLBACK_ROLLUP_JOB, HOUR_MS, type JobPositions, type Upkeep } from '../../src/store/upkeep.ts'
import { emptyTables, memoryJobPositions, memoryUpkeep } from '../../src/store/upkeep-memory.ts'
import { ADAPTERS, event, fallback, type KeptRecord } from '../store/upkeep-adapters.ts'

const NOW = Date.parse('2026-11-22T12:30:00Z')
const QUARTER_MS = 15 * 60_000
const DAY_MS = 24 * HOUR_MS
const DOWN = { reason: 'unavailable', detail: 'by order of a test' } as const

/** Stands still unless told otherwise. */
const still = () => 0

const run = ({ upkeep, positions }: KeptRecord, now = NOW) => rollUp({ upkeep, positions, clock: still }, now)

const fallbackHours = async (record: KeptRecord): Promise<string[]> =>
  Object.entries(await record.hours())
    .filter(([key]) => key.includes('fallback'))
    .map(([key, sum]) => `${key.split(' ')[1]} ${sum.split(' ')[0]}`)
    .sort()

test.each(ADAPTERS)('%s: a run counts what there is, the next what came since', async (_, start) => {
  await using record = await start()
  await record.write({ events: [event({ at: NOW })], fallbacks: [fallback(NOW - QUARTER_MS, 'fault', 2)] })
  expect(await run(record)).toEqual({ events: 1, isDone: true, failure: null })
  expect(await run(record)).toEqual({ events: 0, isDone: true, failure: null })
  await record.write({ events: [event({ at: NOW - DAY_MS })], fallbacks: [fallback(NOW - QUARTER_MS, 'fault', 1)] })
  expect(await run(record, NOW + QUARTER_MS)).toEqual({ events: 1, isDone: true, failure: null })
  expect(await record.hours()).toEqual({
    'main 2026-11-22T12 page_view . . . .': '1 0',
    'main 2026-11-21T12 page_view . . . .': '1 0',
    'main 2026-11-22T12 fallback . . fault .': '3 0',
  })
})

test.each(ADAPTERS)('%s: runs at once, and again, change nothing', async (_, start) => {
  await using record = await start()
  await record.write({
    events: Array.from({ length: 50 }, (_, i) => event({ at: NOW - i * HOUR_MS })),
    fallbacks: Array.from({ length: 50 }, (_, i) => fallback(NOW - i * HOUR_MS, 'fault', 1)),
  })
  await Promise.all([run(record), run(record), run(record)])
  await run(record)
  const hours = await record.hours()
  expect(Object.keys(hours)).toHaveLength(100)
  expect(new Set(Object.values(hours))).toEqual(new Set(['1 0']))
})

test.each(ADAPTERS)(
  '%s: fallbacks told late are looked for: by an hour in each run, by four days once a day',
  async (_, start) => {
    await using record = await start()
    for (let now = NOW - DAY_MS; now <= NOW; now += HOUR_MS) await run(record, now)
    await record.write({ fallbacks: [fallback(NOW - HOUR_MS, 'fault', 1), fallback(NOW - 3 * DAY_MS, 'fault', 4)] })
    await run(record, NOW + QUARTER_MS)
    expect(await fallbackHours(record)).toEqual(['2026-11-22T11 1'])
    await run(record, NOW + DAY_MS)
    expect(await fallbackHours(record)).toEqual(['2026-11-19T12 4', '2026-11-22T11 1'])
  },
)

test.each(ADAPTERS)('%s: after a month without a run, one catches up', async (_, start) => {
  await using record = await start()
  await record.write({ fallbacks: Array.from({ length: 30 }, (_, day) => fallback(NOW - day * DAY_MS, 'fault', 1)) })
  await run(record)
  expect(await fallbackHours(record)).toHaveLength(30)
  expect(await record.positions.read(FALLBACK_ROLLUP_JOB)).toEqual({ ok: true, value: NOW })
})

/** As many events as anybody likes, none of them made. */
function endless(after: (steps: number) => void = () => {}): {
  upkeep: Upkeep
  positions: JobPositions
  steps: () => number
} {
  const tables = emptyTables()
  let steps = 0
  const upkeep: Upkeep = {
    ...memoryUpkeep(tables),
    countEvents: async (limit) => {
      after(++steps)
      return { ok: true, value: limit }
    },
  }
  return { upkeep, positions: memoryJobPositions(tables), steps: () => steps }
}

test('a run is bounded in steps', async () => {
  const { upkeep, positions, steps } = endless()
  expect(await rollUp({ upkeep, positions, clock: still }, NOW)).toEqual({
    events: 2_000_000,
    isDone: false,
    failure: null,
  })
  expect(steps()).toBe(40)
})

test('a run is bounded in time', async () => {
  let at = 0
  const { upkeep, positions, steps } = endless(() => (at += 7_000))
  const report = await rollUp({ upkeep, positions, clock: () => at }, NOW)
  expect(report).toMatchObject({ isDone: false, failure: null })
  expect(steps()).toBe(3)
})

test('what fails ends the run, is told, and leaves what was done', async () => {
  const tables = emptyTables()
  tables.events = [1, 2, 3].map((seq) => ({ ...event({ at: NOW }), seq }))
  const [upkeep, positions] = [memoryUpkeep(tables), memoryJobPositions(tables)]
  const down = async () => fail(DOWN)
  const failing = (parts: Partial<Upkeep>, others: Partial<JobPositions> = {}) =>
    rollUp({ upkeep: { ...upkeep, ...parts }, positions: { ...positions, ...others }, clock: still }, NOW)
  expect(await failing({ countEvents: down })).toEqual({ events: 0, isDone: false, failure: DOWN })
  expect(await failing({ countFallbacks: down })).toEqual({ events: 3, isDone: true, failure: DOWN })
  expect(await failing({}, { read: down })).toMatchObject({ failure: DOWN })
  expect(await failing({}, { move: down })).toMatchObject({ failure: DOWN })
  expect(tables.positions.has(FALLBACK_ROLLUP_JOB)).toBe(false)
})
