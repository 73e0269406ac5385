/**
 * A page as it would be, for who holds a preview link: another ruleset, situation or arm decides, and nothing is recorded.
 * Loaded only for requests that show a token. Not the token: preview/token.ts.
 */

import type { PublishedRuleset } from '../core/compiled.ts'
import { MEMORY_FAMILIES } from '../core/condition/attributes.ts'
import { fail, type Result } from '../core/result.ts'
import { type After, type Deps, siteOf } from '../env.ts'
import type { Preview } from '../preview/preview.ts'
import { readPreview } from '../preview/token.ts'
import { admits } from './admit.ts'
import { withoutCookie } from './cookie-header.ts'
import { type Decision, decidePage } from './decision.ts'
import { answerPage, asking, faulted } from './handle.ts'
import { unreachable } from './origin.ts'
import { asPreview, endingPreview, hideAddress, isMarkable, outcomeOf } from './preview-answer.ts'
import { keepPreview } from './preview-cookie.ts'
import { type AskedPage, type PreviewAsked, readAsked, withoutPreview } from './preview-request.ts'
import { type PreviewGap, rulesFor } from './preview-rules.ts'
import { rewrite } from './rewrite.ts'
import type { SiteRules } from './ruleset.ts'
import { COOKIE_NAMES } from './sealed/cookie-name.ts'
import { visitWith } from './simulate.ts'
import { type PageVisit, pageVisit } from './visit.ts'
import { TOO_LATE, within } from './within.ts'

/** Somebody wants to see just this: worth waiting for, but not for ever. Past the origin's headers. */
const RULES_DEADLINE_MS = 3_000

/** What is no page, and whoever shows nothing valid, gets what everybody gets, and the origin hears of no preview. */
export async function handlePreview(request: Request, url: URL, deps: Deps, after: After): Promise<Response> {
  const asked = readAsked(request, url)
  const page = withoutPreview(request, url)
  if (asked === null || !admits(page.request, page.url.pathname)) return answerPage(page.request, page.url, deps, after)
  const preview = await granted(asked, page.url, deps)
  if (preview !== null) return previewPage(page, preview, asked, deps, after)
  const answer = await answerPage(page.request, page.url, deps, after)
  return asked.hasCookie && isMarkable(answer) ? endingPreview(answer) : answer
}

/** Null: it grants nothing here and now, and nobody is told why. */
export async function granted({ token }: PreviewAsked, url: URL, { config, now }: Deps): Promise<Preview | null> {
  const secret = config.publishToken
  if (secret === null || token === null) return null
  const read = await readPreview(token, { site: siteOf(config, url.hostname), secret, now: now() })
  return read.ok ? read.value : null
}

async function previewPage(
  { request, url }: AskedPage,
  preview: Preview,
  { token, by }: PreviewAsked,
  deps: Deps,
  after: After,
): Promise<Response> {
  const visit = previewVisit(preview, request, url, deps)
  const ask = asking(request, url, deps)
  const arriving = ask() // first: everything below overlaps with it
  const rules = await rulesInTime(preview, visit, arriving, deps, after)
  const decision = rules.ok ? await decidePage(visit, { state: 'on', rules: rules.value }, arriving, deps, after) : NONE
  const page = await arriving.catch(unreachable)
  const document = rules.ok ? rules.value.published : null
  const rewritten = await rewritePreview(page, decision, visit, document, ask)
  if (!isMarkable(rewritten.response)) return rewritten.response
  const outcome = rules.ok ? outcomeOf(decision, rewritten) : rules.error
  const response = asPreview(rewritten.response, preview, outcome, decision, document)
  if (by === 'parameter' && token !== null) {
    hideAddress(response)
    response.headers.append('set-cookie', keepPreview(token, preview, visit.arrivedAt))
  }
  return response
}

const NONE: Decision = { kind: 'none' }

async function rulesInTime(
  preview: Preview,
  { arrivedAt }: PageVisit,
  arriving: Promise<unknown>,
  deps: Deps,
  after: After,
): Promise<Result<SiteRules, PreviewGap>> {
  const rules = await within(RULES_DEADLINE_MS, arriving, rulesFor(preview, arrivedAt, deps, after))
  return rules === TOO_LATE ? fail('rules_unavailable') : rules
}

/**
 * What isolates learn of a path must not come from a ruleset that is not live, nor from a draft before it was mended:
 * each document that is previewed learns for itself.
 */
async function rewritePreview(
  page: Response,
  decision: Decision,
  visit: PageVisit,
  document: PublishedRuleset | null,
  ask: () => Promise<Response>,
) {
  if (decision.kind === 'none') return { response: page, settled: null, failure: null }
  const apart = { ...visit, site: `${visit.site} previewed ${document?.hash}` }
  return rewrite(page, decision, apart, ask).catch((error: unknown) => faulted(page, error, ask))
}

/** The looker's own request with what was granted to be simulated. For people, whatever they look with: nobody is a bot. */
export function previewVisit({ simulation }: Preview, request: Request, url: URL, deps: Deps): PageVisit {
  const facts = { 'device.isBot': false, ...simulation }
  const seen = Object.keys(facts).some(isOfVisitor) ? withoutProfile(request) : request
  return visitWith(pageVisit(seen, url, deps), facts)
}

const isOfVisitor = (attribute: string): boolean =>
  attribute === 'visitor' || OF_VISITOR.has(attribute.split('.', 1)[0]!)

const OF_VISITOR: ReadonlySet<string> = new Set(['visit', ...MEMORY_FAMILIES])

/** Somebody else's visit is not mixed with the looker's own. */
function withoutProfile(request: Request): Request {
  const stranger = new Request(request)
  const cookie = stranger.headers.get('cookie')
  if (cookie !== null) stranger.headers.set('cookie', withoutCookie(cookie, COOKIE_NAMES))
  return stranger
}
