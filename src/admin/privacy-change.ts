/** One wish of a visitor about what is remembered of them, applied. Not where it is kept: privacy-keep.ts. */

import type { CompiledSchema, CompiledTrait } from '../core/compiled.ts'
import { withoutEntry } from '../core/memory/names.ts'
import { removeTrait, setTrait } from '../core/memory/traits.ts'
import type { Memory, TraitValue } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { localized } from '../core/wording/localized.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import { PURPOSE_WORDS } from './consent/words.ts'
import { type Change, MAX_VALUE_LENGTH } from './privacy-act.ts'

export type ChangeFault = 'unknown_trait' | 'bad_value'

export interface Around {
  readonly schema: CompiledSchema
  readonly language: WordingLanguage
  /** Epoch milliseconds. */
  readonly now: number
}

/** What is not there is no failure: two tabs may ask for the same. */
export function changed(memory: Memory, change: Change, around: Around): Result<Memory, ChangeFault> {
  switch (change.act) {
    case 'correct':
      return corrected(memory, change.name, change.value, around)
    case 'remove':
      return ok(removeTrait(memory, change.name))
    case 'show-again':
      return ok({ ...memory, dismissed: memory.dismissed.filter((experience) => experience !== change.name) })
    case 'forget':
      return ok(forgotten(memory, change))
  }
}

function forgotten(memory: Memory, { what, name }: Extract<Change, { act: 'forget' }>): Memory {
  switch (what) {
    case 'interest':
      return { ...memory, affinities: withoutEntry(memory.affinities, name) }
    case 'item':
      return { ...memory, items: memory.items.filter(({ item }) => item !== name) }
    case 'search':
      return { ...memory, searches: memory.searches.filter(({ words }) => words !== name) }
  }
}

/** Only what the site's schema has may be said; what the site brought becomes what the visitor says. */
function corrected(
  memory: Memory,
  name: string,
  said: readonly string[],
  { schema, language, now }: Around,
): Result<Memory, ChangeFault> {
  const trait = Object.hasOwn(schema.traits, name) ? schema.traits[name]! : null
  if (trait === null) return fail('unknown_trait')
  const value = valueFor(trait, said)
  if (value === null) return fail('bad_value')
  const purpose = localized(trait.why, language) ?? PURPOSE_WORDS[trait.purpose].name[language]
  return ok(setTrait(memory, name, { value, source: 'declared', purpose, at: Math.floor(now / 1000) }))
}

/** Null: the trait cannot have it. */
function valueFor({ type, values }: CompiledTrait, said: readonly string[]): TraitValue | null {
  if (type === 'strings')
    return said.length > 0 && said.every((one) => isAmong(values, one)) ? [...new Set(said)] : null
  const [only, ...others] = said
  if (only === undefined || others.length > 0) return null
  switch (type) {
    case 'string':
      return isAmong(values, only) ? only : null
    case 'number':
      return only.trim() !== '' && Number.isFinite(Number(only)) ? Number(only) : null
    case 'boolean':
      return only === 'true' ? true : only === 'false' ? false : null
  }
}

const isAmong = (values: CompiledTrait['values'], text: string): boolean =>
  values === null ? text.trim() !== '' && text.length <= MAX_VALUE_LENGTH && text.isWellFormed() : values.includes(text)
