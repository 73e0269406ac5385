/** A call to the database whose failure is a value. Not what is called. */

import { fail, ok, type Result } from '../core/result.ts'
import { messageOf } from '../log.ts'
import type { RecordFailure } from './event-record.ts'

export async function attempt<T>(work: () => Promise<T>): Promise<Result<T, RecordFailure>> {
  try {
    return ok(await work())
  } catch (error) {
    return fail({ reason: 'unavailable', detail: messageOf(error) })
  }
}
