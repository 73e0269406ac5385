/** `awase replay`: which page views a rules file would change. Not what differs between the files: diff-command.ts. */

import type { CompiledRuleset } from '../core/compiled.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { CliIo, Command } from './command.ts'
import { onlyOne, readFlags, wrongUsage } from './flags.ts'
import { jsonText } from './json-text.ts'
import { linesOf, unreadableBecause } from './lines.ts'
import { comparison } from './replay/compare.ts'
import { MAX_LINE_LENGTH, readPageView } from './replay/page-views.ts'
import { replayText } from './replay/replay-text.ts'
import { type ReplayTally, startTally } from './replay/tally.ts'
import { PUBLISHED, sayFaults, soundRules } from './sound-rules.ts'
import { TARGET_HELP, TARGET_OPTIONS } from './target.ts'
import { visible } from './visible.ts'

const HELP = `npx awase replay FILE --contexts VIEWS.ndjson [flags]

Decides many page views twice, by the rules that are live (or by --base OTHER) and by FILE, and says which of them
change, slot by slot.

  --contexts VIEWS   the page views, one JSON object a line, or - for standard input:
                     {"url": "/en/", "simulate": {"weather.kind": "rain", "now": "2026-11-22T18:00:00+09:00"}, "count": 12}
                     simulate as in awase explain: what it does not name is not known; count is 1 when left out
  --base OTHER       compare with this rules file (default: published, the rules that are live)
${TARGET_HELP}  --json             one JSON document for programs: { views, changed, groups: [{ slot, before, after, count, examples }] }
  --help             this text

The exit code is 0, 1 when a file cannot be read or has errors, 2 when the flags are wrong.

For example:
  npx awase replay new-rules.json --contexts views.ndjson --base rules.json
`

const OPTIONS = {
  ...TARGET_OPTIONS,
  contexts: { type: 'string' },
  base: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

export const replayCommand: Command = {
  name: 'replay',
  summary: 'say which page views a rules file would change',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('replay', args, OPTIONS)
    if (!flags.ok) return wrongUsage(flags.error, io)
    const { values, positionals } = flags.value
    const file = onlyOne('replay', positionals, 'FILE')
    if (!file.ok) return wrongUsage(file.error, io)
    if (values.contexts === undefined)
      return wrongUsage(
        'Which page views? Give them with --contexts VIEWS.ndjson; npx awase replay --help says more.',
        io,
      )
    if ([file.value, values.base, values.contexts].filter((name) => name === '-').length > 1)
      return wrongUsage('Only one of FILE, --base and --contexts may be -: standard input is read once.', io)

    const after = await soundRules(file.value, values, io)
    const before = await soundRules(values.base ?? PUBLISHED, values, io)
    if (!before.ok || !after.ok) return sayFaults([after, before], io)
    const replayed = await replay(values.contexts, before.value.compiled, after.value.compiled, io)
    if (!replayed.ok) return sayFaults([fail([replayed.error])], io)
    if (values.json) io.out(jsonText(replayed.value))
    else for (const line of replayText(before.value.name, after.value.name, replayed.value, io.style)) io.out(line)
    return 0
  },
}

/** The error is a message for a person, with the line that is wrong. */
async function replay(
  views: string,
  before: CompiledRuleset,
  after: CompiledRuleset,
  io: CliIo,
): Promise<Result<ReplayTally, string>> {
  const compare = comparison(before, after, io.now())
  const tally = startTally()
  const name = views === '-' ? 'standard input' : visible(views)
  const progress = io.progress('replayed', null)
  let number = 0
  try {
    for await (const text of linesOf(views, io.folder, MAX_LINE_LENGTH)) {
      number++
      const view = readPageView(text, number)
      if (!view.ok) return fail(`${name}:${number}: ${view.error}`)
      if (view.value === null) continue
      tally.add(view.value, compare(view.value))
      progress.step()
    }
  } catch (cause) {
    return fail(`${name}: ${unreadableBecause(cause)}`)
  } finally {
    progress.done()
  }
  return ok(tally.result())
}
