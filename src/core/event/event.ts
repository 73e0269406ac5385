/** What happened on a site, as the record keeps it: one event, one row. Not what a browser may send: collect/. */

/** RFC 9562, lower case; version 7 where we or the client script made it. Inserting the same id twice changes nothing. */
export type EventId = string

export const EVENT_KINDS = [
  /** An assigned arm was met in the stream; made at the edge only. */
  'exposure',
  /** A visitor kept out of every experience was on an addressed page; once a visit, made at the edge only. */
  'holdout',
  /** Whether an edit outlived a framework's hydration; told by the client script. */
  'hydration',
  'page_view',
  'impression',
  'click',
  'dwell',
  'search',
  'item_view',
  'cart_add',
  'cart_remove',
  'order',
  'custom',
] as const

export type EventKind = (typeof EVENT_KINDS)[number]

/** Who told us. `import`: a file, with the time that the file says. */
export type EventSource = 'edge' | 'browser' | 'server' | 'import'

/** What became of an edit that a framework may have undone. */
export type HydrationOutcome = 'survived' | 'reapplied' | 'reverted'

/** Absent is null in the database: the names are the columns of `events` in schema/tables.ts. */
export interface RecordedEvent {
  readonly id: EventId
  readonly site: string
  readonly kind: EventKind
  readonly source: EventSource
  /** Epoch milliseconds by our clock: what a browser's own clock said is corrected. */
  readonly at: number
  /** Epoch milliseconds. */
  readonly receivedAt: number
  /** The id in the visitor's cookie; absent without memory. */
  readonly visitor?: string
  /** Kept, and counted nowhere. */
  readonly isBot?: boolean
  /** The page view that decided: joins impressions, clicks and hydration to their exposure. */
  readonly decision?: EventId
  /** Of the ruleset that decided. */
  readonly revision?: number
  /** Normalised, without its query. */
  readonly path?: string
  readonly experience?: string
  /** The variant; absent on an exposure: control. */
  readonly arm?: string
  /** Of an impression, click or hydration. */
  readonly slot?: string
  /** Of an exposure: the probability of its arm, 0..1. */
  readonly propensity?: number
  readonly item?: string
  readonly quantity?: number
  /** In units of `currency` (an order's total, an item's price); a dwell's milliseconds. */
  readonly value?: number
  /** ISO 4217. */
  readonly currency?: string
  /** Of a custom event; of a search what was looked for; of a hydration its outcome. */
  readonly name?: string
  /** Of exposures and holdouts: the moment, coarsely. Of others only whether their visitor may be named to others. */
  readonly context?: CoarseContext
  /** What has no column: met slots, order lines, a custom event's properties. */
  readonly data?: { readonly [key: string]: unknown }
  /** The import it came with, so that it can be taken back. */
  readonly importId?: string
}

/** Enough to replay and to compare, too little to tell who it was. Absent is unknown. */
export interface CoarseContext {
  readonly country?: string
  readonly region?: string
  readonly device?: string
  readonly language?: string
  readonly channel?: string
  readonly weather?: string
  readonly dayPart?: string
  readonly isReturning?: boolean
  /** Which signal ruled over what was remembered and used: ConsentSignal. */
  readonly consent?: string
  /** The visitor allowed the purpose `export` when it happened; absent: nobody outside may get this event with their id. */
  readonly export?: true
}

/** How often pages went out as they came, by reason: an isolate's sum since it last told, once and only once by its id. */
export interface FallbackCount {
  readonly id: EventId
  readonly site: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly reason: string
  readonly count: number
}

/** What goes into the inbox in one piece and comes out of it in one piece. */
export interface InboxBatch {
  readonly events: readonly RecordedEvent[]
  readonly fallbacks: readonly FallbackCount[]
}
