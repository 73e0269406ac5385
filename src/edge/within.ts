/** Waiting, but never much longer than the origin itself. Not for the origin's own answer. */

import { orAfter } from '../timer.ts'

export const TOO_LATE: unique symbol = Symbol('too late')
type TooLate = typeof TOO_LATE

/**
 * What `work` comes to, or TOO_LATE when it is not there `milliseconds` after `arriving` has settled, however it settled.
 * Rejects when `work` rejects in time.
 */
export async function within<T>(
  milliseconds: number,
  arriving: Promise<unknown>,
  work: Promise<T>,
): Promise<T | TooLate> {
  const arrived = arriving.then(nothing, nothing)
  const first = await Promise.race([work, arrived.then((): TooLate => TOO_LATE)])
  return first === TOO_LATE ? orAfter(work, milliseconds, TOO_LATE) : first
}

const nothing = (): void => {}
