/** A call to the database whose failure is a value. Not what is called. */

import { fail, ok, type Result } from '../core/result.ts'
import { startTimer } from '../timer.ts'
import type { RecordFailure } from './event-record.ts'
import { isBusy, libsqlFailure } from './libsql-failure.ts'

/** A server lets one writer in at a time and sends some away while it tidies its log: nothing of theirs was done. */
const MAX_TRIES_COUNT = 5
const FIRST_PAUSE_MS = 20

/** `work` may run more than once: only after the database did nothing of it. */
export async function attempt<T>(work: () => Promise<T>): Promise<Result<T, RecordFailure>> {
  for (let tries = 1; ; tries++) {
    try {
      return ok(await work())
    } catch (thrown) {
      if (tries === MAX_TRIES_COUNT || !isBusy(thrown)) return fail(libsqlFailure(thrown))
      // Not all at the same moment again.
      await startTimer((1 + Math.random()) * FIRST_PAUSE_MS * tries, null).over
    }
  }
}
