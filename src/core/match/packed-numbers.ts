/** Lists of small integers as short texts that survive JSON. Not for numbers below 0 or of 2 ** 31 and more. */

import type { PackedNumbers } from '../compiled.ts'

const MORE = 0x80
const PAYLOAD = 0x7f
const PAYLOAD_BITS = 7
/** `String.fromCharCode` takes its characters as arguments, of which a stack holds only so many. */
const CHUNK_COUNT = 8_192

/** Seven bits a byte, the lowest first, the eighth says that more follow (LEB128); the bytes in base64. */
export function packNumbers(numbers: readonly number[]): PackedNumbers {
  const bytes: number[] = []
  for (const number of numbers) {
    let rest = number
    for (; rest > PAYLOAD; rest >>>= PAYLOAD_BITS) bytes.push((rest & PAYLOAD) | MORE)
    bytes.push(rest)
  }
  let binary = ''
  for (let at = 0; at < bytes.length; at += CHUNK_COUNT) {
    binary += String.fromCharCode(...bytes.slice(at, at + CHUNK_COUNT))
  }
  return btoa(binary)
}

/** Throws on what `packNumbers` did not make. */
export function unpackNumbers(packed: PackedNumbers): Int32Array {
  const binary = atob(packed)
  const numbers = new Int32Array(binary.length)
  let count = 0
  let number = 0
  let shift = 0
  for (let at = 0; at < binary.length; at++) {
    const byte = binary.charCodeAt(at)
    number |= (byte & PAYLOAD) << shift
    if (byte > PAYLOAD) shift += PAYLOAD_BITS
    else {
      numbers[count++] = number
      number = 0
      shift = 0
    }
  }
  return numbers.subarray(0, count)
}
