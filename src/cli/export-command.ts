/** `awase export events`: the record as NDJSON, to a file or a pipe. Not what the lines mean: schema/events.md. */

import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { moment } from '../admin/event-export.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { exportFrom } from '../dev/event-client.ts'
import { describeWorkerFailure } from '../dev/publish-text.ts'
import type { CliIo, Command } from './command.ts'
import { onlyOne, readFlags, wrongUsage } from './flags.ts'
import { harmlessJson } from './json-text.ts'
import { findTarget, TARGET_HELP, TARGET_OPTIONS, type Target } from './target.ts'

const HELP = `npx awase export events [flags]

Writes what happened on the site as NDJSON, one event a line, in the order in which it arrived.

  --since MOMENT     only events from then on, by their own time: 2026-11-01 or 2026-11-01T09:00:00+09:00
  --until MOMENT     only events before then
  --after SEQ        only what arrived after the event with this seq: the last one of an earlier export
  --out FILE         write a new file instead of standard output
${TARGET_HELP}  --help             this text

A date without a time begins at midnight UTC. The exit code is 0 when all was written, 1 when it was not, 2 when the
flags are wrong.

For example:
  npx awase export events --since 2026-11-01 --out november.ndjson
  npx awase export events --after 48211 --remote | gzip > more.ndjson.gz
`

const OPTIONS = {
  ...TARGET_OPTIONS,
  since: { type: 'string' },
  until: { type: 'string' },
  after: { type: 'string' },
  out: { type: 'string' },
} as const

export const exportCommand: Command = {
  name: 'export',
  summary: 'write what happened on the site as NDJSON',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('export', args, OPTIONS)
    if (!flags.ok) return wrongUsage(flags.error, io)
    const { values, positionals } = flags.value
    const what = onlyOne('export', positionals, 'events')
    if (!what.ok) return wrongUsage(what.error, io)
    if (what.value !== 'events') return wrongUsage(`"${what.value}" cannot be exported; events can.`, io)
    const query = readQuery(values)
    if (!query.ok) return wrongUsage(query.error, io)
    const target = await findTarget(values, io)
    if (!target.ok) return say(io, target.error)
    return values.out === undefined
      ? exportInto(async (text) => io.out(harmlessJson(text)), query.value, target.value, io)
      : exportIntoFile(values.out, query.value, target.value, io)
  },
}

type Query = { readonly [name: string]: string }

/** What the Worker would refuse is refused here, before anything is asked. */
function readQuery(flags: { since?: string; until?: string; after?: string }): Result<Query, string> {
  for (const name of ['since', 'until'] as const) {
    if (moment(flags[name]) === undefined)
      return fail(`--${name}: "${flags[name]}" is no moment. Write 2026-11-01 or 2026-11-01T09:00:00+09:00.`)
  }
  if (flags.after !== undefined && !/^\d{1,15}$/.test(flags.after))
    return fail(`--after: "${flags.after}" is no seq. It is the whole number in the last line of an earlier export.`)
  return ok(Object.fromEntries(Object.entries(flags).filter(([name]) => /^(?:since|until|after)$/.test(name))))
}

/** A file that is there is not written over. */
async function exportIntoFile(file: string, query: Query, target: Target, io: CliIo): Promise<number> {
  const opened = await open(resolve(io.folder, file), 'wx').catch((cause: NodeJS.ErrnoException) => cause)
  if (opened instanceof Error) {
    const { code, message } = opened
    return say(io, code === 'EEXIST' ? `${file} is there already. Name another file.` : `${file}: ${message}`)
  }
  await using handle = opened
  try {
    return await exportInto((text) => handle.writeFile(`${text}\n`), query, target, io)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === undefined) throw cause
    return say(io, `${file} is not whole: ${message}`) // a full disk, say
  }
}

/** Page after page; a page that fails ends it, with the place from which to go on. */
async function exportInto(
  write: (text: string) => Promise<void>,
  query: Query,
  target: Target,
  io: CliIo,
): Promise<number> {
  const progress = io.progress('exported', null)
  let written = 0
  let after = query.after
  try {
    for (;;) {
      const page = await exportFrom(target, { ...query, ...(after !== undefined && { after }) })
      if (!page.ok) {
        const went = after === undefined ? 'Nothing was exported.' : `Only ${written} events were exported.`
        for (const line of describeWorkerFailure(went, page.error)) io.err(line)
        if (after !== undefined) io.err(`Go on with --after ${after}`)
        return 1
      }
      const { text, next } = page.value
      const lines = text === '' ? [] : text.trimEnd().split('\n')
      if (lines.length > 0) await write(lines.join('\n'))
      written += lines.length
      progress.step(lines.length)
      if (next === null) break
      after = String(next)
    }
  } finally {
    progress.done()
  }
  io.err(`${written} ${written === 1 ? 'event' : 'events'}.`)
  return 0
}

function say(io: CliIo, text: string): number {
  io.err(text)
  return 1
}
