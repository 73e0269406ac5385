/**
 * A TC string (IAB TCF v2.2 and v2.3) as a word on our purposes; the table is in schema/consent.md. Strict: what no CMP would
 * write is unreadable. Not where it is found: edge/consent/.
 */

import type { Purpose } from '../consent.ts'
import { type BitReader, bitReader } from './bits.ts'
import { EVERY_PURPOSE, NO_PURPOSE, type PurposeSet, setOf } from './purpose-set.ts'
import { readRestrictions, readVendors } from './tcf-ranges.ts'
import { type Heard, MAX_CLOCK_AHEAD_S, MAX_WORD_AGE_S } from './word.ts'

export const MAX_TCF_LENGTH = 8_192

/** Also of what is skipped. */
const BASE64URL_SEGMENTS = /^[\w.-]+$/

/** All of them are needed, by consent. We choose content and not advertisements, so that 2 to 4 and 7 count where others get data. */
const NEEDED: { readonly [P in Purpose]: readonly number[] } = {
  storage: [1],
  profile: [5],
  personalize: [6],
  measure: [8, 9],
  export: [1, 3, 4, 7],
}

/** 2026-03-01T00:00Z: from here on a string must say which vendors were disclosed (TCF v2.3). */
const DISCLOSURE_NEEDED_FROM_S = 1_772_323_200
/** 2020-08-15, when v1 ended: no older string is of this version. */
const V2_BEGAN_S = 1_597_449_600
const DAY_S = 86_400
/** Encoders fill to whole bytes, and some to 24 bits. */
const FILLING_BITS = 24
const MAX_SEGMENTS_COUNT = 4

/** `vendor`: our id in the Global Vendor List. `now` in epoch seconds. Never throws. */
export function readTcf(text: string, vendor: number, now: number): Heard {
  if (text.length > MAX_TCF_LENGTH || !BASE64URL_SEGMENTS.test(text)) return 'unreadable'
  const [core = '', ...others] = text.split('.')
  const segments = segmentsOf(others)
  const said = readCore(bitReader(core), vendor)
  if (said === null || segments === null || !isOfNow(said.at, now)) return 'unreadable'
  const disclosed = segments.get(DISCLOSED)
  const isDisclosed = disclosed === undefined ? said.at < DISCLOSURE_NEEDED_FROM_S : readDisclosed(disclosed, vendor)
  if (isDisclosed === null) return 'unreadable'
  const granted = isDisclosed ? said.granted : NO_PURPOSE
  return {
    signal: 'tcf',
    granted,
    refused: EVERY_PURPOSE & ~granted,
    from: said.at,
    to: said.at + DAY_S,
    despiteGpc: false,
  }
}

const isOfNow = (at: number, now: number): boolean =>
  at >= V2_BEGAN_S && now - at <= MAX_WORD_AGE_S && at - now <= MAX_CLOCK_AHEAD_S

interface CoreSaid {
  readonly granted: PurposeSet
  /** Epoch seconds. */
  readonly at: number
}

/** In the order of "The Core String" of the specification. */
function readCore(bits: BitReader, vendor: number): CoreSaid | null {
  const version = bits.read(6)
  const created = bits.read(36) / 10
  const lastUpdated = bits.read(36) / 10
  const cmp = bits.read(12)
  bits.skip(12 + 6) // the CMP's version, its screen
  const language = [bits.read(6), bits.read(6)]
  bits.skip(12) // version of the vendor list
  const policy = bits.read(6)
  const isOfThisService = bits.read(1) === 1
  bits.skip(1 + 12) // texts of its own, special features
  const consents = bits.read(24)
  bits.skip(24 + 1) // legitimate interests, which are no consent; treatment of purpose 1, which is no law of ours
  const country = [bits.read(6), bits.read(6)]
  const isNamed = readVendors(bits, vendor)
  readVendors(bits, vendor) // by legitimate interest
  const restricted = readRestrictions(bits, vendor)
  const isSound =
    version === 2 &&
    created <= lastUpdated &&
    created >= V2_BEGAN_S &&
    cmp > 1 &&
    [...language, ...country].every(isLetter) &&
    policy >= 2 &&
    isOfThisService &&
    bits.endsHere(FILLING_BITS)
  if (!isSound || bits.isSpent()) return null
  const granted = isNamed ? purposesOf(consents, restricted) : NO_PURPOSE
  return { granted, at: Math.floor(lastUpdated) }
}

const isLetter = (value: number): boolean => value < 26

function purposesOf(consents: number, restricted: ReadonlySet<number>): PurposeSet {
  const isGiven = (purpose: number): boolean => ((consents >> (24 - purpose)) & 1) === 1 && !restricted.has(purpose)
  const granted = (Object.keys(NEEDED) as Purpose[]).filter((purpose) => NEEDED[purpose].every(isGiven))
  return setOf(...granted)
}

const DISCLOSED = 1
const ALLOWED = 2
const PUBLISHER = 3

/** By their type; null where one is of none, comes twice, or is not whole. Only the disclosed vendors matter to us. */
function segmentsOf(texts: readonly string[]): ReadonlyMap<number, string> | null {
  if (texts.length >= MAX_SEGMENTS_COUNT) return null
  const segments = new Map<number, string>()
  for (const text of texts) {
    const type = bitReader(text).read(3)
    if (segments.has(type) || !isWhole(type, text)) return null
    segments.set(type, text)
  }
  return segments
}

function isWhole(type: number, text: string): boolean {
  if (type === DISCLOSED || type === ALLOWED) return readDisclosed(text, 1) !== null
  if (type !== PUBLISHER) return false
  const bits = bitReader(text)
  bits.skip(3 + 24 + 24) // its own consents and interests
  bits.skip(2 * bits.read(6)) // and those for purposes of its own
  return bits.endsHere(FILLING_BITS) && !bits.isSpent()
}

/** Null: unreadable. */
function readDisclosed(text: string, vendor: number): boolean | null {
  const bits = bitReader(text)
  bits.skip(3)
  const isDisclosed = readVendors(bits, vendor)
  return bits.endsHere(FILLING_BITS) && !bits.isSpent() ? isDisclosed : null
}
