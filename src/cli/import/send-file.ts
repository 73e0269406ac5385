/** A file of events, sent in batches; what is bad is left out and named. Not the checking alone: check-file.ts. */

import { importTo } from '../../dev/event-client.ts'
import type { WorkerFailure } from '../../dev/worker-client.ts'
import type { CliIo } from '../command.ts'
import { linesOf, unreadableBecause } from '../lines.ts'
import { STANDARD_INPUT } from '../rules-text.ts'
import type { Target } from '../target.ts'
import { visible } from '../visible.ts'
import { type Faults, startFaults } from './check-file.ts'
import { checkLine, refusalText } from './check-line.ts'
import { type EventLine, MAX_LINE_LENGTH, type MetTexts } from './event-line.ts'
import { patiently } from './patiently.ts'

/** Well below what the Worker takes at once, so that progress shows. */
const BATCH_COUNT = 500
const BATCH_LENGTH = 512 * 1024

export interface Sent {
  readonly accepted: number
  /** Those that were not there before. */
  readonly stored: number
  readonly faults: Faults
  /** Null: the file came to its end. */
  readonly stopped: { readonly line: number; readonly failure: WorkerFailure } | null
}

interface Waiting {
  readonly line: number
  readonly event: EventLine
}

/** `total`: how many events there are, when that is known. */
export async function sendFile(
  file: string,
  importId: string,
  target: Target,
  total: number | null,
  io: CliIo,
): Promise<Sent> {
  const name = file === STANDARD_INPUT ? 'standard input' : visible(file)
  const progress = io.progress('imported', total)
  const faults = startFaults(name)
  const sum = { accepted: 0, stored: 0 }
  const finish = (stopped: Sent['stopped']): Sent => ({ ...sum, faults: faults.result(), stopped })
  const send = async (batch: readonly Waiting[]): Promise<WorkerFailure | null> => {
    const events = batch.map(({ event }) => event)
    const answer = await patiently(io, () => importTo(target, importId, events))
    if (!answer.ok) return answer.error
    sum.accepted += answer.value.accepted
    sum.stored += answer.value.stored
    for (const { index, reason, field } of answer.value.refused) {
      if (reason === 'duplicate')
        sum.accepted++ // it stands twice in the file, and is there
      else faults.add(batch[index]!.line, refusalText({ reason, ...(field !== undefined && { field }) }))
    }
    progress.step(batch.length)
    return null
  }
  try {
    for await (const batch of batchesOf(file, faults, io)) {
      const failure = await send(batch)
      if (failure !== null) return finish({ line: batch[0]!.line, failure })
    }
  } catch (cause) {
    faults.add(0, unreadableBecause(cause))
  } finally {
    progress.done()
  }
  return finish(null)
}

async function* batchesOf(
  file: string,
  faults: ReturnType<typeof startFaults>,
  io: CliIo,
): AsyncIterable<readonly Waiting[]> {
  const met: MetTexts = new Map()
  let batch: Waiting[] = []
  let length = 0
  let line = 0
  const fromPipe = file === STANDARD_INPUT
  for await (const text of linesOf(file, io.folder, MAX_LINE_LENGTH)) {
    line++
    const checked = checkLine(text, met, io.now())
    if (!checked.ok && fromPipe) faults.add(line, checked.error) // of a file they are named already
    if (!checked.ok || checked.value === null) continue
    batch.push({ line, event: checked.value })
    length += text.length
    if (batch.length < BATCH_COUNT && length < BATCH_LENGTH) continue
    yield batch
    batch = []
    length = 0
  }
  if (batch.length > 0) yield batch
}
