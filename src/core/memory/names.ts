/** Which names and texts may be kept, and lookups by names that anybody may choose. */

import { isForbiddenName } from '../condition/lookup.ts'
import { MAX_NAME_LENGTH } from './limits.ts'

/** JSON.parse of V8 13.6 may take a key that is a quotation mark for a backslash that it parsed before. */
const UNSAFE_IN_KEYS = /["\\]/

/** Categories, items, traits, experiences: whatever becomes a key or stands for one. */
export const isFit = (name: string): boolean =>
  name !== '' &&
  name.length <= MAX_NAME_LENGTH &&
  !isForbiddenName(name) &&
  !UNSAFE_IN_KEYS.test(name) &&
  name.isWellFormed()

/** A copy with this entry last. */
export function withEntry<T>(entries: { readonly [name: string]: T }, name: string, value: T): { [name: string]: T } {
  const { [name]: _, ...rest } = entries
  return { ...rest, [name]: value }
}

export function withoutEntry<T>(entries: { readonly [name: string]: T }, name: string): { [name: string]: T } {
  const { [name]: _, ...rest } = entries
  return rest
}

/** The last so many entries. */
export function lastEntries<T>(entries: { readonly [name: string]: T }, count: number): { readonly [name: string]: T } {
  const all = Object.entries(entries)
  return all.length <= count ? entries : Object.fromEntries(all.slice(-count))
}

/** By code units: the same everywhere. */
export const byName = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
