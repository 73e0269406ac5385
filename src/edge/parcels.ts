/** Events that wait for the inbox, in batches of bounded size, and no more of them than an isolate can hold. Not who sends them: recorder.ts. */

import type { InboxBatch, RecordedEvent } from '../core/event/event.ts'
import { newId } from './new-id.ts'
import type { Tally } from './tally.ts'

/** Of one batch. A statement of so many rows is a few milliseconds of work for whoever sends it. */
const MAX_BATCH_EVENTS_COUNT = 100
/** Of one batch, estimated: a message of a Queue holds 128 KB. */
const MAX_BATCH_BYTES = 96 * 1024
/** Of all that waits, while the inbox does not take anything. */
const MAX_KEPT_EVENTS_COUNT = 10_000
const MAX_KEPT_BYTES = 8 * 1024 * 1024

/** What an event takes beside its path and slots, with the longest ids and names that there may be. */
const EVENT_BYTES = 600
/** A UTF-16 unit in UTF-8, at most. */
const UNIT_BYTES = 3

export interface Parcels {
  /** False: there is no room, and the event is not kept. */
  add(event: RecordedEvent): boolean
  /** Whether a batch is full, so that nobody needs to wait for more. */
  hasFull(): boolean
  /** The oldest batch; an open one ends with it, together with what the tally counted. Null: there is nothing. */
  first(now: number): InboxBatch | null
  /** Once it has arrived, or never will. */
  remove(batch: InboxBatch): void
  /** Events that wait. */
  count(): number
}

export function newParcels(tally: Pick<Tally, 'hasUntold' | 'take'>): Parcels {
  const sealed: InboxBatch[] = []
  let open: RecordedEvent[] = []
  let openBytes = 0
  let keptCount = 0
  let keptBytes = 0

  const seal = (now: number): void => {
    sealed.push({ events: open, fallbacks: tally.take().map((untold) => ({ id: newId(now), at: now, ...untold })) })
    open = []
    openBytes = 0
  }

  return {
    add(event) {
      const bytes = bytesOf(event)
      if (keptCount >= MAX_KEPT_EVENTS_COUNT || keptBytes + bytes > MAX_KEPT_BYTES) return false
      if (openBytes + bytes > MAX_BATCH_BYTES) seal(event.receivedAt)
      open.push(event)
      openBytes += bytes
      keptCount++
      keptBytes += bytes
      if (open.length === MAX_BATCH_EVENTS_COUNT) seal(event.receivedAt)
      return true
    },
    hasFull: () => sealed.length > 0,
    first(now) {
      if (sealed.length === 0 && (open.length > 0 || tally.hasUntold())) seal(now)
      return sealed[0] ?? null
    },
    remove(batch) {
      const place = sealed.indexOf(batch)
      if (place < 0) return
      sealed.splice(place, 1)
      keptCount -= batch.events.length
      for (const event of batch.events) keptBytes -= bytesOf(event)
    },
    count: () => keptCount,
  }
}

/** Never less than its JSON. */
function bytesOf({ path = '', data }: RecordedEvent): number {
  let units = path.length
  const slots = data?.slots
  if (Array.isArray(slots)) for (const slot of slots) units += String(slot).length + 3
  return EVENT_BYTES + units * UNIT_BYTES
}
