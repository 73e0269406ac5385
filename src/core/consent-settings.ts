/** How a site asks for consent: as authored, and as the edge reads it. Not what visitors answered: core/consent/. */

/**
 * What holds before somebody says something. `opt-in`: nothing. `opt-out`: everything. `notice`: everything but giving data to
 * others, which in Japan needs consent of its own.
 */
export type ConsentMode = 'opt-in' | 'opt-out' | 'notice'

export const CONSENT_MODES: readonly ConsentMode[] = ['opt-in', 'opt-out', 'notice']

/** Who asks: our own banner and preference centre, or a platform whose TCF or GPP string is read beside these. */
export type ConsentAsker = 'own' | 'tcf' | 'gpp'

export interface AuthoredConsent {
  /** By country, ISO 3166-1 alpha-2; it beats the law's default. */
  readonly regions?: { readonly [country: string]: ConsentMode }
  /** Where neither `regions` nor the law says, and where the country is unknown. */
  readonly default?: ConsentMode
  /** Our own banner; with `cmp: own` only. */
  readonly banner?: boolean
  readonly cmp?: ConsentAsker
  /** The site's id in IAB's Global Vendor List, for TCF strings. */
  readonly vendor?: number
  /** Raised, everybody is asked again. */
  readonly policy?: number
}

export interface CompiledConsent {
  readonly regions: { readonly [country: string]: ConsentMode }
  readonly default: ConsentMode
  readonly banner: boolean
  readonly cmp: ConsentAsker
  readonly vendor: number | null
  readonly policy: number
}

/** Also of a site that says nothing of consent. */
export const DEFAULT_CONSENT: CompiledConsent = {
  regions: {},
  default: 'opt-in',
  banner: false,
  cmp: 'own',
  vendor: null,
  policy: 1,
}

/** Null: the site says nothing of consent. */
export const compileConsent = (authored: AuthoredConsent | undefined): CompiledConsent | null =>
  authored === undefined ? null : { ...DEFAULT_CONSENT, ...authored }
