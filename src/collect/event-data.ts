/** What `data` may hold: plain JSON within bounds. Not what a kind wants in it: event-kinds.ts. */

/** Objects and lists inside each other, `data` itself included. */
export const MAX_DATA_DEPTH_COUNT = 5
/** Keys and items, wherever they stand. */
export const MAX_DATA_VALUES_COUNT = 1_000
/** Keys and texts together. */
export const MAX_DATA_LENGTH = 8_192
export const MAX_KEY_LENGTH = 64
export const MAX_DATA_TEXT_LENGTH = 1_000
/** Above any sum of money, and whole numbers are still exact. */
export const MAX_NUMBER = 1e12

const CONTROL = /\p{Cc}/u

/** Well-formed (no lone surrogates) and without control characters. */
export const isCleanText = (text: string): boolean => text.isWellFormed() && !CONTROL.test(text)

export const isPlainObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of what JSON.parse gave. Recursion ends at the depth that is allowed. */
export function isData(value: unknown): value is { readonly [key: string]: unknown } {
  return isPlainObject(value) && isWithin(value, { values: MAX_DATA_VALUES_COUNT, length: MAX_DATA_LENGTH }, 1)
}

/** What is left of the bounds. */
interface Room {
  values: number
  length: number
}

function isWithin(value: unknown, room: Room, depth: number): boolean {
  switch (typeof value) {
    case 'string':
      return value.length <= MAX_DATA_TEXT_LENGTH && takesLength(room, value.length) && isCleanText(value)
    case 'number':
      return Math.abs(value) <= MAX_NUMBER
    case 'boolean':
      return true
    case 'object':
      return value === null || (depth <= MAX_DATA_DEPTH_COUNT && isFilledWithin(value, room, depth))
    default:
      return false
  }
}

function isFilledWithin(value: object, room: Room, depth: number): boolean {
  if (Array.isArray(value)) return value.every((item) => takesValue(room) && isWithin(item, room, depth + 1))
  return Object.entries(value).every(
    ([key, held]) => takesValue(room) && isKey(key) && takesLength(room, key.length) && isWithin(held, room, depth + 1),
  )
}

/** Names that mean something to JavaScript are nobody's own. */
const isKey = (key: string): boolean =>
  key !== '' && key.length <= MAX_KEY_LENGTH && !(key in Object.prototype) && key !== 'prototype' && isCleanText(key)

const takesValue = (room: Room): boolean => --room.values >= 0

function takesLength(room: Room, length: number): boolean {
  room.length -= length
  return room.length >= 0
}
