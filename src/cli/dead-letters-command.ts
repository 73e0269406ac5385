/** `awase dead-letters`: what could not be stored or delivered, the newest first. Not how it became that: store/dead-letters.ts. */

import { fail, ok, type Result } from '../core/result.ts'
import { describeWorkerFailure } from '../dev/publish-text.ts'
import { askWorker, type WorkerFailure, workerFailure } from '../dev/worker-client.ts'
import { ROUTES } from '../routes.ts'
import { type DeadLetter, MAX_LETTERS_PER_PAGE_COUNT } from '../store/dead-letters.ts'
import type { CliIo, Command } from './command.ts'
import { readFlags, wrongUsage } from './flags.ts'
import { jsonText } from './json-text.ts'
import { findTarget, TARGET_HELP, TARGET_OPTIONS, type Target } from './target.ts'

const HELP = `npx awase dead-letters [flags]

Lists what could not be stored or delivered, the newest first: when it was given up, where it came from, how often it
was tried, why, and how it begins. Nothing is tried again from here.

  inbox    an event or a message of the Queue that the database will never take
  webhook  events that the webhook's receiver did not take for a day; they are in the record: npx awase export events

  --limit N          so many, ${MAX_LETTERS_PER_PAGE_COUNT} at most (default: 20)
  --before MARK      older ones: what the list before named at its end
  --json             one JSON document, with whole bodies, for scripts
${TARGET_HELP}  --help             this text

Of all sites, because a letter may not say whose it is. Letters go after 30 days.

For example:
  npx awase dead-letters --remote
  npx awase dead-letters --limit 100 --json > letters.json
`

const OPTIONS = {
  ...TARGET_OPTIONS,
  limit: { type: 'string', default: '20' },
  before: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

export const deadLettersCommand: Command = {
  name: 'dead-letters',
  summary: 'list what could not be stored or delivered',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('dead-letters', args, OPTIONS)
    if (!flags.ok) return wrongUsage(flags.error, io)
    const { values, positionals } = flags.value
    const [surplus] = positionals
    if (surplus !== undefined)
      return wrongUsage(`"${surplus}" belongs to no flag. See npx awase dead-letters --help`, io)
    const limit = Number(values.limit)
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LETTERS_PER_PAGE_COUNT)
      return wrongUsage(`--limit: "${values.limit}" is no whole number from 1 to ${MAX_LETTERS_PER_PAGE_COUNT}.`, io)
    const target = await findTarget(values, io)
    if (!target.ok) {
      io.err(target.error)
      return 1
    }
    const page = await lettersAt(target.value, values.limit, values.before)
    if (!page.ok) {
      for (const line of describeWorkerFailure('Nothing can be listed.', page.error)) io.err(line)
      return 1
    }
    if (values.json) io.out(jsonText(page.value))
    else list(page.value, io)
    return 0
  },
}

interface Page {
  readonly letters: readonly DeadLetter[]
  readonly next: string | null
}

async function lettersAt(target: Target, limit: string, before?: string): Promise<Result<Page, WorkerFailure>> {
  const answer = await askWorker(target, 'GET', ROUTES.deadLetters, { limit, ...(before !== undefined && { before }) })
  if (!answer.ok) return answer
  const { status, body } = answer.value
  return status === 200 && Array.isArray(body?.letters)
    ? ok(body as unknown as Page)
    : fail(workerFailure(answer.value))
}

const SHOWN_BODY_LENGTH = 200

function list({ letters, next }: Page, io: CliIo): void {
  if (letters.length === 0) io.out('There are none: everything was stored and delivered.')
  for (const { at, source, attempts, reason, body } of letters) {
    const tried = attempts === 1 ? 'tried once' : `tried ${attempts} times`
    io.out(`${io.style('strong', new Date(at).toISOString())}  ${source}, ${tried}`)
    io.out(`  ${oneLine(reason)}`)
    io.out(io.style('quiet', `  ${oneLine(body)}`))
  }
  if (next !== null) io.out(`There are older ones: --before ${shellQuoted(next)}`)
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= SHOWN_BODY_LENGTH ? line : `${line.slice(0, SHOWN_BODY_LENGTH).toWellFormed()} …`
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
