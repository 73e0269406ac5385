/** Integers collected into one typed array whose final length is not known yet. Not a list for the request path. */

export interface IntArena {
  readonly length: number
  /** Appends; gives the offset of the first. */
  append(numbers: Int32Array): number
  /** Appends a copy of what lies at `from`, or so many zeros. */
  appendCopy(from: number, count: number): number
  appendZeros(count: number): number
  get(at: number): number
  toggleBit(at: number, bit: number): void
  finished(): Int32Array
}

export function intArena(): IntArena {
  let numbers = new Int32Array(1_024)
  let length = 0

  function grow(count: number): number {
    const from = length
    length += count
    if (length > numbers.length) {
      const larger = new Int32Array(Math.max(length, 2 * numbers.length))
      larger.set(numbers)
      numbers = larger
    }
    return from
  }

  return {
    get length() {
      return length
    },
    append(added) {
      const from = grow(added.length)
      numbers.set(added, from)
      return from
    },
    appendCopy(source, count) {
      const from = grow(count)
      numbers.copyWithin(from, source, source + count)
      return from
    },
    appendZeros: grow,
    get: (at) => numbers[at]!,
    toggleBit(at, bit) {
      numbers[at + (bit >>> 5)]! ^= 1 << (bit & 31)
    },
    finished: () => numbers.slice(0, length),
  }
}
