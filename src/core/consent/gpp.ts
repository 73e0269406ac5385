/**
 * A GPP string (IAB Global Privacy Platform v1) as a word on our purposes; the table is in schema/consent.md. Its US sections
 * can only refuse; its European one is a TC string. Not the layout of US sections: gpp-us.ts.
 */

import { type BitReader, bitReader } from './bits.ts'
import { readUsp, readUsSection } from './gpp-us.ts'
import { NO_PURPOSE, type PurposeSet } from './purpose-set.ts'
import { MAX_TCF_LENGTH, readTcf } from './tcf.ts'
import type { Heard } from './word.ts'

const HEADER_TYPE = 3
const VERSION = 1
const TCF_EU = 2
const USP_V1 = 6
const MAX_SECTION_ID = 63
const FILLING_BITS = 12

/** `vendor` null: a European section cannot be read. `now` in epoch seconds. Never throws. */
export function readGpp(text: string, vendor: number | null, now: number): Heard {
  if (text.length > MAX_TCF_LENGTH) return 'unreadable'
  const [header = '', ...sections] = text.split('~')
  const ids = readHeader(bitReader(header))
  if (ids === null || ids.length !== sections.length) return 'unreadable'
  let refused: PurposeSet = NO_PURPOSE
  let european: Heard = null
  for (const [index, id] of ids.entries()) {
    const section = sections[index] as string
    if (id === TCF_EU) {
      european = vendor === null ? 'unreadable' : readTcf(section, vendor, now)
      if (european === 'unreadable') return 'unreadable'
      continue
    }
    const said = id === USP_V1 ? readUsp(section) : readUsSection(id, section)
    if (said === null) return 'unreadable'
    refused |= said
  }
  return joined(european, refused, now)
}

/** What US sections refuse is refused now; that they refuse nothing grants nothing. */
function joined(european: Heard, refused: PurposeSet, now: number): Heard {
  if (european === null || european === 'unreadable') {
    if (refused === NO_PURPOSE) return null
    return { signal: 'gpp', granted: NO_PURPOSE, refused, from: now, to: now, despiteGpc: false }
  }
  const granted = european.granted & ~refused
  return { ...european, signal: 'gpp', granted, refused: european.refused | refused }
}

/** The ids of its sections, ascending; null: no header. */
function readHeader(bits: BitReader): readonly number[] | null {
  if (bits.read(6) !== HEADER_TYPE || bits.read(6) !== VERSION) return null
  const ids: number[] = []
  let last = 0
  for (let left = bits.read(12); left > 0; left--) {
    const isRange = bits.read(1) === 1
    const from = last + readFibonacci(bits)
    const to = isRange ? from + readFibonacci(bits) : from
    if (bits.isSpent() || to > MAX_SECTION_ID) return null
    for (let id = from; id <= to; id++) ids.push(id)
    last = to
  }
  return bits.endsHere(FILLING_BITS) && !bits.isSpent() ? ids : null
}

/** Sums of Fibonacci numbers, the smallest first, ended by two ones. What is too large for an id is unreadable. */
function readFibonacci(bits: BitReader): number {
  let value = 0
  let before = 0
  for (let [now, next] = [1, 2]; now <= 2 * MAX_SECTION_ID; [now, next] = [next, now + next]) {
    const bit = bits.read(1)
    if (bit === 1 && before === 1) return value
    value += bit * now
    before = bit
  }
  bits.skip(Number.POSITIVE_INFINITY)
  return 0
}
