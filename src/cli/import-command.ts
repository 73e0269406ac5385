/** `awase import`: events from NDJSON into the record, profiles from NDJSON or CSV. Not what a line may say: import/event-line.ts, import/profile-lines.ts. */

import { ok } from '../core/result.ts'
import { withdrawAt } from '../dev/event-client.ts'
import { describeWorkerFailure } from '../dev/publish-text.ts'
import { idIssues } from '../ruleset/id-check.ts'
import type { CliIo, Command } from './command.ts'
import { onlyOne, readFlags, wrongUsage } from './flags.ts'
import { checkFile, type Faults } from './import/check-file.ts'
import { importProfilesFrom, PROFILE_OPTIONS, type ProfileFlags, profilesFile, sayFaults } from './import/profiles.ts'
import { type Sent, sendFile } from './import/send-file.ts'
import { counted } from './issue-text.ts'
import { STANDARD_INPUT } from './rules-text.ts'
import { findTarget, TARGET_HELP, TARGET_OPTIONS, type Target } from './target.ts'

const HELP = `npx awase import events FILE [flags]
npx awase import events --withdraw NAME [flags]
npx awase import profiles FILE --source NAME [flags]

Brings events into the record, one JSON object a line (NDJSON, as npx awase export events writes it). The file is checked
first, and every bad line is named; the good ones go in. A line with an id goes in once, however often it is imported; a
line without one is known by its own text. FILE may be - for standard input, which is checked as it comes.

  --all-or-nothing   nothing goes in while a line is bad; what went in before a failure on the way is taken back
  --check            only check the file; nothing is sent
  --name NAME        the name of this import, by which it can be taken back (default: import-DATE-TIME)
  --withdraw NAME    take back what the import with this name brought

Profiles bring traits and scores of customers, each by login or visitor: one JSON object a line, {"login": "…", "traits":
{…}, "scores": {…}}, or a table, where FILE ends in .csv: its first line names the columns, login or visitor, traits by
their names, scores as scores.NAME. Only what the site's schema declares is taken; a bad line is named, the good ones go in.
What a visitor declared stays as declared, and who was erased stays away. Imported again, a file changes nothing.

  --source NAME      where the profiles come from, as in --source crm
  --party PARTY      first (your own data, default) or second (a partner's)
  --agreement REF    of second-party data: the reference of the contract that allows it
  --purposes LIST    what the profiles may be used for: storage, profile, personalize, measure, export, with commas
                     between them (default: personalize)
  --check            only say what would become of each line

For both:
${TARGET_HELP}  --help             this text

The exit code is 0 when all went in, 1 when something did not, 2 when the flags are wrong.

For example:
  npx awase import events orders-2025.ndjson --all-or-nothing
  npx awase import events --withdraw import-20261122-164501
  npx awase import profiles customers.csv --source crm --check
`

const OPTIONS = {
  ...TARGET_OPTIONS,
  ...PROFILE_OPTIONS,
  'all-or-nothing': { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  name: { type: 'string' },
  withdraw: { type: 'string' },
} as const

export const importCommand: Command = {
  name: 'import',
  summary: 'bring in events or profiles from a file, or take back events',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('import', args, OPTIONS)
    if (!flags.ok) return wrongUsage(flags.error, io)
    const { values, positionals } = flags.value
    const [what, ...files] = positionals
    if (what === 'profiles') return importProfiles(files, values, io)
    if (what !== 'events') return wrongUsage('What is to be imported? As in npx awase import events FILE.', io)
    const name = values.withdraw ?? values.name ?? nameOf(io.now())
    const unfit = idIssues(name, 'import')[0]
    if (unfit !== undefined)
      return wrongUsage(`--${values.withdraw ? 'withdraw' : 'name'}: ${unfit.message} ${unfit.advice}`, io)
    if (values.withdraw !== undefined) return withTarget(values, io, (target) => withdraw(name, target, io))

    const file = onlyOne('import events', files, 'FILE')
    if (!file.ok) return wrongUsage(file.error, io)
    const whole = values['all-or-nothing']
    if (whole && file.value === STANDARD_INPUT)
      return wrongUsage('--all-or-nothing reads the file twice, which standard input cannot be. Name a file.', io)
    const checked = file.value === STANDARD_INPUT ? ok(null) : await checkFile(file.value, io)
    if (!checked.ok) return say(io, checked.error)
    const faults = checked.value
    if (faults !== null) sayFaults(faults, io)
    if (values.check) return faults === null || faults.count === 0 ? 0 : 1
    if (whole && faults !== null && faults.count > 0) return say(io, 'Nothing was imported.')
    return withTarget(values, io, (target) =>
      importFile({ file: file.value, name, whole, checked: faults }, target, io),
    )
  },
}

async function importProfiles(files: readonly string[], values: ProfileValues, io: CliIo): Promise<number> {
  const file = onlyOne('import profiles', files, 'FILE')
  if (!file.ok) return wrongUsage(file.error, io)
  const { source, party, agreement, purposes, check } = values
  const chosen = profilesFile(file.value, { source, party, agreement, purposes, check })
  if (!chosen.ok) return wrongUsage(chosen.error, io)
  return withTarget(values, io, (target) => importProfilesFrom(chosen.value, target, io))
}

type ProfileValues = TargetValues & ProfileFlags
type TargetValues = Parameters<typeof findTarget>[0]

async function withTarget(values: TargetValues, io: CliIo, then: (target: Target) => Promise<number>): Promise<number> {
  const target = await findTarget(values, io)
  return target.ok ? then(target.value) : say(io, target.error)
}

interface Work {
  readonly file: string
  readonly name: string
  readonly whole: boolean
  /** What the file's own lines came to; null for standard input. */
  readonly checked: Faults | null
}

async function importFile({ file, name, whole, checked }: Work, target: Target, io: CliIo): Promise<number> {
  const sent = await sendFile(file, name, target, checked?.sound ?? null, io)
  const { accepted, stored, faults, stopped } = sent
  if (faults.count > 0) sayFaults(faults, io)
  const isWell = stopped === null && faults.count === 0
  if (!isWell && whole) return takeBack(sent, name, target, io)
  const known = accepted - stored
  io.out(`${counted(stored, 'new event')}${known === 0 ? '' : `, ${known} that were there already`}.`)
  if (stored > 0) io.out(`To take them back: npx awase import events --withdraw ${name}`)
  if (stopped !== null) {
    for (const line of describeWorkerFailure(`Stopped before line ${stopped.line}.`, stopped.failure)) io.err(line)
    io.err('Import the same file again: what is there already is not counted twice.')
  }
  return isWell && (checked?.count ?? 0) === 0 ? 0 : 1
}

async function takeBack({ stored, stopped }: Sent, name: string, target: Target, io: CliIo): Promise<number> {
  if (stopped !== null)
    for (const line of describeWorkerFailure(`Stopped before line ${stopped.line}.`, stopped.failure)) io.err(line)
  if (stored === 0 && stopped === null) return say(io, 'Nothing was imported.')
  const gone = await withdrawAt(target, name)
  if (gone.ok) return say(io, `Nothing was imported: the ${counted(gone.value, 'event')} that went in were taken back.`)
  for (const line of describeWorkerFailure(`${counted(stored, 'event')} went in and are still there.`, gone.error))
    io.err(line)
  return say(io, `Take them back when the Worker answers: npx awase import events --withdraw ${name}`)
}

async function withdraw(name: string, target: Target, io: CliIo): Promise<number> {
  const gone = await withdrawAt(target, name)
  if (!gone.ok) {
    for (const line of describeWorkerFailure('Nothing was taken back.', gone.error)) io.err(line)
    return 1
  }
  io.out(gone.value === 0 ? `No event came with ${name}.` : `${counted(gone.value, 'event')} of ${name} taken back.`)
  return 0
}

/** By the clock of this machine, UTC. */
const nameOf = (now: number): string =>
  `import-${new Date(now).toISOString().slice(0, 19).replaceAll('-', '').replace('T', '-').replaceAll(':', '')}`

function say(io: CliIo, text: string): number {
  io.err(text)
  return 1
}
