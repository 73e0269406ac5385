/** `awase publish`: a rules file checked here, sent to the Worker, and waited for. The publishing itself is the Worker's: publish.ts. */

import { publishDraftTo, publishTo } from '../dev/publish-client.ts'
import { describeOutcome } from '../dev/publish-text.ts'
import { checkRuleset } from '../ruleset/check.ts'
import { idIssues } from '../ruleset/id-check.ts'
import { unreadableText } from './check-command.ts'
import type { CliIo, Command } from './command.ts'
import { onlyOne, readFlags, wrongUsage } from './flags.ts'
import { issueCount, issueText } from './issue-text.ts'
import { type RulesText, readRulesText } from './rules-text.ts'
import { findTarget, TARGET_HELP, TARGET_OPTIONS, type Target } from './target.ts'
import { waitUntilLive } from './wait-until-live.ts'

const HELP = `npx awase publish FILE [flags]

Checks a rules file here, has the Worker publish it, and waits until it is live. With errors nothing is sent,
and what was live before goes on. FILE may be - for standard input.

${TARGET_HELP}  --draft NAME       store it under a name for preview links instead, for 30 days; what is live stays
  --help             this text

The deployed Worker wants its PUBLISH_TOKEN: from the environment, or from .dev.vars.
The exit code is 0 when it is live (or stored), 1 when it is not, 2 when the flags are wrong.

For example:
  npx awase publish rules.json
  npx awase publish rules.json --remote
`

export const publishCommand: Command = {
  name: 'publish',
  summary: 'make a rules file live, or store it as a draft',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('publish', args, { ...TARGET_OPTIONS, draft: { type: 'string' } })
    if (!flags.ok) return wrongUsage(flags.error, io)
    const { values, positionals } = flags.value
    const file = onlyOne('publish', positionals, 'FILE')
    if (!file.ok) return wrongUsage(file.error, io)
    const draft = values.draft
    const unfit = draft === undefined ? undefined : idIssues(draft, 'draft')[0]
    if (unfit !== undefined) return wrongUsage(`--draft: ${unfit.message} ${unfit.advice}`, io)

    const source = await readRulesText(file.value, io.folder)
    if (!source.ok) return say(io, unreadableText(source.error, io).join('\n'), 1)
    if (!isSound(source.value, io)) return 1
    const target = await findTarget(values, io)
    if (!target.ok) return say(io, target.error, 1)
    return draft === undefined
      ? publish(source.value, target.value, io)
      : storeDraft(draft, source.value, target.value, io)
  },
}

/** The Worker would find the same, but here every issue has its line. */
function isSound(source: RulesText, io: CliIo): boolean {
  const checked = checkRuleset(source.text, io.now())
  const issues = checked.ok ? checked.value.warnings : checked.error
  for (const line of issueText(source, issues, io.style)) io.err(line)
  if (!checked.ok) io.err(`${source.name}: ${issueCount(issues)}. Nothing was sent.`)
  return checked.ok
}

async function publish(source: RulesText, target: Target, io: CliIo): Promise<number> {
  const outcome = await publishTo(target, source.text)
  if (!outcome.ok) return say(io, describeOutcome(source.name, outcome).join('\n'), 1)
  const { revision, hash, changed } = outcome.value
  io.out(
    changed
      ? `${source.name}: published as revision ${revision} at ${target.url}.`
      : `${source.name}: this is what is live already, as revision ${revision} at ${target.url}.`,
  )
  return waitUntilLive({ revision, hash }, target, io)
}

async function storeDraft(name: string, source: RulesText, target: Target, io: CliIo): Promise<number> {
  const outcome = await publishDraftTo(target, name, source.text)
  if (!outcome.ok) return say(io, describeOutcome(source.name, outcome).join('\n'), 1)
  const until = new Date(outcome.value.expiresAt).toISOString().slice(0, 10)
  io.out(`${source.name}: stored as the draft ${name} at ${target.url}, until ${until}. What is live stays.`)
  io.out(`A link to look at it: npx awase preview-link --url ${target.url}/ --rules draft:${name}`)
  return 0
}

function say(io: CliIo, text: string, code: number): number {
  io.err(text)
  return code
}
