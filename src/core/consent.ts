/** What a visitor allows, and by which word of theirs or the law's. Not how it is found out: edge/consent.ts. */

/** `storage`: something is kept on their device. `profile`: what they do is remembered. `personalize`: pages depend on it. `measure`: events count them. `export`: others get it. */
export type Purpose = 'storage' | 'profile' | 'personalize' | 'measure' | 'export'

export const PURPOSES: readonly Purpose[] = ['storage', 'profile', 'personalize', 'measure', 'export']

/** Which word ruled; see schema/consent.md for their order. */
export type ConsentSignal = 'none' | 'setting' | 'region' | 'own' | 'tcf' | 'gpp' | 'gpc' | 'objection'

export interface Consent {
  readonly storage: boolean
  readonly profile: boolean
  readonly personalize: boolean
  readonly measure: boolean
  readonly export: boolean
  readonly signal: ConsentSignal
}

/** Nothing is allowed: what holds before anybody said anything, and whenever a signal cannot be read. */
export const NO_CONSENT: Consent = {
  storage: false,
  profile: false,
  personalize: false,
  measure: false,
  export: false,
  signal: 'none',
}
