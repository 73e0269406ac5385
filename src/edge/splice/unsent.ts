/** The raw bytes of a page that is fed and drained, of which some have gone out already. Not who feeds or drains: fed.ts. */

import { concat } from './layout.ts'

export interface UnsentBytes {
  add(piece: Uint8Array): void
  /** So much of the parser's output has gone out: bytes as they came, and what was inserted among them. */
  sent(output: Uint8Array): void
  held(): number
  total(): number
  /** Everything that was read and has not gone out; first what is left of an insertion that has begun to go out. */
  unsent(): Uint8Array
}

const LESS_THAN = '<'

/**
 * `inserted`: ASCII that stands in the output before the raw `<body`, and nowhere is anything else changed. It begins with
 * `<s`, so that the first byte that differs from the raw ones is its second; seen from there it is the rest of it and the
 * `<` of the body's tag that were inserted. `hasInserted`: the parser has come to it, so that it may be in the output.
 */
export function unsentBytes(inserted: string, hasInserted: () => boolean): UnsentBytes {
  const pieces: Uint8Array[] = []
  /** Position of the first kept byte, of the first unsent one, and of the end. */
  let kept = 0
  let gone = 0
  let end = 0
  const insertion = new TextEncoder().encode(inserted.slice(1) + LESS_THAN)
  /** How much of the insertion has gone out; null before it begins. */
  let insertedGone: number | null = null

  function advance(count: number): void {
    gone += count
    while (pieces.length > 0 && kept + (pieces[0] as Uint8Array).byteLength <= gone) {
      kept += (pieces.shift() as Uint8Array).byteLength
    }
  }

  return {
    add(piece) {
      pieces.push(piece)
      end += piece.byteLength
    },
    sent(output) {
      let left = output
      if (insertedGone === null && hasInserted()) {
        const same = sameBytes(output, pieces, gone - kept)
        advance(same)
        left = output.subarray(same)
        if (left.byteLength > 0) insertedGone = 0
      }
      if (insertedGone !== null) {
        const count = Math.min(left.byteLength, insertion.byteLength - insertedGone)
        insertedGone += count
        left = left.subarray(count)
      }
      advance(left.byteLength)
    },
    held: () => end - gone,
    total: () => end,
    unsent() {
      const raw = concat(pieces).subarray(gone - kept)
      return insertedGone === null ? raw : concat([insertion.subarray(insertedGone), raw])
    },
  }
}

/** How many bytes at the start of `output` equal those of `pieces` from `from` on. */
function sameBytes(output: Uint8Array, pieces: readonly Uint8Array[], from: number): number {
  let same = 0
  let at = from
  for (const piece of pieces) {
    for (; at < piece.byteLength; at++, same++) {
      if (same === output.byteLength || output[same] !== piece[at]) return same
    }
    at = 0
  }
  return same
}
