/** A sound ruleset read once for all warnings: its conditions as alternatives, its pages as classes. Not the warnings. */

import type { AuthoredExperience, AuthoredRuleset, Condition } from '../../core/authored.ts'
import { compileSchedule } from '../../core/compile/compile-schedule.ts'
import type { CompiledSchedule } from '../../core/compiled.ts'
import { type ConditionNode, conditionTrees } from '../../core/condition/condition-tree.ts'
import { re2 } from '../../core/condition/regex.ts'
import { conjunctionsIn } from '../../core/conjunction/conjunctions.ts'
import type { ValueSet } from '../../core/conjunction/value-set.ts'
import { pathPattern } from '../../core/page/path.ts'
import { type Alternative, alternativeOf, contradictionIn } from './alternative.ts'
import { domainOf } from './domain.ts'
import { pathClasses } from './path-classes.ts'
import { wholeLists } from './whole-lists.ts'

/** Conditions with more alternatives are compared as wholes. */
const MAX_ALTERNATIVES_COUNT = 16
/**
 * What the alternatives of all experiences ask, attribute by attribute: some 60 MB. When it is used up, the conditions that
 * follow are compared as wholes.
 */
export const MAX_KEPT_TERMS_COUNT = 100_000

export interface Reading {
  readonly authored: AuthoredRuleset
  /** Epoch milliseconds. */
  readonly now: number
  readonly memory: boolean
  readonly experiences: readonly ReadExperience[]
  /** Distinct sets of slots that pages have: indexes in authored order. */
  readonly pages: readonly (readonly number[])[]
  /** Enabled experiences by group. */
  readonly groupSizes: ReadonlyMap<string, number>
  readonly nodeOf: (condition: Condition) => ConditionNode
  readonly alternatives: (node: ConditionNode, asked: Asked) => readonly Alternative[]
  /** Whether none of them can hold. Asked of every part of every condition, so that it looks no further than it must. */
  readonly isNever: (node: ConditionNode, asked: Asked) => boolean
}

/** Bots are among an audience's visitors, and get the baseline of every experience. */
export type Asked = 'audience' | 'experience'

export interface ReadExperience {
  readonly index: number
  readonly authored: AuthoredExperience
  readonly enabled: boolean
  /** Indexes of slots in authored order, ascending. */
  readonly slots: readonly number[]
  readonly schedule: CompiledSchedule | null
  /** `audience` and `when` together; null: it asks nothing. */
  readonly condition: ConditionNode | null
  /** Its part of `condition`. */
  readonly when: ConditionNode | null
  /** Whether some question needs a visitor id, as compiled. */
  readonly randomised: boolean
  /** Whether another enabled experience is in its group. */
  readonly isGrouped: boolean
}

export function readRuleset(authored: AuthoredRuleset, now: number): Reading {
  const tree = conditionTrees({ audiences: authored.audiences, regex: re2 })
  const whole = wholeLists()
  const nodeOf = (condition: Condition): ConditionNode => whole(tree(condition))
  const groupSizes = enabledByGroup(authored.experiences)
  const places = new Map(Object.keys(authored.slots).map((id, index) => [id, index]))
  const experiences = authored.experiences.map((experience, index) => ({
    ...readExperience(experience, index, authored.site.timeZone, groupSizes),
    slots: slotsOf(experience, places),
    ...conditionNodes(experience, nodeOf),
  }))
  return {
    authored,
    now,
    memory: authored.site.memory !== 'off',
    experiences,
    pages: pathClasses(Object.values(authored.slots).map(({ paths }) => paths.map(pathPattern))),
    groupSizes,
    nodeOf,
    ...alternativesIn(authored.site.memory !== 'off', new Set(experiences.flatMap(({ condition }) => condition ?? []))),
  }
}

function readExperience(
  authored: AuthoredExperience,
  index: number,
  timeZone: string,
  groupSizes: ReadonlyMap<string, number>,
): Omit<ReadExperience, 'slots' | 'condition' | 'when'> {
  const { enabled = true, group, allocation = 1, control = 0, variants } = authored
  const isGrouped = group !== undefined && (groupSizes.get(group) ?? 0) > (enabled ? 1 : 0)
  const randomised = variants.length > 1 || control > 0 || allocation < 1 || isGrouped
  return { index, authored, enabled, schedule: scheduleOf(authored, timeZone), randomised, isGrouped }
}

function scheduleOf({ schedule }: AuthoredExperience, timeZone: string): CompiledSchedule | null {
  const compiled = schedule === undefined ? null : compileSchedule(schedule, timeZone)
  return compiled?.ok ? compiled.value : null
}

function slotsOf({ variants }: AuthoredExperience, places: ReadonlyMap<string, number>): readonly number[] {
  const found = variants.flatMap(({ slots }) => Object.keys(slots).map((id) => places.get(id)!))
  return [...new Set(found)].sort((one, other) => one - other)
}

/** As compile-experience.ts puts the two together. */
function conditionNodes(
  { audience, when }: AuthoredExperience,
  nodeOf: Reading['nodeOf'],
): Pick<ReadExperience, 'condition' | 'when'> {
  const own = when === undefined || Object.keys(when).length === 0 ? null : when
  if (audience === undefined) {
    const node = own && nodeOf(own)
    return { condition: node, when: node }
  }
  const saved = { $audience: audience }
  const condition = nodeOf(own === null ? saved : { $and: [saved, own] })
  return { condition, when: own && condition.parts[0]!.parts[1]! }
}

function enabledByGroup(experiences: readonly AuthoredExperience[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const { group, enabled = true } of experiences) {
    if (group !== undefined && enabled) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  }
  return sizes
}

/**
 * Those that contradict themselves are left in: never-true.ts says why. Of the `lasting` conditions they are kept, because
 * several warnings ask for them; of the parts of conditions, which are many more, they are not.
 */
function alternativesIn(
  memory: boolean,
  lasting: ReadonlySet<ConditionNode>,
): Pick<Reading, 'alternatives' | 'isNever'> {
  const domains = { audience: domainsOnce({ memory, bots: true }), experience: domainsOnce({ memory, bots: false }) }
  const known = new Map<ConditionNode, readonly Alternative[]>()
  const conjunctions = renewed(() => conjunctionsIn(MAX_ALTERNATIVES_COUNT))
  const wholes = renewed(() => conjunctionsIn(1))
  let kept = 0
  return {
    alternatives(node, asked) {
      const isLasting = asked === 'experience' && lasting.has(node)
      const found = isLasting ? known.get(node) : undefined
      if (found) return found
      const among = kept < MAX_KEPT_TERMS_COUNT ? conjunctions() : wholes()
      const fresh = among(node).map((one) => alternativeOf(one, domains[asked]))
      if (!isLasting) return fresh
      for (const { terms } of fresh) kept += 1 + terms.size
      known.set(node, fresh)
      return fresh
    },
    isNever: (node, asked) =>
      conjunctions()(node).every((one) => contradictionIn(alternativeOf(one, domains[asked])) !== null),
  }
}

/** What was found of audiences is kept for so many conditions; with it goes what nobody asks for again. */
const KEPT_FOR_COUNT = 500

function renewed<T>(make: () => T): () => T {
  let [current, count] = [make(), 0]
  return () => {
    if (++count % KEPT_FOR_COUNT === 0) current = make()
    return current
  }
}

function domainsOnce(surroundings: Parameters<typeof domainOf>[1]): (attribute: string) => ValueSet {
  const known = new Map<string, ValueSet>()
  return (attribute) => {
    const found = known.get(attribute) ?? domainOf(attribute, surroundings)
    known.set(attribute, found)
    return found
  }
}

/** What an experience or an audience can be true by. */
export const possible = (alternatives: readonly Alternative[]): readonly Alternative[] =>
  alternatives.filter((one) => contradictionIn(one) === null)
