/** One written form for texts that a reader takes for the same. Not for equality: `$eq` compares exactly. */

import { rememberingTexts } from './text-memo.ts'

const LAST_ASCII = 0x7f
const UPPER_A = 0x41
const UPPER_Z = 0x5a
/** Shorter texts are folded before they would be found. */
const LEAST_KEPT_LENGTH = 16

/**
 * NFKC, then lower case: `ＲＡＩＮ` and `rain` are the same. Plain lower-case ASCII comes back as it is, unallocated. Thousands
 * of conditions may ask about one long text.
 */
export const fold = rememberingTexts(LEAST_KEPT_LENGTH, foldOnce)

function foldOnce(text: string): string {
  let upper = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit > LAST_ASCII) return text.normalize('NFKC').toLowerCase()
    if (unit >= UPPER_A && unit <= UPPER_Z) upper = true
  }
  return upper ? text.toLowerCase() : text
}

/** `fold` for texts; anything else as it is. */
export const foldValue = (value: unknown): unknown => (typeof value === 'string' ? fold(value) : value)
