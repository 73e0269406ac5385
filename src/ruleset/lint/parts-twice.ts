/** Two parts of a slot that are one element, changed in one variant where only one change shows. Not slots: nested-slots.ts. */

import type { AuthoredContent, AuthoredSlot } from '../../core/authored.ts'
import { type Issue, warning } from '../../core/issue.ts'
import { meansSame, parseSelector } from '../../core/page/selector.ts'
import { contentsOf, type PlacedContent } from './contents.ts'
import type { Reading } from './reading.ts'

export function partsTwiceIssues({ experiences, authored: { slots } }: Reading): readonly Issue[] {
  const twins = new Map(Object.entries(slots).flatMap(([id, slot]) => twinsIn(id, slot)))
  if (twins.size === 0) return []
  return experiences.flatMap((experience) =>
    experience.authored.variants.flatMap((variant, index) => {
      const contents = contentsOf(variant, index, experience, slots)
      return contents.flatMap((later, position) =>
        contents
          .slice(0, position)
          .flatMap((earlier) => (isFight(earlier, later, twins) ? [fight(earlier, later)] : [])),
      )
    }),
  )
}

const fight = (earlier: PlacedContent, later: PlacedContent): Issue =>
  warning(
    later.path,
    'slot_claimed_twice',
    `The parts ${earlier.part} and ${later.part} are the same element, and of two changes only one can show.`,
    'Change it with one of them, or correct their selectors.',
  )

/** By slot and part: the other parts that are the same element. */
type Twins = ReadonlyMap<string, ReadonlySet<string>>

const keyOf = (slot: string, part: string | null): string => `${slot} ${part}`

function twinsIn(id: string, { parts = {} }: AuthoredSlot): [string, ReadonlySet<string>][] {
  const read = Object.entries(parts).flatMap(([part, { selector }]) => {
    const parsed = parseSelector(selector)
    return parsed.ok ? [{ part, selector: parsed.value }] : []
  })
  return read.flatMap(({ part, selector }): [string, ReadonlySet<string>][] => {
    const same = read.filter((other) => other.part !== part && meansSame(selector, other.selector))
    return same.length === 0 ? [] : [[keyOf(id, part), new Set(same.map((other) => other.part))]]
  })
}

function isFight(earlier: PlacedContent, later: PlacedContent, twins: Twins): boolean {
  if (earlier.slot !== later.slot || earlier.part === null) return false
  if (!twins.get(keyOf(later.slot, later.part))?.has(earlier.part)) return false
  const [one, other] = [touched(earlier.content), touched(later.content)]
  return one.has(EVERYTHING) || other.has(EVERYTHING) || [...one].some((place) => other.has(place))
}

const EVERYTHING = 'everything'
const INSIDE = 'inside'
const OF_THEIR_OWN = ['src', 'alt', 'srcset', 'sizes', 'href'] as const

/** What of the element a content sets: its inside, or an attribute. */
function touched(content: AuthoredContent): ReadonlySet<string> {
  const places = new Set<string>(Object.keys(content.attributes ?? {}).map((name) => `@${name.toLowerCase()}`))
  if (content.remove === true || content.replace !== undefined) places.add(EVERYTHING)
  if (content.text !== undefined || content.html !== undefined) places.add(INSIDE)
  for (const key of OF_THEIR_OWN) if (content[key] !== undefined) places.add(`@${key}`)
  return places
}
