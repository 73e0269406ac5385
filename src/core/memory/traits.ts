/** What a visitor said of themselves, or the site brought: set, corrected, taken back. Not which traits a site has: compiled.ts. */

import type { Memory, Trait, TraitValue } from '../memory.ts'
import { MAX_NAME_LENGTH, MAX_TRAIT_ITEMS_COUNT, MAX_TRAITS_COUNT } from './limits.ts'
import { byName, isFit, withEntry, withoutEntry } from './names.ts'

/** Declared beats imported: what is imported does not replace what a visitor said. Unfit names and values change nothing. */
export function setTrait(memory: Memory, name: string, trait: Trait): Memory {
  if (!isFit(name) || !isFitValue(trait.value)) return memory
  const known = Object.hasOwn(memory.traits, name) ? memory.traits[name]! : null
  if (known?.source === 'declared' && trait.source === 'imported') return memory
  return { ...memory, traits: boundedTraits(withEntry(memory.traits, name, trait)) }
}

export const removeTrait = (memory: Memory, name: string): Memory =>
  Object.hasOwn(memory.traits, name) ? { ...memory, traits: withoutEntry(memory.traits, name) } : memory

function isFitValue(value: TraitValue): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'boolean') return true
  if (typeof value === 'string') return isText(value)
  return value.length <= MAX_TRAIT_ITEMS_COUNT && value.every(isText)
}

const isText = (text: string): boolean => text.length <= MAX_NAME_LENGTH && text.isWellFormed()

/** Which of the two counts for more, and a total order: negative, the second does. */
export const compareTraits = (one: Trait, other: Trait): number =>
  rank(one) - rank(other) || one.at - other.at || byName(JSON.stringify(one), JSON.stringify(other))

const rank = ({ source }: Trait): number => (source === 'declared' ? 1 : 0)

export function boundedTraits(traits: Memory['traits']): Memory['traits'] {
  const entries = Object.entries(traits)
  if (entries.length <= MAX_TRAITS_COUNT) return traits
  const ranked = entries.toSorted(([a, one], [b, other]) => compareTraits(other, one) || byName(a, b))
  return Object.fromEntries(ranked.slice(0, MAX_TRAITS_COUNT))
}
