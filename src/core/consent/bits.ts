/** Bits of a base64url text, read in place and never past its end. Not what they mean: tcf.ts, gpp.ts. */

export interface BitReader {
  /** At most 53 bits, the highest first; 0 once there are not so many left. */
  read(count: number): number
  skip(count: number): void
  /** Whether more was asked for than there is, or something that is no base64url. */
  isSpent(): boolean
  /** Whether what is left is filling: less than `most` bits, all of them 0. */
  endsHere(most: number): boolean
}

const BITS_PER_CHARACTER = 6
/** RFC 4648, 5. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const FOREIGN = -1

const VALUES = Int8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)))

export function bitReader(text: string): BitReader {
  const end = text.length * BITS_PER_CHARACTER
  let at = 0
  let spent = false

  function bit(): number {
    const value = VALUES[text.charCodeAt(Math.floor(at / BITS_PER_CHARACTER))] ?? FOREIGN
    if (value === FOREIGN) spent = true
    const shift = BITS_PER_CHARACTER - 1 - (at++ % BITS_PER_CHARACTER)
    return (value >> shift) & 1
  }

  function read(count: number): number {
    if (at + count > end) spent = true
    if (spent) return 0
    let value = 0
    for (let left = count; left > 0; left--) value = value * 2 + bit()
    return spent ? 0 : value
  }

  return {
    read,
    skip(count) {
      if (at + count > end) spent = true
      else at += count
    },
    isSpent: () => spent,
    endsHere(most) {
      if (end - at >= most) return false
      while (at < end) if (bit() === 1) return false
      return !spent
    },
  }
}
