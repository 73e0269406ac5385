/** A body → the events that can be recorded, and those that cannot. Not how it came, and not where it goes: keep-batch.ts. */

import * as v from 'valibot'
import type { RecordedEvent } from '../core/event/event.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { checkEvent, type EventRules } from './check-event.ts'
import { MAX_TIME_MS } from './event-kinds.ts'
import type { Refusal } from './wire.ts'

export interface ToldBatch {
  /** Epoch milliseconds by the sender's clock. */
  readonly sentAt: number
  readonly events: readonly unknown[]
}

/** Why a body is no batch. */
export type BatchFault = 'not_json' | 'not_a_batch' | 'empty' | 'too_many'

const BATCH = v.strictObject({
  sentAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_TIME_MS)),
  events: v.array(v.unknown()),
})

export function readBatch(text: string, maxCount: number): Result<ToldBatch, BatchFault> {
  const json = parsed(text)
  if (!json.ok) return json
  const batch = v.safeParse(BATCH, json.value, { abortEarly: true })
  if (!batch.success) return fail('not_a_batch')
  const { length } = batch.output.events
  if (length === 0) return fail('empty')
  return length > maxCount ? fail('too_many') : ok(batch.output)
}

export interface CheckedBatch {
  readonly events: readonly RecordedEvent[]
  /** `index` is the place in the batch as it came. */
  readonly refused: readonly (Refusal & { readonly index: number })[]
}

/** One bad event does not take the good ones along. */
export function checkBatch(told: readonly unknown[], rules: EventRules): CheckedBatch {
  const events: RecordedEvent[] = []
  const refused: (Refusal & { readonly index: number })[] = []
  const ids = new Set<string>()
  for (const [index, one] of told.entries()) {
    const checked = checkEvent(one, rules)
    if (!checked.ok) refused.push({ index, ...checked.error })
    else if (ids.has(checked.value.id)) refused.push({ index, reason: 'duplicate', field: 'id' })
    else {
      ids.add(checked.value.id)
      events.push(checked.value)
    }
  }
  return { events, refused }
}

function parsed(text: string): Result<unknown, 'not_json'> {
  try {
    return ok(JSON.parse(text))
  } catch {
    return fail('not_json')
  }
}
