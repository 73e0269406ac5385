/** What the variants of an experience put where, flat, with its path. Not whether it may stand there: content-check.ts. */

import type { AuthoredContent, AuthoredRuleset, AuthoredVariant } from '../../core/authored.ts'
import { at } from '../../core/issue.ts'
import type { ReadExperience } from './reading.ts'

export interface PlacedContent {
  readonly path: string
  readonly slot: string
  /** Null: the slot itself. */
  readonly part: string | null
  readonly content: AuthoredContent
}

/** Of one variant; `index` is its own among the variants. */
export function contentsOf(
  variant: AuthoredVariant,
  index: number,
  experience: ReadExperience,
  slots: AuthoredRuleset['slots'],
): readonly PlacedContent[] {
  const path = at(at(at(at('experiences', experience.index), 'variants'), index), 'slots')
  return Object.entries(variant.slots).flatMap(([slot, content]): readonly PlacedContent[] => {
    const where = at(path, slot)
    if (Object.keys(slots[slot]!.parts ?? {}).length === 0) return [{ path: where, slot, part: null, content }]
    return Object.entries(content as { readonly [part: string]: AuthoredContent }).map(([part, own]) => ({
      path: at(where, part),
      slot,
      part,
      content: own,
    }))
  })
}

export interface PlacedText {
  readonly path: string
  /** The key of the content, or `attributes`. */
  readonly key: string
  readonly text: string
}

/** Every text that may have merge fields. */
export function textsOf({ path, content }: PlacedContent): readonly PlacedText[] {
  return Object.entries(content).flatMap(([key, value]: [string, unknown]): readonly PlacedText[] => {
    if (typeof value === 'string') return [{ path: at(path, key), key, text: value }]
    if (key !== 'attributes') return []
    return Object.entries(value as object).flatMap(([name, text]) =>
      typeof text === 'string' ? [{ path: at(at(path, key), name), key, text }] : [],
    )
  })
}
