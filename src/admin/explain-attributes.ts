/** The attributes that conditions ask for, with what is known of them for this visit. Not the conditions' answers. */

import { ATTRIBUTES } from '../core/condition/attribute.ts'
import { attributeLabel } from '../core/condition/attribute-label.ts'
import type { ConditionOptions } from '../core/condition/condition-options.ts'
import { type ConditionNode, conditionTrees } from '../core/condition/condition-tree.ts'
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

function namesIn(experiences: readonly RunnableExperience[], options: ConditionOptions): ReadonlySet<string> {
  const names = new Set<string>()
  const met = new Set<ConditionNode>()
  const build = conditionTrees({ ...options, regex: null })
  for (const { condition } of experiences) if (condition !== null) collect(build(condition), names, met)
  return names
}

/** Audiences are shared between conditions: each is gone through once. */
function collect(node: ConditionNode, names: Set<string>, met: Set<ConditionNode>): void {
  if (met.has(node)) return
  met.add(node)
  if (node.rule === 'attribute') names.add(node.step)
  else for (const part of node.parts) collect(part, names, met)
}
