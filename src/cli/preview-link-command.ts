/** `awase preview-link`: a signed link to a page as it would be. Not what the Worker makes of it: edge/preview.ts. */

import { createHash } from 'node:crypto'
import type { AuthoredRuleset } from '../core/authored.ts'
import type { Forced } from '../core/decision/forced.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { publishDraftTo } from '../dev/publish-client.ts'
import { describeOutcome } from '../dev/publish-text.ts'
import type { Preview, PreviewRules } from '../preview/preview.ts'
import { MAX_TOKEN_LENGTH, readPreview, signPreview } from '../preview/token.ts'
import { type CheckedRuleset, checkRuleset } from '../ruleset/check.ts'
import { didYouMean } from '../ruleset/phrase.ts'
import { unreadableText } from './check-command.ts'
import type { CliIo, Command } from './command.ts'
import { issueCount, issueText } from './issue-text.ts'
import { findPage } from './linked-page.ts'
import { type LinkWish, readLinkFlags } from './preview-link-flags.ts'
import { linkTerms, linkTo } from './preview-link-text.ts'
import { tryLink } from './preview-link-trial.ts'
import { type RulesText, readRulesText } from './rules-text.ts'
import type { Target } from './target.ts'
import { visible } from './visible.ts'

const HELP = `npx awase preview-link --url URL [flags]

Makes a signed link: whoever has it sees the page, and those it leads to, as they would be. Nobody needs an account,
nothing that they see or do is counted, and search engines are asked to keep away.

  --url URL        the page, e.g. --url https://www.example.com/items/ ; from the slash on (--url /items/) it is a page
                   of the Worker that npm run dev runs here, or with --remote of the deployed one
  --remote         the deployed Worker instead of the local one
  --site SITE      the site, where the variable SITES names several (default: main)
  --rules RULES    published (default), previous, or draft:NAME as stored by npx awase publish FILE --draft NAME
  --file FILE      these rules: checked here, stored as a draft for 30 days, and shown
  --simulate JSON  as if this were so: attributes by name, now, visitor
  --variant E=V    with the variant V of the experience E (control: the page as it is), whoever looks: no share, group,
                   holdout or earlier variant keeps it away. Its pages, schedule and audience still count
  --any-audience   with --variant: shown to everybody, whatever its audience is
  --expires TIME   minutes, hours or days, at most 30 days, as in 30m, 24h (default) or 7d
  --help           this text

The link stands alone on standard output; what it grants is told on standard error. It is signed with the PUBLISH_TOKEN:
of npm run dev where that runs, else from the environment or .dev.vars. A new PUBLISH_TOKEN ends all links.
It is tried once before it is shown: a link to a draft or a variant that is not there is not made.
The exit code is 0 with a link, 1 without, 2 when the flags are wrong.

For example:
  npx awase preview-link --url / --file rules.json --simulate '{"weather.kind":"rain"}'
  npx awase preview-link --url https://www.example.com/ --rules draft:spring --variant hero-season=jacket --expires 7d
`

const WRONG_USAGE = 2
/** Of the SHA-256 of a file: the same text is the same draft. */
const DRAFT_HASH_LENGTH = 12
const LISTED_IDS_COUNT = 10

export const previewLinkCommand: Command = {
  name: 'preview-link',
  summary: 'make a signed link to a page as it would be',
  help: HELP,
  async run(args, io) {
    const wish = readLinkFlags(args)
    if (!wish.ok) return say(io, wish.error, WRONG_USAGE)
    const place = await findPage(wish.value.page, wish.value.target, io)
    if (!place.ok) return say(io, place.error, 1)
    const { page, target } = place.value
    const rules = await shownRules(wish.value, target, io)
    if (!rules.ok) return say(io, rules.error, 1)
    const preview = granted(wish.value, rules.value, target, io.now())
    const token = await signed(preview, target, io.now())
    if (!token.ok) return say(io, token.error, 1)
    const link = linkTo(page, token.value)
    const trial = await tryLink(link)
    if (trial.verdict === 'useless') return say(io, `No link was made. ${trial.message}`, 1)
    io.out(link)
    for (const line of linkTerms(preview, page, token.value, io)) io.err(line)
    if (trial.verdict === 'doubtful') io.err(io.style('warning', trial.message))
    return 0
  },
}

async function shownRules(
  { rules, forced }: LinkWish,
  target: Target,
  io: CliIo,
): Promise<Result<PreviewRules, string>> {
  if (rules.kind !== 'file') return ok(rules)
  const source = await readRulesText(rules.file, io.folder)
  if (!source.ok) return fail(unreadableText(source.error, io).join('\n'))
  const checked = soundRules(source.value, io)
  if (!checked.ok) return checked
  const missing = forced === null ? null : missingVariant(checked.value.authored, forced)
  if (missing !== null) return fail(`${source.value.name}: ${missing} Nothing was stored.`)
  const hash = createHash('sha256').update(source.value.text).digest('hex')
  const name = `file-${hash.slice(0, DRAFT_HASH_LENGTH)}`
  const stored = await publishDraftTo(target, name, source.value.text)
  return stored.ok ? ok({ kind: 'draft', name }) : fail(describeOutcome(source.value.name, stored).join('\n'))
}

/** Null: the ruleset has both. */
function missingVariant({ experiences }: AuthoredRuleset, { experience: id, arm }: Forced): string | null {
  const experience = experiences.find((one) => one.id === id)
  if (experience === undefined) {
    const ids = experiences.map((one) => one.id)
    return `there is no experience "${visible(id)}". ${didYouMean(id, ids, listed(ids))}`
  }
  const arms = experience.variants.map((variant) => variant.id)
  if (arm === null || arms.includes(arm)) return null
  return `${id} has no variant "${visible(arm)}". ${didYouMean(arm, arms, listed(arms))}`
}

const listed = (ids: readonly string[]): string => {
  const more = ids.length > LISTED_IDS_COUNT ? ' and others' : ''
  return ids.length === 0 ? 'There is none at all.' : `There is ${ids.slice(0, LISTED_IDS_COUNT).join(', ')}${more}.`
}

/** The Worker would find the same, but here every issue has its line. */
function soundRules(source: RulesText, io: CliIo): Result<CheckedRuleset, string> {
  const checked = checkRuleset(source.text, io.now())
  const issues = checked.ok ? checked.value.warnings : checked.error
  for (const line of issueText(source, issues, io.style)) io.err(line)
  return checked.ok ? checked : fail(`${source.name}: ${issueCount(issues)}. Nothing was stored.`)
}

const granted = (
  { simulation, forced, lifetimeMs }: LinkWish,
  rules: PreviewRules,
  { site }: Target,
  now: number,
): Preview => ({
  site,
  expiresAt: Math.floor((now + lifetimeMs) / 1000) * 1000,
  rules,
  simulation,
  forced,
})

/** Read as the Worker will read it, so that no link goes out that opens nothing. */
async function signed(preview: Preview, { site, token: secret }: Target, now: number): Promise<Result<string, string>> {
  const token = await signPreview(preview, secret)
  const read = await readPreview(token, { site, secret, now })
  if (read.ok) return ok(token)
  if (read.error === 'too_long')
    return fail(
      `A link has at most ${MAX_TOKEN_LENGTH} signed characters; this one has ${token.length}. Simulate less.`,
    )
  return fail(`This cannot be signed so that it could be read (${read.error}): see the names in --variant.`)
}

function say(io: CliIo, text: string, code: number): number {
  io.err(text)
  return code
}
