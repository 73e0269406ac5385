/** One told event → a row of the record, or why not. Not who may tell, and not the batch around it: check-batch.ts. */

import * as v from 'valibot'
import type { RecordedEvent } from '../core/event/event.ts'
import { normalisePath } from '../core/page/path.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { isPlainObject, MAX_KEY_LENGTH } from './event-data.ts'
import type { EventSchema, EventSchemas } from './event-kinds.ts'
import type { SenderClock } from './sender-clock.ts'
import type { Refusal } from './wire.ts'

/** What we know of a batch ourselves, whatever its events say. */
export type Stamp = Pick<RecordedEvent, 'site' | 'source' | 'receivedAt' | 'visitor' | 'isBot' | 'importId' | 'context'>

export interface EventRules {
  readonly schemas: EventSchemas
  readonly clock: SenderClock
  readonly stamp: Stamp
}

/** `told` is what JSON.parse gave. */
export function checkEvent(told: unknown, { schemas, clock, stamp }: EventRules): Result<RecordedEvent, Refusal> {
  if (!isPlainObject(told)) return fail({ reason: 'not_an_object' })
  const schema = schemas.get(told.kind)
  if (schema === undefined) return fail({ reason: 'unknown_kind', field: 'kind' })
  const shaped = shape(told, schema)
  if (!shaped.ok) return shaped
  const { seq: _, ...fields } = shaped.value
  if (saysNothing(fields)) return fail({ reason: 'missing_field', field: 'slot' })
  const at = clock(fields.at)
  if (!at.ok) return fail({ reason: at.error, field: 'at' })
  const event = { ...fields, ...stamp, at: at.value }
  if (event.path !== undefined) event.path = normalisePath(withoutQuery(event.path))
  return ok(event)
}

/** What every schema leaves, as far as it is read here. */
type Shaped = Omit<RecordedEvent, keyof Stamp | 'path'> & { path?: string; readonly seq?: unknown }

/** The first thing that is wrong is enough: whoever mends it sends again. */
const FIRST = { abortEarly: true, abortPipeEarly: true }

function shape(told: object, schema: EventSchema): Result<Shaped, Refusal> {
  const read = v.safeParse(schema, told, FIRST)
  return read.success ? ok(read.output as unknown as Shaped) : fail(refusalOf(read.issues[0]))
}

function refusalOf(issue: v.BaseIssue<unknown>): Refusal {
  const field = fieldOf(issue.path ?? [])
  if (issue.type !== 'strict_object') return { reason: 'bad_field', field }
  if (issue.expected === 'never') return { reason: 'unknown_field', field }
  return { reason: issue.path?.at(-1)?.origin === 'key' ? 'missing_field' : 'bad_field', field }
}

/** `data.lines[0].item`; a name may be anybody's invention, so it is bounded. */
const fieldOf = (path: readonly { readonly key: unknown }[]): string =>
  path
    .reduce<string>((before, { key }) => {
      if (typeof key === 'number') return `${before}[${key}]`
      return before === '' ? String(key) : `${before}.${String(key)}`
    }, '')
    .slice(0, MAX_KEY_LENGTH)
    .toWellFormed()

/** Of an impression or a click: of what? */
const saysNothing = ({ kind, slot, item, name, data }: Shaped): boolean =>
  (kind === 'impression' || kind === 'click') &&
  slot === undefined &&
  item === undefined &&
  name === undefined &&
  data === undefined

function withoutQuery(path: string): string {
  const end = path.search(/[?#]/)
  return end === -1 ? path : path.slice(0, end)
}
