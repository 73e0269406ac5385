/**
 * Which fields each kind of event needs and may have, as valibot schemas; for people: schema/events.md. Loaded with the
 * collector, never for a page. Not the time of an event: sender-clock.ts.
 */

import * as v from 'valibot'
import { EVENT_KINDS, type EventKind } from '../core/event/event.ts'
import { MAX_PATH_LENGTH } from '../core/page/path.ts'
import { idIssues } from '../ruleset/id-check.ts'
import { isCleanText, isData, MAX_NUMBER } from './event-data.ts'
import { TOLD_KINDS } from './wire.ts'

export const MAX_ITEM_LENGTH = 200
export const MAX_SEARCH_LENGTH = 200
export const MAX_CONTEXT_LENGTH = 200
/** Encoded; Japanese takes nine characters for one. */
export const MAX_RAW_PATH_LENGTH = 4 * MAX_PATH_LENGTH
export const MAX_LINES_COUNT = 100
export const MAX_QUANTITY = 1_000_000
export const MAX_DWELL_MS = 86_400_000
/** Whatever a page did after that was not its hydration. */
export const MAX_HYDRATION_MS = 600_000
/** The last moment that a Date can hold (ECMA-262, 21.4.1.1). */
export const MAX_TIME_MS = 8.64e15

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

const text = (maximum: number) => v.pipe(v.string(), v.maxLength(maximum), v.check(isCleanText), v.regex(/\S/))
const number = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most))
const time = v.pipe(number(0, MAX_TIME_MS), v.safeInteger())
const id = v.pipe(
  v.string(),
  v.check((name) => idIssues(name, '').length === 0),
)
const uuid = (versions: string) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-[${versions}][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, 'i')),
    v.toLowerCase(),
  )
const path = v.pipe(text(MAX_RAW_PATH_LENGTH), v.startsWith('/'))
const item = text(MAX_ITEM_LENGTH)
const quantity = v.pipe(number(0, MAX_QUANTITY), v.gtValue(0))
const money = number(0, MAX_NUMBER)
const currency = v.pipe(
  v.string(),
  v.check((code) => CURRENCIES.has(code)),
)
const data = v.custom<{ readonly [key: string]: unknown }>(isData)
/** An order counts even where a line of it has no number of its own. */
const line = v.strictObject({
  item: v.optional(item),
  quantity: v.optional(quantity),
  value: v.optional(money),
  currency: v.optional(currency),
})
const orderData = v.pipe(
  data,
  v.looseObject({ lines: v.optional(v.pipe(v.array(line), v.maxLength(MAX_LINES_COUNT))) }),
)
const outcome = v.picklist(['survived', 'reapplied', 'reverted'])
const visitor = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))

const SOLD = { quantity: v.optional(quantity), value: v.optional(money), currency: v.optional(currency) }
const ITEM = { item, ...SOLD, data: v.optional(data) }
/** Something on the page: a slot, or what its `data-awase-*` attributes say. One of the four is needed. */
const PLACE = { slot: v.optional(id), item: v.optional(item), name: v.optional(id), data: v.optional(data) }

/** Beside those of every kind. */
const FIELDS: { readonly [K in EventKind]: v.ObjectEntries } = {
  exposure: { experience: id, slot: v.optional(id), data: v.optional(data) },
  holdout: { data: v.optional(data) },
  hydration: { decision: uuid('7'), slot: id, name: outcome, value: v.optional(number(0, MAX_HYDRATION_MS)) },
  page_view: { path },
  impression: PLACE,
  click: PLACE,
  dwell: { value: number(0, MAX_DWELL_MS) },
  search: { name: text(MAX_SEARCH_LENGTH), data: v.optional(data) },
  item_view: ITEM,
  cart_add: ITEM,
  cart_remove: ITEM,
  order: { value: money, currency, quantity: v.optional(quantity), data: v.optional(orderData) },
  custom: {
    name: id,
    slot: v.optional(id),
    item: v.optional(item),
    ...SOLD,
    value: v.optional(number(-MAX_NUMBER, MAX_NUMBER)),
    data: v.optional(data),
  },
}

export type EventSchema = v.GenericSchema<unknown, { readonly [field: string]: unknown }>
/** By kind. A kind that is not in it may not be told. */
export type EventSchemas = ReadonlyMap<unknown, EventSchema>

const schemas = (kinds: readonly EventKind[], versions: string, more: v.ObjectEntries): EventSchemas =>
  new Map(
    kinds.map((kind) => [
      kind,
      v.strictObject({
        id: uuid(kind === 'order' ? '78' : versions),
        kind: v.literal(kind),
        at: time,
        path: v.optional(path),
        decision: v.optional(uuid(versions)),
        ...more,
        ...FIELDS[kind],
      }),
    ]),
  )

const words = v.optional(text(MAX_CONTEXT_LENGTH))
const mayBeExported = v.optional(v.literal(true))
const context = v.strictObject({
  country: words,
  region: words,
  device: words,
  language: words,
  channel: words,
  weather: words,
  dayPart: words,
  isReturning: v.optional(v.boolean()),
  consent: words,
  export: mayBeExported,
})

export const BROWSER_EVENTS = schemas(TOLD_KINDS, '7', {})
export const SERVER_EVENTS = schemas(TOLD_KINDS, '7', {
  visitor: v.optional(visitor),
  context: v.optional(v.strictObject({ export: mayBeExported })),
})
/** Any id may be made of numbers of one's own (version 8). The last five stand in an export and are not taken from it. */
export const IMPORTED_EVENTS = schemas(EVENT_KINDS, '78', {
  visitor: v.optional(visitor),
  isBot: v.optional(v.boolean()),
  revision: v.optional(v.pipe(number(0, Number.MAX_SAFE_INTEGER), v.safeInteger())),
  experience: v.optional(id),
  arm: v.optional(id),
  propensity: v.optional(number(0, 1)),
  context: v.optional(context),
  seq: v.optional(v.unknown()),
  site: v.optional(v.unknown()),
  source: v.optional(v.unknown()),
  receivedAt: v.optional(v.unknown()),
  importId: v.optional(v.unknown()),
})
