/** A file of profiles, sent in batches, or only tried; what is wrong is named by its line. Not the flags: profiles.ts. */

import type { ProfilesAnswer } from '../../admin/profiles.ts'
import { sendProfilesTo } from '../../dev/profile-client.ts'
import type { WorkerFailure } from '../../dev/worker-client.ts'
import type { ProfileFault } from '../../visitor/check-profile.ts'
import type { ProfileSource } from '../../visitor/profile-batch.ts'
import type { CliIo } from '../command.ts'
import { unreadableBecause } from '../lines.ts'
import { STANDARD_INPUT } from '../rules-text.ts'
import type { Target } from '../target.ts'
import { visible } from '../visible.ts'
import { type Faults, startFaults } from './check-file.ts'
import { patiently } from './patiently.ts'
import { isTable, profileLines } from './profile-lines.ts'

/** Within what the Worker takes at once. */
const BATCH_COUNT = 100
const BATCH_LENGTH = 256 * 1024

export interface SentProfiles {
  readonly accepted: number
  /** Who asked to be erased, or that nothing be added. */
  readonly notKept: number
  /** Lines with traits that stay as the visitor declared them. */
  readonly declared: number
  readonly faults: Faults
  /** Null: the file came to its end. */
  readonly stopped: { readonly line: number; readonly failure: WorkerFailure } | null
}

interface Waiting {
  readonly line: number
  readonly told: object
}

export interface ProfilesFile {
  readonly file: string
  readonly source: ProfileSource
  /** Nothing is kept: what would become of it. */
  readonly isTrial: boolean
}

export async function sendProfiles(
  { file, source, isTrial }: ProfilesFile,
  target: Target,
  io: CliIo,
): Promise<SentProfiles> {
  const progress = io.progress(isTrial ? 'checked' : 'imported', null)
  const faults = startFaults(file === STANDARD_INPUT ? 'standard input' : visible(file))
  const said = new Set<string>()
  const sum = { accepted: 0, notKept: 0, declared: 0 }
  const finish = (stopped: SentProfiles['stopped']): SentProfiles => ({ ...sum, faults: faults.result(), stopped })
  try {
    for await (const batch of batchesOf(file, faults, io)) {
      const parcel = { source, isText: isTable(file), profiles: batch.map(({ told }) => told) }
      const answer = await patiently(io, () => sendProfilesTo(target, parcel, isTrial))
      if (!answer.ok) return finish({ line: batch[0]!.line, failure: answer.error })
      count(answer.value, sum)
      for (const { index, ...fault } of answer.value.refused) {
        const line = lineOf(fault, batch[index]!.line, isTable(file))
        if (!said.has(`${line} ${fault.field}`)) faults.add(line, refusalText(fault))
        said.add(`${line} ${fault.field}`)
      }
      progress.step(batch.length)
    }
  } catch (cause) {
    faults.add(0, unreadableBecause(cause))
  } finally {
    progress.done()
  }
  return finish(null)
}

/** An undeclared column is wrong once, where it is named. */
const lineOf = ({ reason }: ProfileFault, line: number, inTable: boolean): number =>
  inTable && reason === 'undeclared' ? 1 : line

function count(answer: ProfilesAnswer, sum: { accepted: number; notKept: number; declared: number }): void {
  sum.accepted += answer.accepted
  sum.notKept += answer.notKept.length
  sum.declared += answer.declared.length
}

async function* batchesOf(
  file: string,
  faults: ReturnType<typeof startFaults>,
  io: CliIo,
): AsyncIterable<readonly Waiting[]> {
  let batch: Waiting[] = []
  let length = 0
  for await (const { line, told } of profileLines(file, io.folder)) {
    if (!told.ok) {
      faults.add(line, told.error)
      continue
    }
    batch.push({ line, told: told.value })
    length += JSON.stringify(told.value).length
    if (batch.length < BATCH_COUNT && length < BATCH_LENGTH) continue
    yield batch
    batch = []
    length = 0
  }
  if (batch.length > 0) yield batch
}

/** Every reason as a sentence. */
function refusalText({ reason, field = '', wanted }: ProfileFault): string {
  const name = visible(field)
  switch (reason) {
    case 'not_an_object':
      return 'This is not a JSON object.'
    case 'unknown_key':
      return `There is no ${name} in a profile: it has login or visitor, traits and scores (schema/profiles.md).`
    case 'no_subject':
      return 'Whose is this? Give login or visitor, one of the two.'
    case 'bad_subject':
      return `${name} is not what it has to be (schema/profiles.md).`
    case 'undeclared':
      return `${name} is not declared in the site's schema.`
    case 'bad_value':
      return `${name} is not what the site's schema says${wanted === undefined ? '' : `: ${visible(wanted)}`}.`
    case 'not_allowed':
      return `${name} is declared for a purpose that --purposes does not name.`
    case 'nothing_told':
      return 'There is neither a trait nor a score here.'
  }
}
