/** What a page learns of the weather, and what is done for the next one, with a clock of the test's own. */

import { describe, expect, test } from 'vitest'
import type { WeatherFacts } from '../../src/core/context.ts'
import { fail, ok } from '../../src/core/result.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { cellAt } from '../../src/core/weather/geohash.ts'
import { forecastNearby } from '../../src/dev/recorded-weather.ts'
import { createWeather, type WeatherEvent } from '../../src/edge/weather.ts'
import { openMeteo } from '../../src/store/open-meteo.ts'
import type { WeatherFailure, WeatherProvider, WeatherStore } from '../../src/store/weather.ts'
import { memoryWeatherStore } from '../../src/store/weather-memory.ts'

const START = Date.parse('2026-11-22T09:00:00Z')
const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

const TOKYO = cellAt(35.6, 139.7)!
const YOKOHAMA = cellAt(35.44, 139.3)!
const SYDNEY = cellAt(-33.9, 151.2)!

/** One isolate and what it works with; several may share a store. */
function isolate(store: CountingStore = countingStore(), failure: () => WeatherFailure | null = () => null) {
  const fetches: (readonly string[])[] = []
  const events: WeatherEvent[] = []
  const madeUp = openMeteo({ fetch: answer, apiKey: null, development: true })
  const provider: WeatherProvider = {
    async fetch(cells, now, nonCommercial) {
      fetches.push(cells)
      clock = now
      const failed = failure()
      return failed === null ? madeUp.fetch(cells, now, nonCommercial) : fail(failed)
    },
  }
  let clock = START
  async function answer(address: string): Promise<Response> {
    const query = new URL(address).searchParams
    const [latitudes, longitudes] = ['latitude', 'longitude'].map((name) => query.get(name)!.split(',').map(Number))
    const places = latitudes!.map((latitude, i) => forecastNearby(latitude, longitudes![i]!, clock))
    return Response.json(places.length === 1 ? places[0] : places)
  }
  const weather = createWeather({ store, provider, report: (event) => void events.push(event) })
  /** A page view: its facts, then what it leaves to `waitUntil`. */
  async function visit(cell: string, now: number, nonCommercial = true): Promise<WeatherFacts | typeof UNKNOWN> {
    const facts = weather.now(cell, now) ?? (await weather.read(cell, now))
    await weather.refresh(cell, now, nonCommercial)
    return facts
  }
  return { weather, visit, fetches, events, store }
}

type CountingStore = WeatherStore & { readonly count: { reads: number; writes: number } }

function countingStore(): CountingStore {
  const count = { reads: 0, writes: 0 }
  const { read, write, list } = memoryWeatherStore()
  return {
    count,
    list,
    read: (shard) => {
      count.reads++
      return read(shard)
    },
    write: (shard, content) => {
      count.writes++
      return write(shard, content)
    },
  }
}

describe('a cell', () => {
  test('is unknown at first, fetched after the page, and known to the next', async () => {
    const { weather, visit, fetches } = isolate()
    expect(weather.now(TOKYO, START)).toBeNull()
    expect(await visit(TOKYO, START)).toBe(UNKNOWN)
    expect(fetches).toEqual([[TOKYO]])
    expect(await visit(TOKYO, START + SECOND_MS)).toMatchObject({
      kind: expect.any(String),
      temperature: expect.any(Number),
    })
    expect(fetches).toHaveLength(1)
  })

  test('is known to other isolates from KV, without a fetch', async () => {
    const first = isolate()
    await first.visit(TOKYO, START)
    const second = isolate(first.store)
    expect(await second.visit(TOKYO, START + MINUTE_MS)).toMatchObject({ kind: expect.any(String) })
    expect(second.fetches).toEqual([])
  })

  test('that is in memory costs nothing', async () => {
    const { weather, visit, store } = isolate()
    await visit(TOKYO, START)
    const { reads, writes } = store.count
    for (let i = 1; i <= 100; i++) {
      expect(weather.now(TOKYO, START + i * SECOND_MS)).not.toBe(UNKNOWN)
      expect(weather.refresh(TOKYO, START + i * SECOND_MS, true)).toBeNull()
    }
    expect(weather.now(TOKYO, START + SECOND_MS)).toBe(weather.now(TOKYO, START + 2 * SECOND_MS))
    expect(store.count).toEqual({ reads, writes })
  })

  test('never waits for the provider: reading a page’s weather does not ask it', async () => {
    const { weather, fetches } = isolate()
    expect(await weather.read(TOKYO, START)).toBe(UNKNOWN)
    expect(fetches).toEqual([])
  })
})

describe('KV', () => {
  test('is read by each who waits: a read that never ends is nobody else’s', async () => {
    const store = countingStore()
    let hangs = true
    const hanging: CountingStore = {
      ...store,
      read: (shard) => (hangs ? new Promise(() => {}) : store.read(shard)),
    }
    const { weather } = isolate(hanging)
    void weather.read(TOKYO, START)
    hangs = false
    expect(await weather.read(TOKYO, START)).toBe(UNKNOWN)
  })

  test('is read again after some minutes, and what another isolate wrote shows', async () => {
    const store = countingStore()
    const one = isolate(store)
    const other = isolate(store)
    expect(await one.visit(TOKYO, START, false)).toBe(UNKNOWN)
    await other.visit(YOKOHAMA, START)
    expect(one.weather.now(YOKOHAMA, START)).toBe(UNKNOWN)
    await one.visit(YOKOHAMA, START + 2 * MINUTE_MS)
    expect(one.weather.now(YOKOHAMA, START + 2 * MINUTE_MS)).not.toBe(UNKNOWN)
    expect(one.fetches.flat()).not.toContain(YOKOHAMA)
  })

  test('that fails leaves the weather unknown, says so, and is not asked by every page', async () => {
    const down = async () => fail({ reason: 'unavailable', detail: 'down' } as const)
    const store: CountingStore = { ...countingStore(), read: down, write: down, list: down }
    const { weather, visit, events, fetches } = isolate(store)
    expect(await visit(TOKYO, START)).toBe(UNKNOWN)
    expect(fetches).toHaveLength(1)
    expect(weather.now(TOKYO, START)).toMatchObject({ kind: expect.any(String) })
    expect(events.map(({ event }) => event)).toEqual(['weather_store_failed', 'weather_store_failed'])
    expect(weather.refresh(TOKYO, START + SECOND_MS, true)).toBeNull()
  })

  test('that shows an old document does not take away what memory knows', async () => {
    const empty: CountingStore = { ...countingStore(), read: async () => ok(null) }
    const { weather, visit } = isolate(empty)
    await visit(TOKYO, START)
    await visit(TOKYO, START + 10 * MINUTE_MS)
    expect(weather.now(TOKYO, START + 10 * MINUTE_MS)).not.toBe(UNKNOWN)
  })
})

describe('fetches', () => {
  test('are limited, and what waited goes with the next one', async () => {
    const { visit, fetches } = isolate()
    await visit(TOKYO, START)
    await visit(YOKOHAMA, START + SECOND_MS)
    await visit(SYDNEY, START + 2 * SECOND_MS)
    expect(fetches).toEqual([[TOKYO]])
    await visit(SYDNEY, START + 11 * SECOND_MS)
    expect(fetches).toEqual([[TOKYO], [SYDNEY, YOKOHAMA]])
  })

  test('are one for many visitors at once', async () => {
    const { weather, fetches } = isolate()
    await Promise.all(Array.from({ length: 20 }, () => weather.refresh(TOKYO, START, true)))
    expect(fetches).toEqual([[TOKYO]])
  })

  test('back off, twice as long each time, and recover', async () => {
    let failure: WeatherFailure | null = { reason: 'timeout', detail: 'x' }
    const { visit, fetches, events, weather } = isolate(countingStore(), () => failure)
    const tries: number[] = []
    for (let second = 0; second <= 10 * 60; second += 5) {
      const before = fetches.length
      await visit(TOKYO, START + second * SECOND_MS)
      if (fetches.length > before) tries.push(second)
    }
    expect(tries).toEqual([0, 30, 90, 210, 450])
    expect(events).toHaveLength(5)
    failure = null
    await visit(TOKYO, START + 20 * MINUTE_MS)
    expect(weather.now(TOKYO, START + 20 * MINUTE_MS)).toMatchObject({ kind: expect.any(String) })
  })

  test('without a licence are tried and told once, and do not stop the sites that have one', async () => {
    const { visit, fetches, events } = isolate(countingStore(), () => null)
    const refusing = isolate(countingStore(), () => ({ reason: 'unlicensed', detail: 'x' }))
    for (let i = 0; i < 100; i++) await refusing.visit(TOKYO, START + i * MINUTE_MS, false)
    expect(refusing.fetches).toHaveLength(1)
    expect(refusing.events).toMatchObject([
      { event: 'weather_fetch_failed', failure: { reason: 'unlicensed' }, retryAt: null },
    ])
    await refusing.visit(SYDNEY, START + HOUR_MS, true)
    expect(refusing.fetches).toHaveLength(2)
    await visit(TOKYO, START)
    expect([fetches.length, events.length]).toEqual([1, 0])
  })

  test('of a cell that nobody answers for are not repeated at once', async () => {
    const fetches: (readonly string[])[] = []
    const provider: WeatherProvider = {
      fetch: async (cells) => {
        fetches.push(cells)
        return ok(new Map())
      },
    }
    const weather = createWeather({ store: memoryWeatherStore(), provider, report: () => {} })
    for (let minute = 0; minute < 10; minute++) await weather.refresh(TOKYO, START + minute * MINUTE_MS, true)
    expect(fetches).toHaveLength(1)
    await weather.refresh(TOKYO, START + 11 * MINUTE_MS, true)
    expect(fetches).toHaveLength(2)
  })

  test('renew a record in use before it is stale, if no job does', async () => {
    const { weather, visit, fetches } = isolate()
    for (let minute = 0; minute < 6 * 60; minute += 5) {
      await visit(TOKYO, START + minute * MINUTE_MS)
      expect(weather.now(TOKYO, START + minute * MINUTE_MS)).not.toBe(UNKNOWN)
    }
    expect(fetches.length).toBeLessThanOrEqual(3)
  })

  test('end with staleness when the provider is gone', async () => {
    let gone = false
    const { weather, visit } = isolate(countingStore(), () => (gone ? { reason: 'unreachable', detail: 'x' } : null))
    await visit(TOKYO, START)
    gone = true
    await visit(TOKYO, START + 2.9 * HOUR_MS)
    expect(weather.now(TOKYO, START + 2.9 * HOUR_MS)).not.toBe(UNKNOWN)
    await visit(TOKYO, START + 3.1 * HOUR_MS)
    expect(weather.now(TOKYO, START + 3.1 * HOUR_MS)).toBe(UNKNOWN)
  })
})

describe('writes', () => {
  test('note that a cell is seen, seldom', async () => {
    const store = countingStore()
    await isolate(store).visit(TOKYO, START)
    const { visit } = isolate(store)
    const notedAt = async () => {
      const read = await store.read('xn')
      return read.ok ? (read.value!.cells[TOKYO]!.seenAt - START) / MINUTE_MS : null
    }
    await visit(TOKYO, START + 10 * MINUTE_MS)
    expect(await notedAt()).toBe(0)
    const { writes } = store.count
    await visit(TOKYO, START + 121 * MINUTE_MS)
    expect(await notedAt()).toBe(121)
    expect(store.count.writes).toBe(writes + 1)
    await visit(TOKYO, START + 150 * MINUTE_MS)
    expect(store.count.writes).toBe(writes + 1)
  })

  test('keep what others wrote into the same document', async () => {
    const store = countingStore()
    await isolate(store).visit(TOKYO, START)
    const other = isolate(store)
    await other.weather.refresh(YOKOHAMA, START, true)
    const read = await store.read('xn')
    expect(read.ok && Object.keys(read.value!.cells).sort()).toEqual([YOKOHAMA, TOKYO].sort())
  })

  test('are few an hour; memory knows all the same', async () => {
    const { weather, visit, store, fetches } = isolate()
    for (let i = 0; i < 40; i++) await visit(cellAt(0, i * 4)!, START + i * 11 * SECOND_MS)
    expect(fetches).toHaveLength(40)
    expect(store.count.writes).toBe(10)
    expect(weather.now(cellAt(0, 39 * 4)!, START + 8 * MINUTE_MS)).not.toBe(UNKNOWN)
  })
})
