/** Conditions, and alternatives of them, that nobody can meet: what they ask contradicts itself or what an attribute can be. */

import type { Condition } from '../../core/authored.ts'
import { describeAttribute } from '../../core/condition/attribute.ts'
import type { ConditionNode } from '../../core/condition/condition-tree.ts'
import { at, type Issue, warning } from '../../core/issue.ts'
import { anyOf, shown } from '../phrase.ts'
import { contradictionIn } from './alternative.ts'
import type { Asked, ReadExperience, Reading } from './reading.ts'

/** Sound, not complete: that the weekend has two days, or that no forest is in two countries, is not known here. */
export function neverTrueIssues(reading: Reading): readonly Issue[] {
  const audiences = Object.entries(reading.authored.audiences).flatMap(([name, written]) =>
    deadParts({ written, node: reading.nodeOf(written), path: at('audiences', name) }, reading, 'audience'),
  )
  return [...audiences, ...reading.experiences.flatMap((experience) => experienceIssues(experience, reading))]
}

function experienceIssues(experience: ReadExperience, reading: Reading): readonly Issue[] {
  const { index, authored, enabled, condition, when } = experience
  if (!enabled || condition === null) return []
  const path = at('experiences', index)
  const { audience } = authored
  if (audience !== undefined && isEmptyAudience(audience, reading, 'experience')) {
    const message = `Nobody is ever in the audience "${audience}"${ofBots(audience, reading)}, so "${authored.id}" can never appear.`
    return [neverTrue(at(path, 'audience'), message, 'Mend the audience, or take another one.')]
  }
  const isDead = reading.isNever(condition, 'experience')
  if (!isDead && !Object.keys(authored.when ?? {}).some(isList)) return []
  const own =
    when === null
      ? []
      : deadParts({ written: authored.when!, node: when, path: at(path, 'when') }, reading, 'experience')
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
  reading.isNever(reading.nodeOf({ $audience: audience }), asked)

const neverTrue = (path: string, message: string, advice: string): Issue => warning(path, 'never_true', message, advice)

/** The attributes that leave no value, if it is the same one in every alternative. */
function culpritsIn(node: ConditionNode, { alternatives }: Reading, asked: Asked): readonly string[] {
  const found = new Set(alternatives(node, asked).map(contradictionIn))
  return [...found].flatMap((name) => (found.size === 1 && name !== null && describeAttribute(name) ? [name] : []))
}

/** Where a part of a condition stands, and its node. */
interface Part {
  readonly written: Condition
  readonly node: ConditionNode
  readonly path: string
}

/** The smallest parts that can never hold. What a negation or an audience holds is not looked into. */
function deadParts(part: Part, reading: Reading, asked: Asked): readonly Issue[] {
  const isDead = reading.isNever(part.node, asked)
  const dead = Object.entries(part.written).flatMap(([key, operand], index) =>
    isDead || isList(key) // what stands alone in a part that may hold may hold, too
      ? deadEntry(key, operand, { node: part.node.parts[index]!, path: at(part.path, key) }, reading, asked)
      : [],
  )
  if (dead.length > 0 || !isDead) return dead
  return [contradiction(part, reading, asked)]
}

type Entry = Omit<Part, 'written'>

const isList = (key: string): boolean => key === '$or' || key === '$and'

function deadEntry(key: string, operand: unknown, entry: Entry, reading: Reading, asked: Asked): readonly Issue[] {
  if (isList(key)) {
    const parts = operand as readonly Condition[]
    const dead = parts.flatMap((written, index) =>
      deadParts({ written, node: entry.node.parts[index]!, path: at(entry.path, index) }, reading, asked),
    )
    if (dead.length > 0) return dead
  }
  if (!reading.isNever(entry.node, asked)) return []
  if (key === '$audience') return [emptyAudience(String(operand), entry.path)]
  return [
    key.startsWith('$') ? contradiction(entry, reading, asked) : outOfReach(key, operand, entry.path, reading, asked),
  ]
}

function contradiction({ node, path }: Entry, reading: Reading, asked: Asked): Issue {
  const [attribute] = culpritsIn(node, reading, asked)
  const message =
    attribute === undefined
      ? 'The parts of this condition exclude each other, so that it never holds.'
      : `No value of ${attribute} fits all that is asked of it here, so that this never holds.`
  return neverTrue(path, message, 'Take one of the parts out, or write { "$or": [ … ] } for either of them.')
}

function outOfReach(name: string, spec: unknown, path: string, { memory }: Reading, asked: Asked): Issue {
  const attribute = describeAttribute(name)
  if (attribute?.needsProfile && !memory) {
    return neverTrue(path, `${name} is never known, because site.memory is "off".`, 'Take it out, or turn memory on.')
  }
  if (name === 'device.isBot' && asked === 'experience') {
    return neverTrue(path, 'Bots get the baseline of every experience, so that this never holds.', 'Take it out.')
  }
  return neverTrue(path, `${name} can never be ${shown(spec)}.`, valuesAdvice(attribute))
}

function valuesAdvice(attribute: ReturnType<typeof describeAttribute>): string {
  if (attribute?.range)
    return `It runs from ${attribute.range[0]} to ${attribute.range[1]}; all that is asked of it must hold at once.`
  if (attribute?.values) return `It is ${anyOf(attribute.values)}; all that is asked of it must hold at once.`
  return 'All that is asked of it must hold at once; write { "$or": [ … ] } for either.'
}

const emptyAudience = (name: string, where: string): Issue =>
  neverTrue(where, `Nobody is ever in the audience "${name}".`, 'Mend the audience, or take it out here.')
