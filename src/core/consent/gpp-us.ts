/** US sections of a GPP string: what they opt out of. They cannot grant anything. Not the string around them: gpp.ts. */

import { bitReader } from './bits.ts'
import { EVERY_PURPOSE, NO_PURPOSE, type PurposeSet, setOf } from './purpose-set.ts'

/** Where the two bits of an opt-out stand in a core segment; a state without one has none. */
interface Layout {
  readonly versions: readonly number[]
  readonly sale: number
  readonly sharing?: number
  readonly advertising?: number
}

const STATE: Layout = { versions: [1], sale: 12, advertising: 14 }
/** These ask about sensitive data in a notice before. */
const LONGER: Layout = { versions: [1], sale: 14, advertising: 16 }
/** Those that begin with the version of the MSPA. */
const MSPA: Layout = { versions: [1], sale: 16, advertising: 18 }

/** By section id: the sections' specifications in IAB's Global-Privacy-Platform repository. */
const LAYOUTS: { readonly [id: number]: Layout } = {
  7: { versions: [1, 2], sale: 18, sharing: 20, advertising: 22 }, // usnat
  8: { versions: [1], sale: 12, sharing: 14 }, // usca
  9: STATE, // usva
  10: STATE, // usco
  11: LONGER, // usut
  12: STATE, // usct
  13: STATE, // usfl
  14: STATE, // usmt
  15: STATE, // usor
  16: STATE, // ustx
  17: STATE, // usde
  18: LONGER, // usia
  19: STATE, // usne
  20: STATE, // usnh
  21: STATE, // usnj
  22: STATE, // ustn
  23: STATE, // usmn
  24: MSPA, // usmd
  25: MSPA, // usin
  26: MSPA, // usky
  27: MSPA, // usri
}

const SOLD: PurposeSet = setOf('export')
/** Whoever does not want advertisements by what they did wants no pages by it either: the wider reading. */
const ADVERTISED: PurposeSet = setOf('profile', 'personalize', 'export')

const GPC_SEGMENT = 1
const MAX_SEGMENTS_COUNT = 3

/** What it refuses; null: it cannot be read, or is a section that is not known here. */
export function readUsSection(id: number, text: string): PurposeSet | null {
  const layout = LAYOUTS[id]
  const [core = '', ...others] = text.split('.')
  if (layout === undefined || others.length >= MAX_SEGMENTS_COUNT || !/^[\w.-]+$/.test(text)) return null
  let refused: PurposeSet = NO_PURPOSE
  if (!layout.versions.includes(bitsAt(core, 0, 6) ?? 0)) return null
  for (const [at, purposes] of [
    [layout.sale, SOLD],
    [layout.sharing, ADVERTISED],
    [layout.advertising, ADVERTISED],
  ] as const) {
    const said = at === undefined ? DID_NOT : bitsAt(core, at, 2)
    if (said === null || said > DID_NOT) return null
    if (said === OPTED_OUT) refused |= purposes
  }
  for (const segment of others) {
    const type = bitsAt(segment, 0, 2)
    if (type === null) return null
    if (type === GPC_SEGMENT && bitsAt(segment, 2, 1) !== 0) refused = EVERY_PURPOSE
  }
  return refused
}

/** Of the two bits; 0 is "does not apply". */
const OPTED_OUT = 1
const DID_NOT = 2

function bitsAt(text: string, at: number, count: number): number | null {
  const bits = bitReader(text)
  bits.skip(at)
  const value = bits.read(count)
  return bits.isSpent() ? null : value
}

/** `1YNN`: version, notice, opted out of sale, LSPA (CCPA, the US Privacy String). */
export function readUsp(text: string): PurposeSet | null {
  const [, optedOut] = /^1[YN-]([YN-])[YN-]$/i.exec(text) ?? []
  if (optedOut === undefined) return null
  return optedOut.toUpperCase() === 'Y' ? ADVERTISED : NO_PURPOSE
}
