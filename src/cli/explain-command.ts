/** `awase explain`: why a page looks as it does, by a file's rules or a Worker's. Not the reasons: core/explain.ts. */

import type { ExperienceAnswer, ExplainAnswer } from '../admin/explain-answer.ts'
import type { Wanted } from '../admin/explain-listing.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { cleanAddress } from '../edge/preview-request.ts'
import { PREVIEW_PARAMETER, type SimulatedFacts } from '../preview/preview.ts'
import { MAX_TOKEN_LENGTH, signPreview } from '../preview/token.ts'
import type { CliIo, Command } from './command.ts'
import { askWorker } from './explain/ask-worker.ts'
import { explanationText } from './explain/explanation-text.ts'
import { explainOffline } from './explain/offline.ts'
import { readSimulation } from './explain/simulation-flag.ts'
import { readFlags, wrongUsage } from './flags.ts'
import { jsonText } from './json-text.ts'
import { languageFlag, type RulesLanguage } from './language.ts'
import { soundRules } from './sound-rules.ts'
import { findTarget, TARGET_OPTIONS, type Target, type TargetFlags } from './target.ts'

const HELP = `npx awase explain --url URL [flags]

Says why a page looks as it does: who has which slot and why, and of every other experience of the page what it
asks, what was seen, and what stopped it.

  --url URL          the page, e.g. --url /items/ (of the Worker that npm run dev runs here, or of no site with
                     --rules) or --url https://www.example.com/items/
  --rules FILE       by the rules of this file, without a Worker: only what --simulate says is known
  --simulate JSON    as if this were so: attributes by name, now, visitor
  --remote           with --url /items/: of the deployed Worker instead of the local one
  --site SITE        the site, where the variable SITES names several (default: main)
  --preview TOKEN    of a link that npx awase preview-link made. Deployed Workers explain to nobody else; without it
                     one is signed here for these few minutes, with the PUBLISH_TOKEN (environment or .dev.vars)
  --language ja|en   of the sentences (default: your environment's, else English)
  --all              also the experiences of other pages, and those that are switched off
  --json             one JSON document for programs: what /_awase/explain answers, with experiences as one list
  --help             this text

The exit code is 0 with an explanation, 1 without, 2 when the flags are wrong.

For example:
  npx awase explain --url / --rules rules.json --simulate '{"weather.kind":"rain"}'
  npx awase explain --url /en/ --all
`

const OPTIONS = {
  url: { type: 'string' },
  rules: { type: 'string' },
  simulate: { type: 'string' },
  preview: { type: 'string' },
  remote: TARGET_OPTIONS.remote,
  site: TARGET_OPTIONS.site,
  language: { type: 'string' },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

export const explainCommand: Command = {
  name: 'explain',
  summary: 'say why a page looks as it does',
  help: HELP,
  async run(args, io) {
    const wish = readWish(args, io)
    if (!wish.ok) return wrongUsage(wish.error, io)
    const asked = await answering(wish.value, io)
    if (!asked.ok) return say(io, asked.error)
    const answer = await asked.value(FIRST)
    if (!answer.ok) return say(io, answer.error)
    const experiences = await listedBy(answer.value, asked.value, wish.value.all)
    if (!experiences.ok) return say(io, experiences.error)
    if (wish.value.json) io.out(jsonText({ ...answer.value, experiences: experiences.value }))
    else print(answer.value, experiences.value, wish.value, io)
    return 0
  },
}

const FIRST: Wanted = { reason: null, text: '', part: 1 }
const NO_SITE = 'https://page.invalid'

interface Wish {
  readonly page: string
  readonly file: string | null
  readonly simulated: SimulatedFacts | null
  readonly preview: string | null
  readonly target: TargetFlags
  readonly language: RulesLanguage
  readonly all: boolean
  readonly json: boolean
}

/** The error is a message for a person. */
function readWish(args: readonly string[], io: CliIo): Result<Wish, string> {
  const flags = readFlags('explain', args, OPTIONS)
  if (!flags.ok) return flags
  const { values, positionals } = flags.value
  if (positionals[0] !== undefined) return fail(`"${positionals[0]}" belongs to no flag. A page is given as --url.`)
  if (values.url === undefined) return fail('Which page? Give its address: --url / or --url https://www.example.com/')
  if (!isPage(values.url))
    return fail(`--url "${values.url}" is no address of a page. As in --url https://www.example.com/`)
  if (values.rules !== undefined && values.preview !== undefined) return fail('Give --rules or --preview, not both.')
  if (values.simulate !== undefined && values.preview !== undefined)
    return fail('A preview link says itself what is simulated: give --simulate to npx awase preview-link.')
  const language = languageFlag(values.language, io)
  if (!language.ok) return language
  const simulated = values.simulate === undefined ? ok(null) : readSimulation(values.simulate)
  if (!simulated.ok) return simulated
  return ok({
    page: values.url,
    file: values.rules ?? null,
    simulated: simulated.value,
    preview: values.preview ?? null,
    target: { remote: values.remote, site: values.site },
    language: language.value,
    all: values.all,
    json: values.json,
  })
}

const isPage = (address: string): boolean => /^https?:$/.test(URL.parse(address, NO_SITE)?.protocol ?? '')

/** Whoever is asked: a part of the experiences at a time. */
type Answering = (wanted: Wanted) => Result<ExplainAnswer, string> | Promise<Result<ExplainAnswer, string>>

/** The error is lines for a person. */
async function answering(wish: Wish, io: CliIo): Promise<Result<Answering, string>> {
  if (wish.file !== null) return byFile(wish, wish.file, io)
  const place = await placeOf(wish, io)
  if (!place.ok) return place
  const { page, preview } = place.value
  return ok((wanted) => askWorker({ page, preview, simulated: wish.simulated, language: wish.language }, wanted))
}

async function byFile(
  { page, simulated, language, target }: Wish,
  file: string,
  io: CliIo,
): Promise<Result<Answering, string>> {
  const rules = await soundRules(file, target, io)
  if (!rules.ok) return fail(rules.error.join('\n'))
  const answer = explainOffline({
    ruleset: rules.value.compiled,
    page: new URL(page, NO_SITE),
    simulated: simulated ?? {},
    now: io.now(),
    language,
  })
  return ok((wanted) => ok(answer(wanted)))
}

interface Place {
  readonly page: URL
  /** Null: a Worker in development asks for none. */
  readonly preview: string | null
}

async function placeOf(wish: Wish, io: CliIo): Promise<Result<Place, string>> {
  const whole = URL.parse(wish.page)
  const target = await findTarget(whole === null ? wish.target : { ...wish.target, url: whole.origin }, io)
  if (whole === null && !target.ok) return target
  const address = whole ?? new URL(wish.page, target.ok ? target.value.url : NO_SITE)
  const given = wish.preview ?? address.searchParams.get(PREVIEW_PARAMETER)
  const page = cleanAddress(address)
  if (given !== null || !target.ok || target.value.local) return ok({ page, preview: given })
  const preview = await signedFor(wish, target.value, io.now())
  if (preview.length <= MAX_TOKEN_LENGTH) return ok({ page, preview })
  return fail('--simulate is too long for a deployed Worker. Simulate only what the rules of this page ask for.')
}

/** Long enough for the slowest answer. */
const LOOK_MS = 10 * 60_000

function signedFor({ simulated }: Wish, { site, token }: Target, now: number): Promise<string> {
  const expiresAt = Math.floor((now + LOOK_MS) / 1000) * 1000
  return signPreview({ site, expiresAt, rules: { kind: 'published' }, simulation: simulated, forced: null }, token)
}

/** Near misses come first: where the page's own end, the rest need not be asked for. */
async function listedBy(
  first: ExplainAnswer,
  ask: Answering,
  all: boolean,
): Promise<Result<readonly ExperienceAnswer[], string>> {
  const listed = [...first.experiences.list]
  for (let part = 2; part <= first.experiences.parts && (all || listed.every(isOfPage)); part++) {
    const next = await ask({ ...FIRST, part })
    if (!next.ok) return next
    listed.push(...next.value.experiences.list)
  }
  return ok(all ? listed : listed.filter(isOfPage))
}

const isOfPage = ({ reason }: ExperienceAnswer): boolean => reason !== 'off_page' && reason !== 'disabled'

function print(
  answer: ExplainAnswer,
  experiences: readonly ExperienceAnswer[],
  { file, language }: Wish,
  io: CliIo,
): void {
  for (const line of explanationText(answer, experiences, io.style)) io.out(line)
  const others = answer.experiences.total - experiences.length
  if (others > 0) io.out(io.style('quiet', OTHERS[language](others)))
  if (file !== null) io.err(io.style('quiet', OFFLINE[language]))
}

const OTHERS: { readonly [L in RulesLanguage]: (count: number) => string } = {
  en: (count) => `${count} more, of other pages or switched off: --all shows them.`,
  ja: (count) => `ほかに、別のページか無効の施策が${count}件あります（--all で表示）。`,
}

const OFFLINE = {
  en: 'By the file alone: what --simulate does not say is not known here, except the time, which is now.',
  ja: 'ファイルだけで判断しました。--simulate にない項目は「不明」です（日時は現在）。',
} as const

function say(io: CliIo, message: string): number {
  if (message !== '') io.err(message)
  return 1
}
