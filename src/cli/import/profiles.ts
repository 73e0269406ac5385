/** `awase import profiles`: its flags, and what came of it in words. Not the sending: send-profiles.ts. */

import { fail, ok, type Result } from '../../core/result.ts'
import { describeWorkerFailure } from '../../dev/publish-text.ts'
import { readProfileSource } from '../../visitor/profile-batch.ts'
import type { CliIo } from '../command.ts'
import { counted } from '../issue-text.ts'
import type { Target } from '../target.ts'
import type { Faults } from './check-file.ts'
import { type ProfilesFile, type SentProfiles, sendProfiles } from './send-profiles.ts'

export const PROFILE_OPTIONS = {
  source: { type: 'string' },
  party: { type: 'string' },
  agreement: { type: 'string' },
  purposes: { type: 'string' },
} as const

export interface ProfileFlags {
  readonly source?: string | undefined
  readonly party?: string | undefined
  readonly agreement?: string | undefined
  readonly purposes?: string | undefined
  readonly check: boolean
}

/** The error is a message for a person. */
export function profilesFile(file: string, { check, purposes, ...flags }: ProfileFlags): Result<ProfilesFile, string> {
  const told = Object.entries(flags).filter(([, value]) => value !== undefined)
  const source = readProfileSource({
    ...Object.fromEntries(told),
    ...(purposes !== undefined && { purposes: purposes.split(',') }),
  })
  return source.ok ? ok({ file, source: source.value, isTrial: check }) : fail(`--${source.error}`)
}

export async function importProfilesFrom(file: ProfilesFile, target: Target, io: CliIo): Promise<number> {
  const sent = await sendProfiles(file, target, io)
  sayFaults(sent.faults, io)
  io.out(summary(sent, file.isTrial))
  if (sent.stopped !== null) {
    for (const line of describeWorkerFailure(`Stopped before line ${sent.stopped.line}.`, sent.stopped.failure))
      io.err(line)
    io.err('Import the same file again: what was kept already stays as it is.')
  }
  return sent.stopped === null && sent.faults.count === 0 ? 0 : 1
}

function summary({ accepted, notKept, declared }: SentProfiles, isTrial: boolean): string {
  const parts = [
    `${counted(accepted, 'profile')} ${isTrial ? 'would be kept' : 'kept'}`,
    ...(declared > 0 ? [`${declared} of them with traits that stay as the visitor declared them`] : []),
    ...(notKept > 0 ? [`${notKept} left out: erased, restricted or objected`] : []),
  ]
  return `${parts.join(', ')}.`
}

export function sayFaults({ count, first }: Faults, io: CliIo): void {
  for (const { name, line, message } of first)
    io.err(`${io.style('strong', line === 0 ? `${name}:` : `${name}:${line}:`)} ${message}`)
  if (count > first.length) io.err(`… and ${counted(count - first.length, 'more bad line')}.`)
  else if (count > 0) io.err(`${counted(count, 'bad line')}.`)
}
