/** Why a page looks as it does: the same question as the page asked, answered with everybody's reason, as JSON or as a page. */

import type { Context } from 'hono'
import { SIMULATE } from '../edge/forward.ts'
import { gather } from '../edge/gather.ts'
import type { PreviewGap } from '../edge/preview-rules.ts'
import type { RulesState, SiteRules } from '../edge/ruleset.ts'
import { simulatedVisit } from '../edge/simulate.ts'
import type { PageVisit } from '../edge/visit.ts'
import type { After, Deps } from '../env.ts'
import { PREVIEW_PARAMETER, type Preview } from '../preview/preview.ts'
import type { OurEnv } from './app.ts'
import { type ExplainAnswer, explainAnswer } from './explain-answer.ts'
import { languageFor } from './explain-language.ts'
import { readWanted } from './explain-listing.ts'
import { answerPage, noPageOfThisSite, nothingRunsPage } from './explain-page.ts'
import { GAP_WORDS, type Previewed, previewedAs, previewLine, previewLook } from './explain-preview.ts'
import { formFacts, type SimulatedFacts, simulatedIn } from './explain-simulation.ts'

/** What somebody looks at: a visit of a page, and the rules that decide it. */
interface Looked {
  readonly visit: PageVisit
  readonly rules: RulesState | { readonly state: PreviewGap }
  readonly simulated: SimulatedFacts | null
  /** Whether they may look from another situation than their own. */
  readonly maySimulate: boolean
  /** Null: not by a preview link. */
  readonly preview: Preview | null
}

/**
 * Who may ask, and which visit is looked at: whoever shows a valid preview token sees what it grants, and in development
 * everybody everything. Null: nobody is told that there is anything here.
 */
async function lookedAt(asked: Request, page: URL, { deps, after }: OurEnv['Variables']): Promise<Looked | null> {
  const look = await previewLook(asked, page, deps, after)
  if (look !== null) {
    const { visit, preview } = look
    const rules = look.rules.ok ? { state: 'on' as const, rules: look.rules.value } : { state: look.rules.error }
    return { visit, rules, simulated: preview.simulation, maySimulate: false, preview }
  }
  if (!deps.config.development) return null
  const { request, simulated } = situated(asked, new URL(asked.url), page)
  const visit = simulatedVisit(request, new URL(request.url), deps)
  const rules = await deps.rulesets.load(visit.site, visit.arrivedAt)
  return { visit, rules, simulated, maySimulate: true, preview: null }
}

/** All of an answer; the demo's bar reads `slots` and `stops`. */
export interface Explained extends ExplainAnswer {
  readonly url: string
  readonly ruleset: { readonly revision: number; readonly publishedAt: string }
  /** What is not as the asking request has it. */
  readonly simulated: SimulatedFacts | null
  readonly maySimulate: boolean
  /** Null: not by a preview link. */
  readonly previewed: Previewed | null
}

/** `?url=` of the page; cookies, headers and place are those of the asking request. */
export async function explainPage(c: Context<OurEnv>): Promise<Response> {
  const asking = new URL(c.req.url)
  const page = URL.parse(asking.searchParams.get('url') ?? '', asking)
  const ofThisSite = page !== null && isPageAddress(page) && page.host === asking.host
  const looked = await lookedAt(c.req.raw, ofThisSite ? page : asking, c.var)
  if (looked === null) return c.notFound()
  const reader = readerOf(c.req.raw, asking)
  if (!ofThisSite) return noPage(c, asking, reader)
  if (!('rules' in looked.rules)) return nothingRuns(c, looked.rules.state, looked.preview, page, reader)
  const { rules } = looked.rules
  const language = languageFor(asking, page, rules.site.locale, reader.accepts)
  const explained: Explained = {
    url: plainAddress(page),
    ruleset: {
      revision: rules.published.revision,
      publishedAt: new Date(rules.published.publishedAt).toISOString(),
    },
    simulated: looked.simulated,
    maySimulate: looked.maySimulate,
    previewed: looked.preview === null ? null : previewedAs(looked.preview),
    ...(await answerOf(looked.visit, rules, language, asking, c.var.deps, c.var.after)),
  }
  return reader.isBrowser ? answerPage(c, explained, asking) : c.json(explained)
}

/** Others have hosts, too, but other rules for what follows: links to their paths could lead to another host. */
const isPageAddress = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:'

/** Without what is simulated, which the form says, and without a token. */
function plainAddress(page: URL): string {
  const address = new URL(page)
  address.searchParams.delete(SIMULATE)
  address.searchParams.delete(PREVIEW_PARAMETER)
  return address.pathname + address.search
}

/** The page's request as the asking one makes it, and with what the form says. */
function situated(asked: Request, asking: URL, page: URL): { request: Request; simulated: SimulatedFacts | null } {
  const form = formFacts(asking.searchParams)
  if (form === null) return { request: new Request(page, asked), simulated: simulatedIn(asked.headers, page) }
  const address = new URL(page)
  address.searchParams.set(SIMULATE, JSON.stringify(form))
  const request = new Request(address, asked)
  request.headers.delete(SIMULATE)
  return { request, simulated: form }
}

async function answerOf(
  visit: PageVisit,
  { published, runnable }: SiteRules,
  language: ExplainAnswer['language'],
  { searchParams }: URL,
  deps: Deps,
  after: After,
): Promise<ExplainAnswer> {
  const rules = { published, runnable, site: published.ruleset.site }
  const { context, known, consent } = await gather(visit, rules, ARRIVED, deps, after)
  const decided = { ruleset: published.ruleset, runnable, context, profile: known.profile, consent, now: visit.now }
  return explainAnswer(decided, language, readWanted(searchParams))
}

/** No origin is asked, so that none is waited for. */
const ARRIVED = Promise.resolve()

interface Reader {
  readonly isBrowser: boolean
  /** What a browser says of languages; null: a program asks. */
  readonly accepts: string | null
}

/** A page for people, JSON for programs; `?format=json` for people who want that. */
function readerOf({ headers }: Request, { searchParams }: URL): Reader {
  const isBrowser = (headers.get('accept') ?? '').includes('text/html') && searchParams.get('format') !== 'json'
  return { isBrowser, accepts: isBrowser ? headers.get('accept-language') : null }
}

function noPage(c: Context<OurEnv>, asking: URL, { isBrowser, accepts }: Reader): Response | Promise<Response> {
  if (isBrowser) return noPageOfThisSite(c, languageFor(asking, asking, 'en', accepts))
  return c.json({ error: 'url= must be the address of a page of this site.' }, 400)
}

function nothingRuns(
  c: Context<OurEnv>,
  state: 'none' | 'off' | PreviewGap,
  preview: Preview | null,
  page: URL,
  { isBrowser, accepts }: Reader,
): Response | Promise<Response> {
  const language = languageFor(new URL(c.req.url), page, 'en', accepts)
  const previewed = preview === null ? '' : previewLine(previewedAs(preview), plainAddress(page), language)
  if (isBrowser) return nothingRunsPage(c, state, previewed, language)
  return c.json({ state, ...(state !== 'none' && { sentence: GAP_WORDS[state][language] }), slots: [], stops: [] })
}
