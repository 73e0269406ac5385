/** When something happened by our clock, from what the sender's says. Not whether it is a number: event-kinds.ts. */

import { fail, ok, type Result } from '../core/result.ts'

const DAY_MS = 86_400_000

/** A page that was left open, or had no network, tells of yesterday at most. */
export const MAX_BROWSER_AGE_MS = DAY_MS
/** What a shop's queue may have held back. */
export const MAX_SERVER_AGE_MS = 30 * DAY_MS
/** A clock that is further off could not have checked our certificate. */
export const MAX_SKEW_MS = 366 * DAY_MS
/** Whoever wrote the file may have a clock that is ahead of ours. */
export const MAX_IMPORT_LEAD_MS = 300_000
/** 2000-01-01T00:00:00Z. */
export const FIRST_IMPORT_MS = 946_684_800_000

/** The event's own `at` → epoch milliseconds by our clock, never after `now`. */
export type SenderClock = (at: number) => Result<number, 'too_old' | 'in_future'>

/** `sentAt` and `now` are the same moment, by two clocks. All in epoch milliseconds. */
export function senderClock(sentAt: number, now: number, maxAgeMs: number): SenderClock {
  const skew = Math.max(-MAX_SKEW_MS, Math.min(now - sentAt, MAX_SKEW_MS))
  return (at) => (at + skew < now - maxAgeMs ? fail('too_old') : ok(Math.min(at + skew, now)))
}

/** Of a file: its times are taken as they stand. */
export function fileClock(now: number): SenderClock {
  return (at) => {
    if (at < FIRST_IMPORT_MS) return fail('too_old')
    return at > now + MAX_IMPORT_LEAD_MS ? fail('in_future') : ok(Math.min(at, now))
  }
}
