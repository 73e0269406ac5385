/** A message of the Queue, which anybody with the account may have sent, as rows that a database takes. Not its making: store/inbox-message.ts. */

import { EVENT_KINDS, type FallbackCount, type InboxBatch, type RecordedEvent } from '../core/event/event.ts'
import { MESSAGE_VERSION } from '../store/inbox-message.ts'

export interface ReadMessage {
  readonly batch: InboxBatch
  /** What is no row, and why; of an unreadable message that is all of it. */
  readonly bad: readonly { readonly reason: string; readonly content: unknown }[]
}

type Test = (value: unknown) => boolean
type Fields<T> = { readonly [K in keyof Required<T>]: Test }

const text: Test = (value) => typeof value === 'string' && value.isWellFormed()
const name: Test = (value) => text(value) && value !== ''
const integer: Test = Number.isSafeInteger
const number: Test = Number.isFinite
const object: Test = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const oneOf =
  (...values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value)

const EVENT_FIELDS: Fields<RecordedEvent> = {
  id: name,
  site: name,
  kind: oneOf(...EVENT_KINDS),
  source: oneOf('edge', 'browser', 'server', 'import'),
  at: integer,
  receivedAt: integer,
  visitor: text,
  isBot: oneOf(true, false),
  decision: text,
  revision: integer,
  path: text,
  experience: text,
  arm: text,
  slot: text,
  propensity: number,
  item: text,
  quantity: number,
  value: number,
  currency: text,
  name: text,
  context: object,
  data: object,
  importId: text,
}
const EVENT_NEEDS = ['id', 'site', 'kind', 'source', 'at', 'receivedAt'] as const

const FALLBACK_FIELDS: Fields<FallbackCount> = { id: name, site: name, at: integer, reason: name, count: integer }
const FALLBACK_NEEDS = ['id', 'site', 'at', 'reason', 'count'] as const

const NO_ROWS: InboxBatch = { events: [], fallbacks: [] }

/** `body`: JSON text, or what such a text says. Fields that this version does not know are left out. */
export function readMessage(body: unknown): ReadMessage {
  const message = typeof body === 'string' ? parsed(body) : body
  if (!isObject(message)) return unreadable('The message is no JSON object.', body)
  const { v, batch } = message
  if (v !== MESSAGE_VERSION) return unreadable(`The message is of version ${told(v)}; this Worker reads 1.`, body)
  if (!isObject(batch) || !Array.isArray(batch.events) || !Array.isArray(batch.fallbacks))
    return unreadable('The message has no batch of events and fallbacks.', body)
  const bad: { reason: string; content: unknown }[] = []
  const rows = <T extends object>(contents: readonly unknown[], fields: Fields<T>, needs: readonly (keyof T)[]): T[] =>
    contents.flatMap((content) => {
      const row = readRow(content, fields, needs)
      if (typeof row !== 'string') return [row]
      bad.push({ reason: row, content })
      return []
    })
  const events = rows<RecordedEvent>(batch.events, EVENT_FIELDS, EVENT_NEEDS)
  const fallbacks = rows<FallbackCount>(batch.fallbacks, FALLBACK_FIELDS, FALLBACK_NEEDS)
  return { batch: { events, fallbacks }, bad }
}

const unreadable = (reason: string, content: unknown): ReadMessage => ({ batch: NO_ROWS, bad: [{ reason, content }] })

/** What is wrong, where it is no row. Null counts as absent, as it does in the database. */
function readRow<T extends object>(content: unknown, fields: Fields<T>, needs: readonly (keyof T)[]): T | string {
  if (!isObject(content)) return 'A row is no JSON object.'
  const row: { [field: string]: unknown } = {}
  for (const [field, test] of Object.entries<Test>(fields)) {
    const value = content[field] ?? null
    if (value === null) continue
    if (!test(value)) return `The field ${field} of a row is not what it should be.`
    row[field] = value
  }
  const missing = needs.find((field) => row[field as string] === undefined)
  return missing === undefined ? (row as T) : `The field ${String(missing)} of a row is missing.`
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null // no JSON object, which is what is said of it
  }
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } => object(value)

const MAX_TOLD_LENGTH = 20
const told = (value: unknown): string => String(JSON.stringify(value)).slice(0, MAX_TOLD_LENGTH)
