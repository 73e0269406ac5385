/** Keeps the weather of the cells that were seen lately fresh. Not the first fetch of a cell: edge/weather.ts. */

import type { Cell } from '../core/weather/geohash.ts'
import type { WeatherRecord } from '../core/weather/weather.ts'
import {
  MAX_CELLS_PER_FETCH_COUNT,
  mergedShard,
  type ShardId,
  type StoreFailure,
  type WeatherEntry,
  type WeatherFailure,
  type WeatherProvider,
  type WeatherShard,
  type WeatherStore,
} from '../store/weather.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** What the budgets below assume. */
export const WEATHER_JOB_INTERVAL_MS = 15 * MINUTE_MS
/** A forecast is an hour's: younger than this it is left alone, so that every fourth run renews a cell. */
const FRESH_MS = 55 * MINUTE_MS
/** Cells that nobody saw for so long are not renewed, and dropped when their document is written. */
const SEEN_MS = 6 * HOUR_MS
/** 96 runs a day: at most 576 writes and 96 lists of the 1,000 each that KV's free plan has. */
const WRITES_PER_RUN_COUNT = 6
/** 96 runs a day: at most 9,600 of the 10,000 places that the free service answers. */
const CELLS_PER_RUN_COUNT = 100
/** Where there are more documents, each run looks at the next of them. */
const SHARDS_PER_RUN_COUNT = 50

export interface WeatherJobDeps {
  readonly store: WeatherStore
  readonly provider: WeatherProvider
  /** Whether the Worker's sites declare non-commercial use: all of them, because cells are shared. */
  readonly nonCommercial: boolean
}

export interface WeatherJobReport {
  /** Documents looked at. */
  readonly shards: number
  readonly refreshed: number
  readonly dropped: number
  readonly writes: number
  /** Cells that were due and are still, for lack of budget or because of a failure. */
  readonly left: number
  readonly failures: readonly (WeatherFailure | StoreFailure)[]
}

type Failures = (WeatherFailure | StoreFailure)[]

/**
 * One run; `now` in epoch milliseconds. The longest waiting shards come first. The first failure of the provider ends
 * the fetching: the next run is the back-off, and finds out with one request.
 */
export async function refreshWeather(deps: WeatherJobDeps, now: number): Promise<WeatherJobReport> {
  const failures: Failures = []
  const shards = await readShards(deps.store, now, failures)
  const due = shards.map(({ id, shard }) => dueIn(id, shard, now)).filter(({ cells }) => cells.length > 0)
  const chosen = withinBudget(due)
  const fresh = await fetchCells(chosen.flatMap(cellsOf), deps, now, failures)
  const written = await writeShards(chosen, fresh, deps.store, now, failures)
  return { shards: shards.length, ...written, left: due.flatMap(cellsOf).length - written.refreshed, failures }
}

interface DueShard {
  readonly id: ShardId
  /** The oldest fetch among the cells, epoch milliseconds. */
  readonly since: number
  readonly cells: readonly { readonly cell: Cell; readonly entry: WeatherEntry }[]
}

const cellsOf = ({ cells }: DueShard): readonly Cell[] => cells.map(({ cell }) => cell)

async function readShards(store: WeatherStore, now: number, failures: Failures) {
  const listed = await store.list()
  if (!listed.ok) failures.push(listed.error)
  const shards: { readonly id: ShardId; readonly shard: WeatherShard | null }[] = []
  for (const id of listed.ok ? turnOf(listed.value, now) : []) {
    const read = await store.read(id)
    if (read.ok) shards.push({ id, shard: read.value })
    else failures.push(read.error)
  }
  return shards
}

/** All of them, or this run's part, one part after the other. */
function turnOf(ids: readonly ShardId[], now: number): readonly ShardId[] {
  const turns = Math.ceil(ids.length / SHARDS_PER_RUN_COUNT)
  const turn = turns === 0 ? 0 : Math.floor(now / WEATHER_JOB_INTERVAL_MS) % turns
  return ids.slice(turn * SHARDS_PER_RUN_COUNT, (turn + 1) * SHARDS_PER_RUN_COUNT)
}

function dueIn(id: ShardId, shard: WeatherShard | null, now: number): DueShard {
  const cells = Object.entries(shard?.cells ?? {})
    .map(([cell, entry]) => ({ cell, entry }))
    .filter(({ entry }) => isSeen(entry, now) && now - entry.record.fetchedAt >= FRESH_MS)
  return { id, since: Math.min(...cells.map(({ entry }) => entry.record.fetchedAt)), cells }
}

const isSeen = (entry: WeatherEntry, now: number): boolean => now - entry.seenAt <= SEEN_MS

/** A shard that does not fit whole gets the rest of the budget. */
function withinBudget(due: readonly DueShard[]): readonly DueShard[] {
  let cellsLeft = CELLS_PER_RUN_COUNT
  const chosen: DueShard[] = []
  for (const shard of due.toSorted((a, b) => a.since - b.since).slice(0, WRITES_PER_RUN_COUNT)) {
    if (cellsLeft > 0) chosen.push({ ...shard, cells: shard.cells.slice(0, cellsLeft) })
    cellsLeft -= shard.cells.length
  }
  return chosen
}

async function fetchCells(cells: readonly Cell[], deps: WeatherJobDeps, now: number, failures: Failures) {
  const fresh = new Map<Cell, WeatherRecord>()
  for (let at = 0; at < cells.length; at += MAX_CELLS_PER_FETCH_COUNT) {
    const batch = cells.slice(at, at + MAX_CELLS_PER_FETCH_COUNT)
    const fetched = await deps.provider.fetch(batch, now, deps.nonCommercial)
    if (!fetched.ok) {
      failures.push(fetched.error)
      break
    }
    for (const [cell, record] of fetched.value) fresh.set(cell, record)
  }
  return fresh
}

/** Each is read again before it is written, because an isolate may have added a cell meanwhile. */
async function writeShards(
  chosen: readonly DueShard[],
  fresh: ReadonlyMap<Cell, WeatherRecord>,
  store: WeatherStore,
  now: number,
  failures: Failures,
) {
  const done = { refreshed: 0, dropped: 0, writes: 0 }
  for (const { id, cells } of chosen) {
    const changes = new Map(
      cells.flatMap(({ cell, entry }) => {
        const record = fresh.get(cell)
        return record === undefined ? [] : [[cell, { seenAt: entry.seenAt, record }] as const]
      }),
    )
    if (changes.size === 0) continue
    const read = await store.read(id)
    const { shard, dropped } = withoutUnseen(mergedShard(read.ok ? read.value : null, changes), now)
    const written = read.ok ? await store.write(id, shard) : read
    if (read.ok) done.writes++
    if (written.ok) {
      done.refreshed += changes.size
      done.dropped += dropped
    } else {
      failures.push(written.error)
    }
  }
  return done
}

function withoutUnseen(shard: WeatherShard, now: number): { readonly shard: WeatherShard; readonly dropped: number } {
  const entries = Object.entries(shard.cells)
  const seen = entries.filter(([, entry]) => isSeen(entry, now))
  return { shard: { cells: Object.fromEntries(seen) }, dropped: entries.length - seen.length }
}
