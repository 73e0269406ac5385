/** The cron job: which cells it renews, within which budget, and what it does when something fails. */

import { describe, expect, test } from 'vitest'
import { fail, ok } from '../../src/core/result.ts'
import type { WeatherRecord } from '../../src/core/weather/weather.ts'
import { refreshWeather } from '../../src/jobs/weather.ts'
import type { WeatherEntry, WeatherFailure, WeatherProvider, WeatherStore } from '../../src/store/weather.ts'
import { memoryWeatherStore } from '../../src/store/weather-memory.ts'

const NOW = Date.parse('2026-11-22T09:00:00Z')
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const BASE_32 = '0123456789bcdefghjkmnpqrstuvwxyz'

const record = (fetchedAt: number): WeatherRecord => ({ fetchedAt, current: null, hourly: null })

/** Ages in minutes. */
const entry = (fetched: number, seen: number): WeatherEntry => ({
  seenAt: NOW - seen * MINUTE_MS,
  record: record(NOW - fetched * MINUTE_MS),
})

async function storeOf(shards: Record<string, Record<string, WeatherEntry>>): Promise<WeatherStore> {
  const store = memoryWeatherStore()
  for (const [id, cells] of Object.entries(shards)) await store.write(id, { cells })
  return store
}

function answering(failure: WeatherFailure | null = null, without: readonly string[] = []) {
  const batches: (readonly string[])[] = []
  const provider: WeatherProvider = {
    fetch: async (cells, now) => {
      batches.push(cells)
      if (failure !== null) return fail(failure)
      return ok(new Map(cells.filter((cell) => !without.includes(cell)).map((cell) => [cell, record(now)])))
    },
  }
  return { provider, batches }
}

const run = (store: WeatherStore, provider: WeatherProvider, now = NOW) =>
  refreshWeather({ store, provider, nonCommercial: true }, now)

const cellsOf = (shard: string, count: number, make: (i: number) => WeatherEntry) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [shard + BASE_32[i >> 5]! + BASE_32[i & 31]!, make(i)]))

async function read(store: WeatherStore, shard: string) {
  const found = await store.read(shard)
  return found.ok ? (found.value?.cells ?? {}) : {}
}

describe('a run', () => {
  test('renews what was seen lately and is not fresh, keeps the sightings, drops the unseen', async () => {
    const store = await storeOf({
      xn: { xn76: entry(60, 10), xn77: entry(20, 10), xn78: entry(600, 5 * 60), xn79: entry(60, 7 * 60) },
    })
    const { provider, batches } = answering()
    expect(await run(store, provider)).toEqual({
      shards: 1,
      refreshed: 2,
      dropped: 1,
      writes: 1,
      left: 0,
      failures: [],
    })
    expect(batches).toEqual([['xn76', 'xn78']])
    expect(await read(store, 'xn')).toEqual({ xn76: entry(0, 10), xn77: entry(20, 10), xn78: entry(0, 5 * 60) })
  })

  test('writes nothing when nothing is due', async () => {
    const store = await storeOf({ xn: { xn76: entry(10, 10), xn79: entry(60, 7 * 60) } })
    const { provider, batches } = answering()
    expect(await run(store, provider)).toMatchObject({ refreshed: 0, dropped: 0, writes: 0, left: 0 })
    expect(batches).toEqual([])
  })

  test('with nothing kept does nothing', async () => {
    expect(await run(memoryWeatherStore(), answering().provider)).toMatchObject({ shards: 0, writes: 0, failures: [] })
  })

  test('keeps a cell fresh over a day, as long as it is seen', async () => {
    const store = await storeOf({ xn: { xn76: entry(0, 0) } })
    const { provider, batches } = answering()
    const ages: number[] = []
    for (let now = NOW; now <= NOW + 24 * HOUR_MS; now += 15 * MINUTE_MS) {
      await run(store, provider, now)
      ages.push(now - (await read(store, 'xn')).xn76!.record.fetchedAt)
    }
    expect(Math.max(...ages.slice(0, 25))).toBeLessThan(HOUR_MS)
    expect(batches).toHaveLength(6)
  })
})

describe('budgets', () => {
  test('six documents and a hundred cells, in requests of fifty, the longest waiting first', async () => {
    const shards = Object.fromEntries(
      [...BASE_32.slice(0, 9)].map((letter, i) => [`x${letter}`, cellsOf(`x${letter}`, 20, () => entry(60 + i, 10))]),
    )
    const store = await storeOf(shards)
    const { provider, batches } = answering()
    expect(await run(store, provider)).toMatchObject({ shards: 9, refreshed: 100, writes: 5, left: 80 })
    expect(batches.map((batch) => batch.length)).toEqual([50, 50])
    expect(new Set(batches.flat().map((cell) => cell.slice(0, 2)))).toEqual(new Set(['x8', 'x7', 'x6', 'x5', 'x4']))
    expect(await run(store, provider)).toMatchObject({ refreshed: 80, left: 0 })
  })

  test('writes at most six documents', async () => {
    const store = await storeOf(
      Object.fromEntries([...BASE_32].map((letter) => [`x${letter}`, cellsOf(`x${letter}`, 1, () => entry(60, 10))])),
    )
    expect(await run(store, answering().provider)).toMatchObject({ refreshed: 6, writes: 6, left: 26 })
  })

  test('a shard larger than the budget comes in parts', async () => {
    const store = await storeOf({ xn: cellsOf('xn', 250, () => entry(60, 10)) })
    const { provider } = answering()
    const left = []
    for (let i = 0; i < 3; i++) left.push((await run(store, provider)).left)
    expect(left).toEqual([150, 50, 0])
    expect(Object.keys(await read(store, 'xn'))).toHaveLength(250)
  })

  test('many documents are looked at in turns', async () => {
    const ids = [...BASE_32].flatMap((a) => [...BASE_32.slice(0, 4)].map((b) => a + b))
    const store = await storeOf(Object.fromEntries(ids.map((id) => [id, {}])))
    const looked: number[] = []
    for (let turn = 0; turn < 3; turn++)
      looked.push((await run(store, answering().provider, NOW + turn * 15 * MINUTE_MS)).shards)
    expect(looked.toSorted()).toEqual([28, 50, 50])
  })
})

describe('failures', () => {
  test('of the provider end the run and leave what is there', async () => {
    const shards = { xn: cellsOf('xn', 80, () => entry(60, 10)) }
    const store = await storeOf(shards)
    const { provider, batches } = answering({ reason: 'status', status: 503, detail: '' })
    const report = await run(store, provider)
    expect(report).toMatchObject({ refreshed: 0, writes: 0, left: 80, failures: [{ reason: 'status' }] })
    expect(batches).toHaveLength(1)
    expect(await read(store, 'xn')).toEqual(shards.xn)
  })

  test('of one cell do not concern the others', async () => {
    const store = await storeOf({ xn: { xn76: entry(60, 10), xn77: entry(60, 10) } })
    expect(await run(store, answering(null, ['xn76']).provider)).toMatchObject({ refreshed: 1, left: 1 })
    expect(await read(store, 'xn')).toEqual({ xn76: entry(60, 10), xn77: entry(0, 10) })
  })

  test('of the store are reported', async () => {
    const down = async () => fail({ reason: 'unavailable', detail: 'down' } as const)
    const store = await storeOf({ xn: { xn76: entry(60, 10) } })
    const failures = [{ reason: 'unavailable', detail: 'down' }]
    const { provider } = answering()
    expect(await run({ ...store, list: down }, provider)).toMatchObject({ shards: 0, failures })
    expect(await run({ ...store, read: down }, provider)).toMatchObject({ shards: 0, failures })
    expect(await run({ ...store, write: down }, provider)).toMatchObject({ refreshed: 0, writes: 1, left: 1, failures })
  })
})
