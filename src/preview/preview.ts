/** What a preview link grants, and for how long. Not how that is written and signed: token.ts. */

import type { Forced } from '../core/decision/forced.ts'

/** The query parameter that carries a token, or `off`. */
export const PREVIEW_PARAMETER = 'awase-preview'
/** Ends a preview: `?awase-preview=off`. */
export const PREVIEW_OFF = 'off'

export const DEFAULT_LIFETIME_MS = 24 * 60 * 60 * 1000
export const MAX_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000

export interface Preview {
  readonly site: string
  /** Epoch milliseconds, whole seconds: from then on the token grants nothing. */
  readonly expiresAt: number
  readonly rules: PreviewRules
  /** As `awase-simulate`: attributes by name, `now`, `visitor`. Null: everything is as the looker's own request says. */
  readonly simulation: SimulatedFacts | null
  /** Null: arms are drawn as for everybody. */
  readonly forced: Forced | null
}

/** The ruleset that decides. `name` is an id; see KEYS.draft. */
export type PreviewRules =
  | { readonly kind: 'published' }
  | { readonly kind: 'previous' }
  | { readonly kind: 'draft'; readonly name: string }

export type SimulatedFacts = { readonly [attribute: string]: unknown }

const DRAFT_NAME = /^[a-z0-9][\w-]{0,99}$/i

/** `published`, `previous` or `draft:NAME`; null for anything else. */
export function readRules(text: string): PreviewRules | null {
  if (text === 'published' || text === 'previous') return { kind: text }
  const name = text.startsWith('draft:') ? text.slice('draft:'.length) : ''
  return DRAFT_NAME.test(name) ? { kind: 'draft', name } : null
}

/** What `readRules` reads. */
export const rulesText = (rules: PreviewRules): string => (rules.kind === 'draft' ? `draft:${rules.name}` : rules.kind)
