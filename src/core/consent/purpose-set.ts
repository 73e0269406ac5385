/** Purposes as a set of bits, in which they are stored and joined. Not what ruled over them: resolve.ts. */

import { type Consent, type ConsentSignal, PURPOSES, type Purpose } from '../consent.ts'

/** Bit n is PURPOSES[n]. */
export type PurposeSet = number

export const NO_PURPOSE: PurposeSet = 0
export const EVERY_PURPOSE: PurposeSet = 2 ** PURPOSES.length - 1

export const setOf = (...purposes: readonly Purpose[]): PurposeSet =>
  purposes.reduce((set, purpose) => set | (1 << PURPOSES.indexOf(purpose)), NO_PURPOSE)

export const has = (set: PurposeSet, purpose: Purpose): boolean => (set & (1 << PURPOSES.indexOf(purpose))) !== 0

export const consentOf = (set: PurposeSet, signal: ConsentSignal): Consent => ({
  storage: (set & 1) !== 0,
  profile: (set & 2) !== 0,
  personalize: (set & 4) !== 0,
  measure: (set & 8) !== 0,
  export: (set & 16) !== 0,
  signal,
})
