/** A record that rows which the database refuses cannot block: they become dead letters, and the others are stored. */

import type { FallbackCount, InboxBatch, RecordedEvent } from '../core/event/event.ts'
import { UUID_RANDOM_BYTES, uuidV7 } from '../core/event/uuid-v7.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { log } from '../log.ts'
import type { DeadLetter } from './dead-letters.ts'
import type { EventRecord, RecordFailure, Written } from './event-record.ts'
import type { Stores } from './stores.ts'

type Row = { readonly event: RecordedEvent } | { readonly fallback: FallbackCount }

interface BadRow {
  readonly row: Row
  readonly detail: string
}

/**
 * `write` answers `ok` when every row is stored or buried, and never `refused`: what it answers is worth trying again.
 * `attempts`: how often these rows came. Only a refused batch costs more than one write: about 2 log₂ n for a bad row.
 */
export const burying = (
  { events, deadLetters }: Pick<Stores, 'events' | 'deadLetters'>,
  now: () => number,
  attempts = 1,
): Pick<EventRecord, 'write'> => ({
  async write(batch) {
    const whole = await events.write(batch)
    if (whole.ok || whole.error.reason !== 'refused') return whole
    const sorted = await halved(rowsOf(batch), whole.error, events)
    if (!sorted.ok) return sorted
    const { written, bad } = sorted.value
    const buried = await deadLetters.bury(bad.map((one) => letterOf(one, now(), attempts)))
    if (!buried.ok) return fail(stillToTry(buried.error))
    log('error', { event: 'rows_buried', count: bad.length, detail: bad[0]?.detail ?? whole.error.detail })
    return ok({ events: written })
  },
})

/** A letter that the database refuses is a fault of ours, and no reason to give the row up. */
const stillToTry = (failure: RecordFailure): RecordFailure =>
  failure.reason === 'refused' ? { reason: 'unavailable', detail: failure.detail } : failure

const rowsOf = ({ events, fallbacks }: InboxBatch): readonly Row[] => [
  ...events.map((event) => ({ event })),
  ...fallbacks.map((fallback) => ({ fallback })),
]

const batchOf = (rows: readonly Row[]): InboxBatch => ({
  events: rows.flatMap((row) => ('event' in row ? [row.event] : [])),
  fallbacks: rows.flatMap((row) => ('fallback' in row ? [row.fallback] : [])),
})

/** `rows` were refused together: stores those that the database takes, and finds those that it does not. */
async function halved(
  rows: readonly Row[],
  refusal: RecordFailure,
  record: Pick<EventRecord, 'write'>,
): Promise<Result<{ readonly written: number; readonly bad: readonly BadRow[] }, RecordFailure>> {
  const bad: BadRow[] = []
  let written = 0
  const refused = [{ rows, detail: refusal.detail }]
  for (let group = refused.pop(); group !== undefined; group = refused.pop()) {
    const [first] = group.rows
    if (group.rows.length <= 1) {
      if (first !== undefined) bad.push({ row: first, detail: group.detail })
      continue
    }
    const middle = group.rows.length >> 1
    for (const half of [group.rows.slice(0, middle), group.rows.slice(middle)]) {
      const outcome: Result<Written, RecordFailure> = await record.write(batchOf(half))
      if (outcome.ok) written += outcome.value.events
      else if (outcome.error.reason === 'refused') refused.push({ rows: half, detail: outcome.error.detail })
      else return outcome
    }
  }
  return ok({ written, bad })
}

function letterOf({ row, detail }: BadRow, now: number, attempts: number): DeadLetter {
  const content = 'event' in row ? row.event : row.fallback
  return {
    id: `row ${content.id ?? uuidV7(now, crypto.getRandomValues(new Uint8Array(UUID_RANDOM_BYTES)))}`,
    at: now,
    source: 'inbox',
    reason: `The database does not take this ${'event' in row ? 'event' : 'count'}: ${detail}`,
    body: JSON.stringify(content),
    attempts,
  }
}
