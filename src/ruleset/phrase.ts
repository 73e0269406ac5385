/** Pieces of sentences that messages are made of. Not the messages: they stand beside the checks that give them. */

import { editDistance } from '../core/condition/edit-distance.ts'

const SHOWN_LENGTH = 60
/** Longer names are no slips of the pen. */
const MAX_SUGGESTED_LENGTH = 64
const CHARACTERS_PER_SLIP = 3

/** A value as it stands in the document, shortened. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH).toWellFormed()}…`
}

/** `a text`, `a number` … */
export function typeWord(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'boolean') return String(value)
  return { string: 'a text', number: 'a number' }[typeof value as 'string' | 'number'] ?? 'an object'
}

/** `a`, `a or b`, `a, b or c`. */
export const anyOf = (words: readonly string[]): string => joined(words, 'or')

/** `a`, `a and b`, `a, b and c`. */
export const allOf = (words: readonly string[]): string => joined(words, 'and')

function joined(words: readonly string[], last: string): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`
}

/** `Did you mean …?` when a candidate is near, else what the caller would say. */
export function didYouMean(written: string, candidates: readonly string[], otherwise: string): string {
  const near = nearest(written, candidates)
  return near === null ? otherwise : `Did you mean ${near}?`
}

function nearest(written: string, candidates: readonly string[]): string | null {
  if (written.length > MAX_SUGGESTED_LENGTH) return null
  let best: string | null = null
  let fewest = 1 + Math.max(1, Math.floor(written.length / CHARACTERS_PER_SLIP))
  for (const candidate of candidates) {
    if (candidate.length > MAX_SUGGESTED_LENGTH) continue
    const slips = editDistance(written.toLowerCase(), candidate.toLowerCase())
    if (slips < fewest) {
      best = candidate
      fewest = slips
    }
  }
  return best
}
