/** Ports of weather: where it is kept, many cells to a document, and where it comes from. Not what it says: core/weather/weather.ts. */

import type { Result } from '../core/result.ts'
import type { Cell } from '../core/weather/geohash.ts'
import type { WeatherRecord } from '../core/weather/weather.ts'

/** A document holds the cells with the same first two geohash characters: at most 1,024, an area of about 1,250 × 625 km. */
export type ShardId = string

export const shardOf = (cell: Cell): ShardId => cell.slice(0, 2)

export interface WeatherShard {
  readonly cells: { readonly [cell: Cell]: WeatherEntry }
}

export interface WeatherEntry {
  /** Epoch milliseconds, noted about every two hours: cells that nobody sees are dropped. */
  readonly seenAt: number
  readonly record: WeatherRecord
}

export type StoreFailure = { readonly reason: 'unavailable' | 'malformed'; readonly detail: string }

/** Two writers of one shard may lose the other's cells (KV has no transactions): they are fetched again when seen. */
export interface WeatherStore {
  /** Null: there is no such document. */
  read(shard: ShardId): Promise<Result<WeatherShard | null, StoreFailure>>
  write(shard: ShardId, content: WeatherShard): Promise<Result<null, StoreFailure>>
  /** The documents there are, in order. */
  list(): Promise<Result<readonly ShardId[], StoreFailure>>
}

/** What one `fetch` of a provider may ask for. */
export const MAX_CELLS_PER_FETCH_COUNT = 50

export type WeatherFailure =
  /** Neither a key nor a declaration that the site may use the free service. */
  | { readonly reason: 'unlicensed'; readonly detail: string }
  | { readonly reason: 'timeout' | 'unreachable' | 'too_large' | 'malformed' | 'refused'; readonly detail: string }
  | { readonly reason: 'status'; readonly status: number; readonly detail: string }

export interface WeatherProvider {
  /**
   * At most MAX_CELLS_PER_FETCH_COUNT cells, `now` in epoch milliseconds, `nonCommercial` the site's declaration. Cells
   * without an answer are not in the map.
   */
  fetch(
    cells: readonly Cell[],
    now: number,
    nonCommercial: boolean,
  ): Promise<Result<ReadonlyMap<Cell, WeatherRecord>, WeatherFailure>>
}

/** The newer record and the later sighting of each cell win. */
export function mergedShard(shard: WeatherShard | null, changes: ReadonlyMap<Cell, WeatherEntry>): WeatherShard {
  const cells: { [cell: Cell]: WeatherEntry } = { ...shard?.cells }
  for (const [cell, change] of changes) {
    const entry = cells[cell]
    cells[cell] = entry === undefined ? change : mergedEntry(entry, change)
  }
  return { cells }
}

const mergedEntry = (entry: WeatherEntry, change: WeatherEntry): WeatherEntry => ({
  seenAt: Math.max(entry.seenAt, change.seenAt),
  record: change.record.fetchedAt >= entry.record.fetchedAt ? change.record : entry.record,
})
