/** The experiences that may win, as far as the detector of shadows has come: by what they ask, to be found again. Not the proof: shadowed.md. */

import { everything } from '../../core/conjunction/spans.ts'
import { type Alternative, listed, type Values } from './alternative.ts'
import type { ReadExperience } from './reading.ts'

/** An experience with one of its alternatives. */
export interface Claimant {
  readonly experience: ReadExperience
  readonly alternative: Alternative
}

/** Sets of more values are found by their attribute alone. */
const MAX_LISTED_COUNT = 32

export interface Claims {
  add(claimant: Claimant): void
  /** Of this slot, whatever might be implied by `narrow`; some that are not are among them. */
  candidates(slot: number, narrow: Alternative): Iterable<Claimant>
}

/**
 * Each claimant stands under the key that has fewest others: one of its attributes with each of the values that it
 * takes, an attribute alone, a key of its others, or nothing if it asks nothing. Whoever is within it has that key, too:
 * all of its own values are among the claimant's, so the first of them is.
 */
export function claims(): Claims {
  const bySlot = new Map<number, Map<string, Claimant[]>>()
  const sizes = new Map<string, number>()

  return {
    add(claimant) {
      const keys = rarest(keysOf(claimant.alternative), sizes)
      for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1)
      for (const slot of claimant.experience.slots) {
        const byKey = bySlot.get(slot) ?? new Map<string, Claimant[]>()
        bySlot.set(slot, byKey)
        for (const key of keys) {
          const known = byKey.get(key)
          if (known) known.push(claimant)
          else byKey.set(key, [claimant])
        }
      }
    },
    *candidates(slot, narrow) {
      const byKey = bySlot.get(slot)
      if (byKey === undefined) return
      for (const key of lookupsOf(narrow)) yield* byKey.get(key) ?? []
    },
  }
}

/** Each a way of its own to stand in the table; `['']` for who asks nothing. */
function keysOf({ terms, others }: Alternative): readonly (readonly string[])[] {
  const ways = [...terms].map(([attribute, values]) => {
    const members = membersOf(values)
    return members === null ? [attributeKey(attribute)] : members.map((member) => valueKey(attribute, member))
  })
  for (const key of others) ways.push([otherKey(key)])
  return ways.length === 0 ? [['']] : ways
}

function rarest(ways: readonly (readonly string[])[], sizes: ReadonlyMap<string, number>): readonly string[] {
  let best = ways[0]!
  let fewest = Number.POSITIVE_INFINITY
  for (const keys of ways) {
    const most = Math.max(...keys.map((key) => sizes.get(key) ?? 0))
    if (most >= fewest) continue
    fewest = most
    best = keys
  }
  return best
}

function* lookupsOf({ terms, others }: Alternative): Iterable<string> {
  yield ''
  for (const [attribute, values] of terms) {
    yield attributeKey(attribute)
    const [first] = membersOf(values) ?? []
    if (first !== undefined) yield valueKey(attribute, first)
  }
  for (const key of others) yield otherKey(key)
}

const attributeKey = (attribute: string): string => `a ${attribute}`
const valueKey = (attribute: string, member: string): string => `v ${JSON.stringify(attribute)} ${member}`
const otherKey = (key: string): string => `o ${key}`

/** All values of a set, each with its type before it; null: they cannot be listed, or are too many. */
function membersOf({ plain, folded }: Values): readonly string[] | null {
  const numbers = listed(plain.numbers)
  const texts = listed(plain.texts)
  if (numbers === null || texts === null || folded !== everything) return null
  if (numbers.length + texts.length > MAX_LISTED_COUNT) return null
  return [
    ...(plain.missing ? ['missing'] : []),
    ...(plain.true ? ['true'] : []),
    ...(plain.false ? ['false'] : []),
    ...numbers.map((number) => `number ${number + 0}`),
    ...texts.map((text) => `text ${text}`),
  ]
}
