/** The headers of a preview page, and those of the page that ends one. Not its body: rewrite.ts. */

import type { PublishedRuleset } from '../core/compiled.ts'
import { type Preview, type PreviewRules, rulesText } from '../preview/preview.ts'
import type { Decision } from './decision.ts'
import type { Fallback } from './failure.ts'
import { privately } from './forward.ts'
import { endPreview } from './preview-cookie.ts'
import type { PreviewGap } from './preview-rules.ts'
import type { Rewritten } from './rewrite.ts'

/** Says in one line what was looked at and what came of it: `awase-preview: draft:spring; decided`. */
export const PREVIEW_HEADER = 'awase-preview'

/** `decided`: the plan was carried out; `not_addressed`: no experience of the ruleset is about this page. */
export type PreviewOutcome = 'decided' | 'not_addressed' | Fallback | PreviewGap

const MAX_TOLD_SLOTS_COUNT = 20
const MAX_TOLD_LENGTH = 120
const SHOWN_HASH_LENGTH = 8

/** An origin may answer 999, which no response of ours can (Fetch, 5.5): such a page passes as it came. */
export const isMarkable = ({ status }: Response): boolean => status >= 200 && status <= 599

/** Kept by nobody, found by no search engine, and counted nowhere. `page` is the answer as it would be sent. */
export function asPreview(
  page: Response,
  { rules }: Preview,
  outcome: PreviewOutcome,
  decision: Decision,
  document: PublishedRuleset | null,
): Response {
  const response = privately(page, page.body, false)
  const { headers } = response
  headers.set('cache-control', 'private, no-store')
  headers.set('x-robots-tag', 'noindex, nofollow')
  headers.set(PREVIEW_HEADER, `${rulesText(rules)}; ${outcome}`)
  headers.append('server-timing', details(rules, decision, document).join(', '))
  return response
}

/** What came of it as far as it is known when the headers leave. */
export function outcomeOf(decision: Decision, { failure, settled }: Rewritten): PreviewOutcome {
  if (decision.kind === 'none') return 'not_addressed'
  const early = settled === null || settled instanceof Promise ? null : settled.failure
  return failure ?? early ?? 'decided'
}

/** While the address holds a token, no other request may tell it on, whatever the site's own policy is. */
export function hideAddress({ headers }: Response): void {
  if (headers.get('referrer-policy') !== 'no-referrer') headers.set('referrer-policy', 'strict-origin')
}

/** The page that everybody gets, and the end of the cookie; no cache may keep the one with the other. */
export function endingPreview(page: Response): Response {
  const response = new Response(page.body, page)
  response.headers.set('cache-control', 'private, no-store')
  response.headers.append('set-cookie', endPreview())
  return response
}

/** Server-Timing metrics (W3C): names and quoted descriptions of plain characters only. */
function details(rules: PreviewRules, decision: Decision, document: PublishedRuleset | null): readonly string[] {
  const slots = decision.kind === 'plan' ? decision.plan.slots : []
  return [
    `awase-rules;desc="${told(`${rulesText(rules)}${edition(rules, document)}`)}"`,
    ...slots
      .slice(0, MAX_TOLD_SLOTS_COUNT)
      .map(({ slot, experience, arm }) => `awase-slot;desc="${told(`${slot}=${experience}/${arm ?? 'control'}`)}"`),
  ]
}

/** A draft has no revision, but a text that it was made from. */
function edition({ kind }: PreviewRules, document: PublishedRuleset | null): string {
  if (document === null) return ''
  return kind === 'draft' ? ` ${document.hash.slice(0, SHOWN_HASH_LENGTH)}` : ` r${document.revision}`
}

const told = (text: string): string => text.replace(/[^\w:=/. -]/g, '_').slice(0, MAX_TOLD_LENGTH)
