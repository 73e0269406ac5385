/** The places of a TCF string that name vendors: fields, ranges and the publisher's restrictions. Not the rest of it: tcf.ts. */

import type { BitReader } from './bits.ts'

const VENDOR_BITS = 16
const ENTRIES_BITS = 12

/** Whether the vendor is among them. Reads to the end in any case, because something follows. */
export function readVendors(bits: BitReader, vendor: number): boolean {
  const last = bits.read(VENDOR_BITS)
  if (bits.read(1) === 1) return readRanges(bits, vendor, last)
  if (vendor > last) {
    bits.skip(last)
    return false
  }
  bits.skip(vendor - 1)
  const isNamed = bits.read(1) === 1
  bits.skip(last - vendor)
  return isNamed
}

/** Compared and never unfolded: a string of 5 KB may name sixty million vendors. */
function readRanges(bits: BitReader, vendor: number, last: number): boolean {
  let isNamed = false
  for (let left = bits.read(ENTRIES_BITS); left > 0 && !bits.isSpent(); left--) {
    const isRange = bits.read(1) === 1
    const from = bits.read(VENDOR_BITS)
    const to = isRange ? bits.read(VENDOR_BITS) : from
    if (from < 1 || to < from || to > last) return spend(bits)
    if (vendor >= from && vendor <= to) isNamed = true
  }
  return isNamed
}

/** What no writer writes makes the whole string unreadable. */
function spend(bits: BitReader): false {
  bits.skip(Number.POSITIVE_INFINITY)
  return false
}

const MOST_VENDORS = 2 ** VENDOR_BITS - 1
/** Consent is needed here, which is all that we ask for; any other restriction forbids the purpose, or consent as its ground. */
const CONSENT_NEEDED = 1

/** The TCF purposes that the publisher does not let this vendor pursue by consent. */
export function readRestrictions(bits: BitReader, vendor: number): ReadonlySet<number> {
  const restricted = new Set<number>()
  for (let left = bits.read(ENTRIES_BITS); left > 0 && !bits.isSpent(); left--) {
    const purpose = bits.read(6)
    const type = bits.read(2)
    if (readRanges(bits, vendor, MOST_VENDORS) && type !== CONSENT_NEEDED) restricted.add(purpose)
  }
  return restricted
}
