/** Talks to a running Worker about profiles from elsewhere. Not what a profile may say: visitor/check-profile.ts. */

import type { ProfilesAnswer } from '../admin/profiles.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { ROUTES } from '../routes.ts'
import type { ProfileSource } from '../visitor/profile-batch.ts'
import { askWorker, type WorkerFailure, type WorkerTarget, workerFailure } from './worker-client.ts'

export interface ProfileParcel {
  readonly source: ProfileSource
  /** Values are texts, as a table has them. */
  readonly isText: boolean
  readonly profiles: readonly unknown[]
}

/** `isTrial`: nothing is kept, the answer is what it would be. Sent again, the same profiles change nothing. */
export async function sendProfilesTo(
  target: WorkerTarget,
  { source, isText, profiles }: ProfileParcel,
  isTrial: boolean,
): Promise<Result<ProfilesAnswer, WorkerFailure>> {
  const body = JSON.stringify({ ...source, ...(isText && { values: 'text' }), profiles })
  const answer = await askWorker(target, 'POST', ROUTES.profiles, isTrial ? { check: 'true' } : {}, body)
  if (!answer.ok) return answer
  const { status, body: said } = answer.value
  return status === 200 && Array.isArray(said?.refused)
    ? ok(said as unknown as ProfilesAnswer)
    : fail(workerFailure(answer.value))
}
