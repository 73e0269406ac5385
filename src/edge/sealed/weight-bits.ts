/** An affinity's weight in nine bits. Not how it decays: core/. */

import { type BitSink, type BitSource, putBits, takeBits } from './bits.ts'

/**
 * A float of four bits of exponent and five of mantissa, without a sign, in steps of 1/64: exact below 1, within 1.6 % of
 * larger ones, up to 16,128. One view adds 1, which is seen up to a weight of 64, where interest is complete long since.
 */
const UNIT = 64
const MANTISSA_BITS = 5
const MANTISSA_COUNT = 1 << MANTISSA_BITS
const MOST_DOUBLINGS = 14
const WEIGHT_BITS = 9

/** The nearest weight that can be kept: above 0, and itself the nearest to itself. */
export const roundedWeight = (weight: number): number => weightOf(codeOf(weight))

export const putWeight = (sink: BitSink, weight: number): void => putBits(sink, codeOf(weight), WEIGHT_BITS)
export const takeWeight = (source: BitSource): number => weightOf(takeBits(source, WEIGHT_BITS))

function codeOf(weight: number): number {
  const units = Number.isFinite(weight) ? Math.max(weight * UNIT, 1) : 1
  let doublings = 0
  let step = 1
  while (doublings < MOST_DOUBLINGS && Math.round(units / step) >= 2 * MANTISSA_COUNT) {
    doublings++
    step *= 2
  }
  const mantissa = Math.min(Math.round(units / step), 2 * MANTISSA_COUNT - 1)
  if (mantissa < MANTISSA_COUNT) return mantissa
  return ((doublings + 1) << MANTISSA_BITS) | (mantissa - MANTISSA_COUNT)
}

/** Code 0, which no weight has, is the least. */
function weightOf(code: number): number {
  const exponent = code >> MANTISSA_BITS
  const mantissa = code % MANTISSA_COUNT
  if (exponent === 0) return Math.max(mantissa, 1) / UNIT
  return ((MANTISSA_COUNT + mantissa) * 2 ** (exponent - 1)) / UNIT
}
