/** Numbers of few bits one after the other, without a byte wasted between them. Not what they mean: memory-bytes.ts. */

const FIRST_BYTES = 1_024
const BYTE_BITS = 8
/** What one call puts or takes: JavaScript's shifts are right up to there. */
const MOST_BITS = 24

export interface BitSink {
  bytes: Uint8Array
  /** Bits that are there. */
  at: number
}

export interface BitSource {
  readonly bytes: Uint8Array
  at: number
  /** Something was not as a sink writes it; what is taken from then on means nothing. */
  isBroken: boolean
}

export const bitSink = (): BitSink => ({ bytes: new Uint8Array(FIRST_BYTES), at: 0 })
export const bitSource = (bytes: Uint8Array): BitSource => ({ bytes, at: 0, isBroken: false })

/** Its last byte is filled up with zeros. */
export const bytesOf = ({ bytes, at }: BitSink): Uint8Array => bytes.subarray(0, Math.ceil(at / BYTE_BITS))

/** The lowest `count` bits of `value`, the highest of them first; at most 24. */
export function putBits(sink: BitSink, value: number, count: number): void {
  if (sink.at + MOST_BITS > sink.bytes.length * BYTE_BITS) grow(sink)
  const { bytes } = sink
  let left = count
  while (left > 0) {
    const free = BYTE_BITS - (sink.at & 7)
    const step = Math.min(left, free)
    left -= step
    const place = sink.at >> 3
    bytes[place] = (bytes[place] as number) | (((value >>> left) & ((1 << step) - 1)) << (free - step))
    sink.at += step
  }
}

function grow(sink: BitSink): void {
  const larger = new Uint8Array(sink.bytes.length * 2)
  larger.set(sink.bytes)
  sink.bytes = larger
}

/** Zeros where there is nothing left. */
export function takeBits(source: BitSource, count: number): number {
  if (source.at + count > source.bytes.length * BYTE_BITS) {
    source.isBroken = true
    return 0
  }
  let value = 0
  let left = count
  while (left > 0) {
    const held = BYTE_BITS - (source.at & 7)
    const step = Math.min(left, held)
    left -= step
    const byte = source.bytes[source.at >> 3] as number
    value = (value << step) | ((byte >>> (held - step)) & ((1 << step) - 1))
    source.at += step
  }
  return value
}

/** As takeBits, but stays where it is. */
export function peekBits(source: BitSource, count: number): number {
  const place = source.at >> 3
  const { bytes } = source
  const three = ((bytes[place] ?? 0) << 16) | ((bytes[place + 1] ?? 0) << 8) | (bytes[place + 2] ?? 0)
  return (three >>> (MOST_BITS - (source.at & 7) - count)) & ((1 << count) - 1)
}

export const putFlag = (sink: BitSink, is: boolean): void => putBits(sink, is ? 1 : 0, 1)
export const takeFlag = (source: BitSource): boolean => takeBits(source, 1) === 1

/** A safe integer from 0 in groups of `group` bits, the lowest first; before each, whether another one follows. */
export function putNumber(sink: BitSink, value: number, group: number): void {
  const base = 1 << group
  let rest = value
  while (rest >= base) {
    putBits(sink, base | (rest % base), group + 1)
    rest = Math.floor(rest / base)
  }
  putBits(sink, rest, group + 1)
}

export function takeNumber(source: BitSource, group: number): number {
  const base = 1 << group
  let value = 0
  for (let scale = 1; scale <= Number.MAX_SAFE_INTEGER; scale *= base) {
    const taken = takeBits(source, group + 1)
    value += (taken % base) * scale
    if (taken < base) break
  }
  if (value <= Number.MAX_SAFE_INTEGER) return value
  source.isBroken = true
  return 0
}

/** Nothing is broken, and nothing but the zeros of the last byte is left. */
export const isWhole = (source: BitSource): boolean => {
  const left = source.bytes.length * BYTE_BITS - source.at
  return !source.isBroken && left < BYTE_BITS && takeBits(source, left) === 0
}
