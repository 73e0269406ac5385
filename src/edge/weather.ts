/** The weather of a visitor's cell: isolate memory, then KV, and what to do afterwards. Never waits for the provider. */

import { keep } from '../core/bounded-map.ts'
import type { WeatherFacts } from '../core/context.ts'
import { UNKNOWN, type Unknown } from '../core/unknown.ts'
import type { Cell } from '../core/weather/geohash.ts'
import { isUsable, type WeatherRecord, weatherFacts } from '../core/weather/weather.ts'
import {
  mergedShard,
  type ShardId,
  type StoreFailure,
  shardOf,
  type WeatherEntry,
  type WeatherFailure,
  type WeatherProvider,
  type WeatherShard,
  type WeatherStore,
} from '../store/weather.ts'
import { weatherFeed } from './weather-feed.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** At most 1,024 cells of about 1.5 KB each; an isolate's visitors come from few areas. */
const MAX_SHARDS_COUNT = 16
/** A shard in memory is read again this often; sooner when it lacks what is asked. KV itself shows changes after a minute. */
const REREAD_MS = 5 * MINUTE_MS
const REREAD_WITHOUT_CELL_MS = MINUTE_MS
/** The cron job renews each hour; where it does not, visits do, before the record is stale. */
const RENEW_MS = 2 * HOUR_MS
/** A cell that is seen is noted in its document this often, so that the cron job keeps it fresh. */
const NOTE_SEEN_MS = 2 * HOUR_MS
/** Facts are computed for steps of time, so that one answer serves all visitors of a cell. */
const FACTS_STEP_MS = 5 * MINUTE_MS
/** KV's free plan has 1,000 writes a day for everything, and the cron job needs most of them. */
const WRITES_PER_HOUR_COUNT = 10

export interface Weather {
  /** From memory. Null: only `read` can tell. */
  now(cell: Cell, now: number): WeatherFacts | Unknown | null
  /**
   * From KV, each request for itself, because a promise of a request that has ended never settles. The caller's deadline
   * bounds it. Never throws.
   */
  read(cell: Cell, now: number): Promise<WeatherFacts | Unknown>
  /**
   * What serves the next page: rereads, fetches, notes that the cell was seen; for `waitUntil`, with the real time, not
   * for simulated visits. Null: nothing to do. `nonCommercial` is the site's declaration. Never throws.
   */
  refresh(cell: Cell, now: number, nonCommercial: boolean): Promise<void> | null
}

export type WeatherEvent =
  | { readonly event: 'weather_fetch_failed'; readonly failure: WeatherFailure; readonly retryAt: number | null }
  | { readonly event: 'weather_store_failed'; readonly shard: ShardId; readonly failure: StoreFailure }

export interface WeatherDeps {
  readonly store: WeatherStore
  readonly provider: WeatherProvider
  /** Failures, which back off and so come seldom: to be logged. */
  readonly report: (event: WeatherEvent) => void
}

/** Times in epoch milliseconds. One per isolate. */
export function createWeather({ store, provider, report }: WeatherDeps): Weather {
  const held = new Map<ShardId, HeldShard>()
  const feed = weatherFeed(provider, (failure, retryAt) => report({ event: 'weather_fetch_failed', failure, retryAt }))
  const mayWrite = hourlyBudget(WRITES_PER_HOUR_COUNT)

  async function readShard(id: ShardId, now: number): Promise<void> {
    const read = await store.read(id)
    if (!read.ok) report({ event: 'weather_store_failed', shard: id, failure: read.error })
    hold(id, read.ok ? read.value : null, now)
  }

  /** A document may be older than memory: KV shows a write late. */
  function hold(id: ShardId, shard: WeatherShard | null, now: number): void {
    const before = Object.entries(held.get(id)?.shard.cells ?? {}).filter(([, entry]) => isUsable(entry.record, now))
    keep(held, MAX_SHARDS_COUNT, id, { shard: mergedShard(shard, new Map(before)), readAt: now, facts: new Map() })
  }

  /** Memory has it at once; the document when the budget allows. */
  async function put(id: ShardId, changes: ReadonlyMap<Cell, WeatherEntry>, now: number): Promise<void> {
    hold(id, mergedShard(held.get(id)?.shard ?? null, changes), now)
    if (!mayWrite(now)) return
    const read = await store.read(id)
    if (!read.ok && read.error.reason === 'unavailable') {
      report({ event: 'weather_store_failed', shard: id, failure: read.error })
      return
    }
    const written = await store.write(id, mergedShard(read.ok ? read.value : null, changes))
    if (!written.ok) report({ event: 'weather_store_failed', shard: id, failure: written.error })
  }

  async function fetchCell(cell: Cell, now: number, nonCommercial: boolean): Promise<void> {
    const records = await feed.fetch(cell, now, nonCommercial)
    for (const [id, changes] of byShard(records ?? new Map(), now)) await put(id, changes, now)
  }

  function isReadDue(id: ShardId, cell: Cell, now: number): boolean {
    const shard = held.get(id)
    if (shard === undefined) return true
    const entry = shard.shard.cells[cell]
    const rereadMs = entry !== undefined && isUsable(entry.record, now) ? REREAD_MS : REREAD_WITHOUT_CELL_MS
    return Math.abs(now - shard.readAt) > rereadMs
  }

  const entryOf = (cell: Cell): WeatherEntry | undefined => held.get(shardOf(cell))?.shard.cells[cell]

  function isFetchDue(cell: Cell, now: number, nonCommercial: boolean): boolean {
    const entry = entryOf(cell)
    return (entry === undefined || now - entry.record.fetchedAt > RENEW_MS) && feed.admits(cell, now, nonCommercial)
  }

  function isNoteDue(cell: Cell, now: number): boolean {
    const entry = entryOf(cell)
    return entry !== undefined && now - entry.seenAt > NOTE_SEEN_MS
  }

  async function refreshNow(cell: Cell, now: number, nonCommercial: boolean): Promise<void> {
    const id = shardOf(cell)
    if (isReadDue(id, cell, now)) await readShard(id, now)
    if (isFetchDue(cell, now, nonCommercial)) return fetchCell(cell, now, nonCommercial)
    const entry = entryOf(cell)
    if (entry !== undefined && isNoteDue(cell, now)) await put(id, new Map([[cell, { ...entry, seenAt: now }]]), now)
  }

  function fromMemory(cell: Cell, now: number): WeatherFacts | Unknown | null {
    const shard = held.get(shardOf(cell))
    return shard === undefined ? null : factsOf(shard, cell, now)
  }

  return {
    now: fromMemory,

    async read(cell, now) {
      await readShard(shardOf(cell), now)
      return fromMemory(cell, now) ?? UNKNOWN
    },

    refresh(cell, now, nonCommercial) {
      const isDue = isReadDue(shardOf(cell), cell, now) || isFetchDue(cell, now, nonCommercial) || isNoteDue(cell, now)
      return isDue ? refreshNow(cell, now, nonCommercial) : null
    },
  }
}

interface HeldShard {
  readonly shard: WeatherShard
  /** Epoch milliseconds. */
  readonly readAt: number
  readonly facts: Map<Cell, { readonly step: number; readonly facts: WeatherFacts | Unknown }>
}

function factsOf(held: HeldShard, cell: Cell, now: number): WeatherFacts | Unknown {
  const step = Math.floor(now / FACTS_STEP_MS)
  const memo = held.facts.get(cell)
  if (memo?.step === step) return memo.facts
  const entry = held.shard.cells[cell]
  const facts = entry === undefined ? UNKNOWN : weatherFacts(entry.record, step * FACTS_STEP_MS)
  held.facts.set(cell, { step, facts })
  return facts
}

function byShard(records: ReadonlyMap<Cell, WeatherRecord>, now: number): Map<ShardId, Map<Cell, WeatherEntry>> {
  const shards = new Map<ShardId, Map<Cell, WeatherEntry>>()
  for (const [cell, record] of records) {
    const id = shardOf(cell)
    const changes = shards.get(id) ?? new Map<Cell, WeatherEntry>()
    shards.set(id, changes.set(cell, { seenAt: now, record }))
  }
  return shards
}

function hourlyBudget(maximum: number): (now: number) => boolean {
  let hour = 0
  let used = 0
  return (now) => {
    if (Math.floor(now / HOUR_MS) !== hour) {
      hour = Math.floor(now / HOUR_MS)
      used = 0
    }
    return used++ < maximum
  }
}
