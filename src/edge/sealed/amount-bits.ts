/** Amounts in few bits: whole, hundredths, ten-thousandths, or as they are. Not their bounds: bounded-memory.ts. */

import { type BitSink, type BitSource, putBits, putFlag, putNumber, takeBits, takeFlag, takeNumber } from './bits.ts'

const GROUP = 6
const KIND_BITS = 2
/** By kind; what none of them can say is a float of 64 bits, the fourth kind. */
const SCALES = [1, 100, 10_000] as const
const FLOAT_KIND = SCALES.length
const HALF_BITS = 16

/** Of a finite number; what comes back is the same one, but for the sign of zero. */
export function putAmount(sink: BitSink, amount: number): void {
  const kind = SCALES.findIndex((scale) => isExact(amount, scale))
  const scale = SCALES[kind]
  putBits(sink, scale === undefined ? FLOAT_KIND : kind, KIND_BITS)
  if (scale === undefined) putFloat(sink, amount)
  else {
    putFlag(sink, amount < 0)
    putNumber(sink, Math.round(Math.abs(amount) * scale), GROUP)
  }
}

/** Finite, or the source is broken. */
export function takeAmount(source: BitSource): number {
  const kind = takeBits(source, KIND_BITS)
  if (kind === FLOAT_KIND) return takeFloat(source)
  const isNegative = takeFlag(source)
  const amount = takeNumber(source, GROUP) / (SCALES[kind] as number)
  return isNegative ? 0 - amount : amount
}

function isExact(amount: number, scale: number): boolean {
  const scaled = Math.round(Math.abs(amount) * scale)
  return scaled <= Number.MAX_SAFE_INTEGER && scaled / scale === Math.abs(amount)
}

function putFloat(sink: BitSink, amount: number): void {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, amount)
  for (let at = 0; at < 8; at += 2) putBits(sink, view.getUint16(at), HALF_BITS)
}

function takeFloat(source: BitSource): number {
  const view = new DataView(new ArrayBuffer(8))
  for (let at = 0; at < 8; at += 2) view.setUint16(at, takeBits(source, HALF_BITS))
  const amount = view.getFloat64(0)
  if (Number.isFinite(amount)) return amount
  source.isBroken = true
  return 0
}
