/** Any value cut to what a person can read and JSON can carry. Not words for it: value-words.ts. */

import { UNKNOWN } from '../unknown.ts'

/** Characters of one text. */
export const MAX_SHOWN_LENGTH = 120
/** Items of a list, fields of an object. */
export const MAX_SHOWN_COUNT = 20
const MAX_SHOWN_DEPTH = 3

/** As JSON: what is left out is said by an ellipsis, what is unknown inside by `{ "unknown": true }`. */
export function shownValue(value: unknown, depth = 0): unknown {
  if (value === UNKNOWN) return { unknown: true }
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return cut(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value !== 'object') return value === undefined ? null : cut(String(value))
  if (depth >= MAX_SHOWN_DEPTH) return '…'
  if (Array.isArray(value)) {
    const items = Array.from(value.slice(0, MAX_SHOWN_COUNT), (item) => shownValue(item, depth + 1))
    return value.length > MAX_SHOWN_COUNT ? [...items, '…'] : items
  }
  const entries = Object.entries(value)
  const shown = entries.slice(0, MAX_SHOWN_COUNT).map(([key, field]) => [cut(key), shownValue(field, depth + 1)])
  return Object.fromEntries(entries.length > MAX_SHOWN_COUNT ? [...shown, ['…', '…']] : shown)
}

/** A text as it is, anything else as JSON; one line at most. */
export const shownText = (value: unknown): string =>
  cut(typeof value === 'string' ? value : (JSON.stringify(shownValue(value)) ?? ''))

const cut = (text: string): string =>
  text.length <= MAX_SHOWN_LENGTH ? text : `${text.slice(0, MAX_SHOWN_LENGTH).toWellFormed()}…`
