/** Which traits and scores a site has declared, as far as whoever brings them needs it. Not their labels and questions: the compiled schema. */

import type { Purpose } from '../core/consent.ts'
import type { TraitValue } from '../core/memory.ts'

/** A part of the compiled ruleset's `site.schema`, which may be given as it is. Names are the site's: hasOwn. */
export interface DeclaredFields {
  readonly traits: { readonly [trait: string]: DeclaredTrait }
  readonly scores: { readonly [score: string]: DeclaredScore }
}

export interface DeclaredScore {
  /** What it may be used for. */
  readonly purpose: Purpose
  /** Seconds after which it is forgotten; null: with the rest. */
  readonly retention: number | null
}

export interface DeclaredTrait extends DeclaredScore {
  readonly type: 'string' | 'number' | 'boolean' | 'strings'
  /** Of texts: all that it may be; null: any. */
  readonly values: readonly string[] | null
}

export const NOTHING_DECLARED: DeclaredFields = { traits: {}, scores: {} }

/** UTF-16 units of a text; a memory keeps no longer ones. */
const MAX_TEXT_LENGTH = 200
const MAX_TEXTS_COUNT = 20

const CONTROL = /\p{Cc}/u

export const traitIn = ({ traits }: DeclaredFields, name: string): DeclaredTrait | null =>
  Object.hasOwn(traits, name) ? traits[name]! : null

export const scoreIn = ({ scores }: DeclaredFields, name: string): DeclaredScore | null =>
  Object.hasOwn(scores, name) ? scores[name]! : null

export function isValueOf({ type, values }: DeclaredTrait, value: unknown): value is TraitValue {
  const isText = (text: unknown): boolean =>
    typeof text === 'string' &&
    text.length <= MAX_TEXT_LENGTH &&
    text.isWellFormed() &&
    !CONTROL.test(text) &&
    (values === null || values.includes(text))
  switch (type) {
    case 'string':
      return isText(value)
    case 'number':
      return Number.isFinite(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'strings':
      return Array.isArray(value) && value.length <= MAX_TEXTS_COUNT && value.every(isText)
  }
}
