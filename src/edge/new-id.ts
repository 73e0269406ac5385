/** New ids of events and decisions, from random bytes that an isolate draws many at a time. Not their form: core/event/uuid-v7.ts. */

import type { EventId } from '../core/event/event.ts'
import { UUID_RANDOM_BYTES, uuidV7 } from '../core/event/uuid-v7.ts'

/** One call for so many ids: a call each costs more than all the rest of an id. */
const DRAWN_IDS_COUNT = 256

const drawn = new Uint8Array(DRAWN_IDS_COUNT * UUID_RANDOM_BYTES)
let next = drawn.byteLength

/** `now` in epoch milliseconds. No byte is used twice. */
export function newId(now: number): EventId {
  if (next === drawn.byteLength) {
    crypto.getRandomValues(drawn)
    next = 0
  }
  const from = next
  next += UUID_RANDOM_BYTES
  return uuidV7(now, drawn, from)
}
