/** What browsers and servers send us, before anything is checked. Not what is kept: core/event/event.ts. */

import type { CoarseContext, EventKind } from '../core/event/event.ts'

/** Kinds that anybody may tell; exposures and holdouts are ours alone. */
export const TOLD_KINDS = [
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
] as const satisfies readonly EventKind[]

/** `POST /_awase/events`: JSON, as `application/json` or `text/plain`; at most so much, for sendBeacon takes no more. */
export const MAX_BROWSER_BODY_BYTES = 64 * 1024
export const MAX_BROWSER_EVENTS_COUNT = 100
/** `POST /_awase/api/v1/events`. */
export const MAX_SERVER_BODY_BYTES = 1024 * 1024
export const MAX_SERVER_EVENTS_COUNT = 1_000

export interface WireBatch {
  /** Epoch milliseconds by the sender's clock, when it was sent: what it differs from ours is taken from every `at`. */
  readonly sentAt: number
  readonly events: readonly WireEvent[]
}

/** Which kind needs and may have what: event-kinds.ts; for people: schema/events.md. */
export interface WireEvent {
  /** A UUIDv7, kept over retries; of an order version 8, made of its number (client/order-id.ts), so that a reload adds none. */
  readonly id: string
  readonly kind: (typeof TOLD_KINDS)[number]
  /** Whole epoch milliseconds by the sender's clock. */
  readonly at: number
  /** Of the page it happened on; a query is cut off. */
  readonly path?: string
  readonly decision?: string
  readonly slot?: string
  readonly item?: string
  readonly quantity?: number
  /** Money in `currency`; a dwell's milliseconds; for hydration, milliseconds until the outcome. */
  readonly value?: number
  readonly currency?: string
  /** Of a custom event; of a search what was looked for; of a hydration its outcome. */
  readonly name?: string
  /** Order lines (`lines: [{ item, quantity, value }]`), a custom event's properties. */
  readonly data?: { readonly [key: string]: unknown }
  /** Servers only. */
  readonly visitor?: string
  /** Servers only: whether the visitor allowed that others get this event with their id. */
  readonly context?: Pick<CoarseContext, 'export'>
}

/** With `?import=ID`: what an export has, so that it can be imported again. Its `at` is taken as it stands. */
export interface ImportedEvent extends Omit<WireEvent, 'kind'> {
  readonly kind: EventKind
  readonly isBot?: boolean
  readonly revision?: number
  readonly experience?: string
  readonly arm?: string
  readonly propensity?: number
  readonly context?: CoarseContext
}

/** Why an event will never be taken, however often it comes. */
export type RefusalReason =
  | 'not_an_object'
  | 'unknown_kind'
  /** `field` is not known in this kind. */
  | 'unknown_field'
  | 'missing_field'
  /** Of a wrong type, out of its bounds, or no such thing. */
  | 'bad_field'
  /** Its id stands at an earlier event of the batch. */
  | 'duplicate'
  | 'too_old'
  /** Imports only: elsewhere the future is now. */
  | 'in_future'

export interface Refusal {
  readonly reason: RefusalReason
  /** Where in the event, as in `data.lines[0].item`. */
  readonly field?: string
}

/**
 * 202: the inbox has `accepted` events; those in `refused` will never be taken. 400: nothing could be taken. 403: another
 * site. 404: nothing is recorded here. 413, 415. 429, 503 with Retry-After, and any other 5xx: send the same again, with
 * the same ids.
 */
export interface WireAnswer {
  readonly accepted: number
  readonly refused: readonly (Refusal & { readonly index: number })[]
  /** Imports: how many of the accepted were not there before. */
  readonly stored?: number
  /** Why nothing was recorded though nothing was wrong: somebody looked around, or does not want to be counted. */
  readonly ignored?: 'preview' | 'simulation' | 'objection'
}
