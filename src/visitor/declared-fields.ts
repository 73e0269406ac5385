/** Which traits and scores a site has declared, as far as whoever brings them needs it. Not their labels and questions: the compiled schema. */

import type { CompiledSchema, CompiledScore, CompiledTrait } from '../core/compiled.ts'
import { MAX_NAME_LENGTH, MAX_TRAIT_ITEMS_COUNT } from '../core/memory/limits.ts'
import type { TraitValue } from '../core/memory.ts'

/** Of the compiled ruleset. Names are the site's: hasOwn. */
export type DeclaredFields = Pick<CompiledSchema, 'traits' | 'scores'>

export const NOTHING_DECLARED: DeclaredFields = { traits: {}, scores: {} }

const CONTROL = /\p{Cc}/u

export const traitIn = ({ traits }: DeclaredFields, name: string): CompiledTrait | null =>
  Object.hasOwn(traits, name) ? traits[name]! : null

export const scoreIn = ({ scores }: DeclaredFields, name: string): CompiledScore | null =>
  Object.hasOwn(scores, name) ? scores[name]! : null

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?$/i
/** Between the texts of one cell. */
const BETWEEN = '|'

/** What a text stands for, as tables have nothing else; a text that is no such thing stays one, and is refused as that. */
export function valueInText(type: CompiledTrait['type'], text: string): unknown {
  const bare = text.trim()
  switch (type) {
    case 'string':
      return text
    case 'number':
      return NUMBER.test(bare) ? Number(bare) : text
    case 'boolean':
      return BOOLEANS.get(bare.toLowerCase()) ?? text
    case 'strings':
      return bare.split(BETWEEN).map((one) => one.trim())
  }
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])

const MAX_NAMED_VALUES_COUNT = 8

/** What `isValueOf` takes, for whoever brought something else. */
export function wantedText({ type, values }: CompiledTrait): string {
  const named = values?.slice(0, MAX_NAMED_VALUES_COUNT).join(', ')
  const rest = values !== null && values.length > MAX_NAMED_VALUES_COUNT ? ' …' : ''
  switch (type) {
    case 'number':
      return 'a number'
    case 'boolean':
      return 'true or false'
    case 'string':
      return named === undefined
        ? `a text of up to ${MAX_NAME_LENGTH} characters in one line`
        : `one of ${named}${rest}`
    case 'strings':
      return named === undefined
        ? `up to ${MAX_TRAIT_ITEMS_COUNT} texts of up to ${MAX_NAME_LENGTH} characters`
        : `up to ${MAX_TRAIT_ITEMS_COUNT} of ${named}${rest}`
  }
}

export function isValueOf({ type, values }: CompiledTrait, value: unknown): value is TraitValue {
  const isText = (text: unknown): boolean =>
    typeof text === 'string' &&
    text.length <= MAX_NAME_LENGTH &&
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
      return Array.isArray(value) && value.length <= MAX_TRAIT_ITEMS_COUNT && value.every(isText)
  }
}
