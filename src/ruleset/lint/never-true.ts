/** Conditions, and alternatives of them, that nobody can meet: what they ask contradicts itself or what an attribute can be. */

import type { Condition } from '../../core/authored.ts'
import { describeAttribute } from '../../core/condition/attribute.ts'
import type { ConditionNode } from '../../core/condition/condition-tree.ts'
import { at, type Issue, warning } from '../../core/issue.ts'
import { anyOf, shown } from '../phrase.ts'
import { contradictionIn } from './alternative.ts'
import { type Asked, possible, type ReadExperience, type Reading } from './reading.ts'

/** Sound, not complete: that the weekend has two days, or that no forest is in two countries, is not known here. */
export function neverTrueIssues(reading: Reading): readonly Issue[] {
  const audiences = Object.entries(reading.authored.audiences).flatMap(([name, condition]) =>
    deadParts(condition, at('audiences', name), reading, 'audience'),
  )
  return [...audiences, ...reading.experiences.flatMap((experience) => experienceIssues(experience, reading))]
}

function experienceIssues({ index, authored, enabled, condition }: ReadExperience, reading: Reading): readonly Issue[] {
  if (!enabled || condition === null) return []
  const path = at('experiences', index)
  const { audience, when = {} } = authored
  if (audience !== undefined && isEmptyAudience(audience, reading, 'experience')) {
    const message = `Nobody is ever in the audience "${audience}"${ofBots(audience, reading)}, so "${authored.id}" can never appear.`
    return [neverTrue(at(path, 'audience'), message, 'Mend the audience, or take another one.')]
  }
  const isDead = isNever(condition, reading, 'experience')
  if (!isDead && !hasAlternatives(when)) return []
  const own = deadParts(when, at(path, 'when'), reading, 'experience')
  if (own.length > 0 || !isDead) return own
  const [attribute] = culpritsIn(condition, reading, 'experience')
  const of = attribute === undefined ? '' : ` in what they ask of ${attribute}`
  const message = `The audience "${audience}" and the condition exclude each other${of}, so "${authored.id}" can never appear.`
  return [neverTrue(at(path, 'when'), message, 'Correct the condition, or take another audience.')]
}

/** An audience of bots has visitors, and no experience is for them. */
const ofBots = (audience: string, reading: Reading): string =>
  isEmptyAudience(audience, reading, 'audience') ? '' : ' but bots, which get the baseline'

const isEmptyAudience = (audience: string, reading: Reading, asked: Asked): boolean =>
  isNever(reading.nodeOf({ $audience: audience }), reading, asked)

const neverTrue = (path: string, message: string, advice: string): Issue => warning(path, 'never_true', message, advice)

const isNever = (node: ConditionNode, { alternatives }: Reading, asked: Asked): boolean =>
  possible(alternatives(node, asked)).length === 0

/** The attributes that leave no value, if it is the same one in every alternative. */
function culpritsIn(node: ConditionNode, { alternatives }: Reading, asked: Asked): readonly string[] {
  const found = new Set(alternatives(node, asked).map(contradictionIn))
  return [...found].flatMap((name) => (found.size === 1 && name !== null && describeAttribute(name) ? [name] : []))
}

/** Else a part that never holds leaves the whole without hope, which is known already. */
const hasAlternatives = (condition: Condition): boolean =>
  '$or' in condition || (Array.isArray(condition.$and) && condition.$and.some(hasAlternatives))

/** The smallest parts that can never hold. What a negation or an audience holds is not looked into. */
function deadParts(condition: Condition, path: string, reading: Reading, asked: Asked): readonly Issue[] {
  return entriesOf(condition, path)

  function entriesOf(written: Condition, where: string): readonly Issue[] {
    const dead = Object.entries(written).flatMap(([key, operand]) => entryOf(key, operand, at(where, key)))
    if (dead.length > 0 || !isNever(reading.nodeOf(written), reading, asked)) return dead
    return [contradiction(written, where)]
  }

  function entryOf(key: string, operand: unknown, where: string): readonly Issue[] {
    if (key === '$or' || key === '$and') return listOf(operand as readonly Condition[], where)
    const entry = reading.nodeOf({ [key]: operand })
    if (!isNever(entry, reading, asked)) return []
    if (key === '$audience') return [emptyAudience(String(operand), where)]
    return [key.startsWith('$') ? contradiction({ [key]: operand }, where) : outOfReach(key, operand, where)]
  }

  /** Of parts that all must hold the whole may be dead though each is alive. */
  function listOf(parts: readonly Condition[], where: string): readonly Issue[] {
    const dead = parts.flatMap((part, index) => entriesOf(part, at(where, index)))
    const whole = { $and: parts }
    if (!where.endsWith('$and') || dead.length > 0 || !isNever(reading.nodeOf(whole), reading, asked)) return dead
    return [contradiction(whole, where)]
  }

  function contradiction(written: Condition, where: string): Issue {
    const [attribute] = culpritsIn(reading.nodeOf(written), reading, asked)
    const message =
      attribute === undefined
        ? 'The parts of this condition exclude each other, so that it never holds.'
        : `What is asked of ${attribute} excludes itself, so that this never holds.`
    return neverTrue(where, message, 'Take one of the parts out, or write { "$or": [ … ] } for either of them.')
  }

  function outOfReach(name: string, spec: unknown, where: string): Issue {
    const attribute = describeAttribute(name)
    if (attribute?.family === 'visit' && !reading.memory) {
      const message = `${name} is never known, because site.memory is "off".`
      return neverTrue(where, message, 'Take it out, or turn memory on.')
    }
    if (name === 'device.isBot' && asked === 'experience') {
      const message = 'Bots get the baseline of every experience, so that this never holds.'
      return neverTrue(where, message, 'Take it out.')
    }
    return neverTrue(where, `${name} can never be ${shown(spec)}.`, valuesAdvice(attribute))
  }
}

function valuesAdvice(attribute: ReturnType<typeof describeAttribute>): string {
  if (attribute?.range)
    return `It runs from ${attribute.range[0]} to ${attribute.range[1]}; all that is asked of it must hold at once.`
  if (attribute?.values) return `It is ${anyOf(attribute.values)}; all that is asked of it must hold at once.`
  return 'All that is asked of it must hold at once; write { "$or": [ … ] } for either.'
}

const emptyAudience = (name: string, where: string): Issue =>
  neverTrue(where, `Nobody is ever in the audience "${name}".`, 'Mend the audience, or take it out here.')
