/** The attributes that conditions ask for, with what is known of them for this visit. Not the conditions' answers. */

import { ATTRIBUTES } from '../core/condition/attribute.ts'
import { attributeLabel } from '../core/condition/attribute-label.ts'
import { type ConditionOptions, MAX_CONDITION_DEPTH } from '../core/condition/condition-options.ts'
import { readerOf } from '../core/condition/lookup.ts'
import { seenAs } from '../core/condition/trace.ts'
import type { RunnableExperience } from '../core/decision/runnable.ts'
import { type Around, seenWords } from '../core/wording/fact.ts'
import { capitalised } from '../core/wording/phrase.ts'
import { shownValue } from '../core/wording/shown-value.ts'

const MAX_ATTRIBUTES_COUNT = 100

export interface AttributeRead {
  readonly name: string
  /** What people call it. */
  readonly label: string
  readonly state: 'present' | 'missing' | 'unknown'
  readonly value: unknown
  /** The value in words. */
  readonly text: string
}

/** In the order of the format's table; those that only the site knows last. */
export function attributesRead(
  experiences: readonly RunnableExperience[],
  options: ConditionOptions,
  attributes: object,
  around: Around,
): readonly AttributeRead[] {
  const names = [...namesIn(experiences, options)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return names.slice(0, MAX_ATTRIBUTES_COUNT).map((name) => {
    const seen = seenAs(readerOf(name)(attributes))
    const value = seen.state === 'present' ? shownValue(seen.value) : null
    const label = capitalised(attributeLabel(name, around.language))
    return { name, label, state: seen.state, value, text: seenWords(name, seen, around) }
  })
}

const RANKS: ReadonlyMap<string, number> = new Map(ATTRIBUTES.map(({ name }, at) => [name, at]))
const rank = (name: string): number => RANKS.get(name) ?? ATTRIBUTES.length

function namesIn(
  experiences: readonly RunnableExperience[],
  { audiences = {} }: ConditionOptions,
): ReadonlySet<string> {
  const names = new Set<string>()
  const audiencesMet = new Set<string>()
  for (const { condition } of experiences) collect(condition, 0)
  return names

  /** Not by trees: for ten thousand conditions these take half a second. */
  function collect(condition: unknown, depth: number): void {
    if (typeof condition !== 'object' || condition === null || depth > MAX_CONDITION_DEPTH) return
    for (const [key, operand] of Object.entries(condition)) {
      if (!key.startsWith('$')) names.add(key)
      else if (key === '$audience') collectAudience(operand, depth)
      else if (Array.isArray(operand)) for (const part of operand) collect(part, depth + 1)
      else collect(operand, depth + 1)
    }
  }

  /** Audiences are shared between conditions: each is gone through once. */
  function collectAudience(name: unknown, depth: number): void {
    if (typeof name !== 'string' || audiencesMet.has(name) || !Object.hasOwn(audiences, name)) return
    audiencesMet.add(name)
    collect(audiences[name], depth + 1)
  }
}
