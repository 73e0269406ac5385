/** The same request again while the Worker or its store does not answer. Only for what may be said twice. */

import type { Result } from '../../core/result.ts'
import type { WorkerFailure } from '../../dev/worker-client.ts'
import type { CliIo } from '../command.ts'

/** A store that is restarted is back within these. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000]

export async function patiently<T>(
  io: Pick<CliIo, 'wait'>,
  ask: () => Promise<Result<T, WorkerFailure>>,
): Promise<Result<T, WorkerFailure>> {
  for (const pause of PAUSES_MS) {
    const answer = await ask()
    if (answer.ok || !isPassing(answer.error)) return answer
    await io.wait(pause)
  }
  return ask()
}

const isPassing = (failure: WorkerFailure): boolean =>
  failure.reason === 'unreachable' ||
  (failure.reason === 'unexpected' && (failure.status === 429 || failure.status >= 500))
