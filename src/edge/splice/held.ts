/** How many bytes of pages this isolate holds at the moment, so that many large pages at once cannot exhaust its memory. */

import { MAX_HELD_PER_ISOLATE_BYTES } from './limits.ts'

export interface Hold {
  /** False when the isolate has no room for so many bytes; nothing is taken then. */
  grow(toBytes: number): boolean
  release(): void
}

/** Raw bytes and their edited form are in hand together. */
const COPIES = 2

let heldByAll = 0

export function openHold(): Hold {
  let own = 0
  return {
    grow(toBytes) {
      const more = Math.max(0, toBytes * COPIES - own)
      if (heldByAll + more > MAX_HELD_PER_ISOLATE_BYTES) return false
      own += more
      heldByAll += more
      return true
    },
    release() {
      heldByAll -= own
      own = 0
    },
  }
}

export const heldBytes = (): number => heldByAll
