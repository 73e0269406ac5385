/** One isolate's way to the provider: coalesced, rate-limited, backing off. Not for what is kept: weather.ts. */

import { keep } from '../core/bounded-map.ts'
import type { Cell } from '../core/weather/geohash.ts'
import type { WeatherRecord } from '../core/weather/weather.ts'
import { MAX_CELLS_PER_FETCH_COUNT, type WeatherFailure, type WeatherProvider } from '../store/weather.ts'

/** Between two requests of one isolate. */
const FETCH_INTERVAL_MS = 10_000
/** Doubles with each failure in a row. */
const FIRST_BACK_OFF_MS = 30_000
const MAX_BACK_OFF_MS = 30 * 60_000
/** A cell is not asked for again so soon, answered or not. */
const ASK_AGAIN_MS = 10 * 60_000
const MAX_ASKED_COUNT = 1_000
const MAX_WAITING_COUNT = 200
/** A request that was cancelled takes its own fetch with it, which then never settles. */
const FLIGHT_PATIENCE_MS = 15_000

export interface WeatherFeed {
  /** True: `fetch` would ask now. False: not now; a cell that may be asked for later waits for the next request. */
  admits(cell: Cell, now: number, nonCommercial: boolean): boolean
  /** This cell and those that wait, in one request; null when it failed or was not admitted. */
  fetch(cell: Cell, now: number, nonCommercial: boolean): Promise<ReadonlyMap<Cell, WeatherRecord> | null>
}

/** `failed` is told of each failure, and when it will be tried again (null: not in this isolate). */
export function weatherFeed(
  provider: WeatherProvider,
  failed: (failure: WeatherFailure, retryAt: number | null) => void,
): WeatherFeed {
  /** With the site's declaration, because it decides who may be asked. */
  const waiting = new Map<Cell, boolean>()
  const asked = new Map<Cell, number>()
  const unlicensed = new Set<boolean>()
  let failures = 0
  let nextAt = Number.NEGATIVE_INFINITY
  let flightSince: number | null = null

  function mayAsk(cell: Cell, now: number, nonCommercial: boolean): boolean {
    return !unlicensed.has(nonCommercial) && now - (asked.get(cell) ?? Number.NEGATIVE_INFINITY) > ASK_AGAIN_MS
  }

  function takeWaiting(cell: Cell, now: number, nonCommercial: boolean): Cell[] {
    const others = [...waiting].filter(([other, declared]) => other !== cell && declared === nonCommercial)
    const cells = [cell, ...others.map(([other]) => other)].slice(0, MAX_CELLS_PER_FETCH_COUNT)
    for (const taken of cells) {
      waiting.delete(taken)
      keep(asked, MAX_ASKED_COUNT, taken, now)
    }
    return cells
  }

  function fail(failure: WeatherFailure, cells: readonly Cell[], now: number, nonCommercial: boolean): null {
    for (const cell of cells) asked.delete(cell)
    if (failure.reason === 'unlicensed') {
      unlicensed.add(nonCommercial)
      failed(failure, null)
      return null
    }
    nextAt = now + Math.min(FIRST_BACK_OFF_MS * 2 ** failures, MAX_BACK_OFF_MS)
    failures++
    failed(failure, nextAt)
    return null
  }

  function admits(cell: Cell, now: number, nonCommercial: boolean): boolean {
    if (!mayAsk(cell, now, nonCommercial)) return false
    const isFlying = flightSince !== null && now - flightSince < FLIGHT_PATIENCE_MS
    if (!isFlying && now >= nextAt) return true
    keep(waiting, MAX_WAITING_COUNT, cell, nonCommercial)
    return false
  }

  async function fetch(cell: Cell, now: number, nonCommercial: boolean) {
    if (!admits(cell, now, nonCommercial)) return null
    const cells = takeWaiting(cell, now, nonCommercial)
    flightSince = now
    nextAt = now + FETCH_INTERVAL_MS
    const result = await provider.fetch(cells, now, nonCommercial)
    flightSince = null
    if (!result.ok) return fail(result.error, cells, now, nonCommercial)
    failures = 0
    return result.value
  }

  return { admits, fetch }
}
