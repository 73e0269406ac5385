/** Of which attributes an operator can ever be true, and with which operands. Not its answer: core/condition/operators/. */

import type { AttributeDescription, AttributeType } from '../core/condition/attribute.ts'
import { MAX_GLOB_LENGTH } from '../core/condition/condition-options.ts'
import { at, error, type Issue } from '../core/issue.ts'
import { MAX_OPERAND_LENGTH } from './limits.ts'
import { comparableIssues, formIssues, literalIssues, typeOfAttribute } from './literal-check.ts'
import { existsIssues, listIssues, nearIssues, regexIssues, textIssues, versionIssues } from './operand-check.ts'
import { didYouMean, shown, typeWord } from './phrase.ts'

/** What is wrong with an operand at a path, when it is asked of this attribute. */
type Check = (operand: unknown, path: string, attribute: AttributeDescription) => readonly Issue[]
/** Of other types the operator is never true. */
type Rule = readonly [types: readonly AttributeType[], check: Check]

const ANY: readonly AttributeType[] = ['string', 'number', 'boolean', 'strings', 'place', 'any']
const VALUE: readonly AttributeType[] = ['string', 'number', 'boolean', 'strings', 'any']
const ORDERED: readonly AttributeType[] = ['string', 'number', 'any']
const TEXT: readonly AttributeType[] = ['string', 'strings', 'any']
const LIST: readonly AttributeType[] = ['strings', 'any']

const equality: Rule = [VALUE, (operand, path, attribute) => literalIssues(operand, attribute, path)]
const order: Rule = [ORDERED, orderIssues]
const group: Rule = [VALUE, groupIssues]
const part: Rule = [TEXT, (operand, path) => textIssues(operand, path, MAX_OPERAND_LENGTH)]
const pattern: Rule = [TEXT, regexIssues]
const version: Rule = [TEXT, versionIssues]
const membership: Rule = [VALUE, inList((value, path, attribute) => literalIssues(value, attribute, path))]
/** They compare regardless of case, so that closed values are no measure. */
const folded: Rule = [TEXT, inList((value, path, attribute) => comparableIssues(value, attribute, path))]

const RULES: { readonly [operator: string]: Rule } = {
  $eq: equality,
  $ne: equality,
  $lt: order,
  $lte: order,
  $gt: order,
  $gte: order,
  $between: [['number', 'any'], betweenIssues],
  $in: membership,
  $nin: membership,
  $ini: folded,
  $nini: folded,
  $inGroup: group,
  $notInGroup: group,
  $all: [LIST, inList(itemIssues)],
  $alli: [LIST, inList(itemIssues)],
  $elemMatch: [LIST, itemIssues],
  $size: [LIST, sizeIssues],
  $exists: [ANY, existsIssues],
  $type: [ANY, typeIssues],
  $prefix: part,
  $suffix: part,
  $contains: part,
  $glob: [TEXT, (operand, path) => textIssues(operand, path, MAX_GLOB_LENGTH)],
  $regex: pattern,
  $regexi: pattern,
  $near: [['place', 'any'], nearIssues],
  $veq: version,
  $vne: version,
  $vgt: version,
  $vgte: version,
  $vlt: version,
  $vlte: version,
}

/** Those that ask about a value; the rest is structure. */
export const VALUE_OPERATORS: readonly string[] = Object.keys(RULES)
/** Those that can be true of an attribute of this type. */
export const operatorsOf = (type: AttributeType): readonly string[] =>
  VALUE_OPERATORS.filter((operator) => RULES[operator]![0].includes(type))
const STRUCTURE: readonly string[] = ['$and', '$or', '$nor', '$not']

export function unknownOperator(key: string, path: string): readonly Issue[] {
  const known = [...VALUE_OPERATORS, ...STRUCTURE, '$audience']
  const advice = didYouMean(key, known, 'Operators are, for example, $eq, $in, $gte, $between, $contains and $not.')
  return [error(path, 'unknown_operator', `${key} is not an operator.`, advice)]
}

/** What an attribute is compared with: a bare value, or an object of operators. */
export function specIssues(spec: unknown, path: string, attribute: AttributeDescription): readonly Issue[] {
  if (typeof spec !== 'object' || spec === null) return literalIssues(spec, attribute, path)
  const entries = Object.entries(spec)
  if (!Array.isArray(spec) && entries.length > 0 && entries.every(([key]) => key.startsWith('$'))) {
    return entries.flatMap(([key, operand]) => operatorIssues(key, operand, at(path, key), attribute))
  }
  const message = `${attribute.name} cannot be compared with ${typeWord(spec)} as a whole.`
  const advice = Array.isArray(spec) ? `Write { "$in": ${shown(spec)} } for any of them.` : insteadOfObject(entries)
  return [error(path, 'bad_operand', message, advice)]
}

function insteadOfObject(entries: readonly (readonly [key: string, operand: unknown])[]): string {
  const bare = entries.find(([key]) => [...VALUE_OPERATORS, ...STRUCTURE].includes(`$${key}`))
  if (bare !== undefined) return `Operators begin with $: write "$${bare[0]}".`
  return 'Write an operator, for example { "$eq": "JP" }; name what is nested with dots, "geo.country".'
}

function operatorIssues(
  key: string,
  operand: unknown,
  path: string,
  attribute: AttributeDescription,
): readonly Issue[] {
  if (key === '$not') return specIssues(operand, path, attribute)
  if (STRUCTURE.includes(key)) return alternativeIssues(key, operand, path, attribute)
  const rule = Object.hasOwn(RULES, key) ? RULES[key] : undefined
  if (rule === undefined) return unknownOperator(key, path)
  const [types, check] = rule
  if (types.includes(attribute.type)) return check(operand, path, attribute)
  const message = `${key} is never true of ${attribute.name}, which is ${typeOfAttribute(attribute.type)}.`
  return [error(path, 'type_mismatch', message, INSTEAD[attribute.type])]
}

const INSTEAD: { readonly [type in AttributeType]: string } = {
  string: 'Of a text ask $eq, $in, $prefix, $suffix, $contains, $glob or $regex, of a date $gte and $lte, too.',
  number: 'Of a number ask $eq, $in, $lt, $lte, $gt, $gte or $between.',
  boolean: 'Compare it with true or false.',
  strings: 'Of a list ask $in, $all, $size or $elemMatch.',
  place: 'Of a place ask $near, or use geo.country, geo.city and so on.',
  any: 'The format lists the operators.',
}

function alternativeIssues(key: string, operand: unknown, path: string, attribute: AttributeDescription) {
  if (Array.isArray(operand) && operand.length > 0) {
    return operand.flatMap((spec, index) => specIssues(spec, at(path, index), attribute))
  }
  const advice = `For example { "${key}": [{ "$lt": 5 }, { "$gt": 30 }] }.`
  return [error(path, 'bad_operand', `${key} takes a list with at least one entry.`, advice)]
}

function orderIssues(operand: unknown, path: string, attribute: AttributeDescription): readonly Issue[] {
  if (operand !== null) {
    const wrong = comparableIssues(operand, attribute, path)
    return wrong.length > 0 ? wrong : formIssues(operand, attribute, path)
  }
  const advice = 'Compare with a value, or ask { "$exists": false }.'
  return [error(path, 'bad_operand', 'Nothing is less or greater than null.', advice)]
}

function betweenIssues(operand: unknown, path: string, attribute: AttributeDescription): readonly Issue[] {
  const [low, high] = Array.isArray(operand) && operand.length === 2 ? (operand as readonly unknown[]) : []
  if (typeof low !== 'number' || typeof high !== 'number') {
    const advice = 'For example { "$between": [20, 25] }; both ends are included.'
    return [error(path, 'bad_operand', '$between takes a list of two numbers.', advice)]
  }
  const wrong = [...literalIssues(low, attribute, at(path, 0)), ...literalIssues(high, attribute, at(path, 1))]
  if (wrong.length > 0 || low <= high || attribute.cyclic) return wrong
  const advice = 'Write the lower number first; only cyclic attributes such as time.hour run past their end.'
  return [error(path, 'never_matches', `Nothing lies between ${low} and ${high}.`, advice)]
}

function inList(check: Check): Check {
  return (operand, path, attribute) => listIssues(operand, path, (value, at) => check(value, at, attribute))
}

/** Every attribute that is a list is one of texts. */
function itemIssues(spec: unknown, path: string, attribute: AttributeDescription): readonly Issue[] {
  return specIssues(spec, path, attribute.type === 'strings' ? { ...attribute, type: 'string' } : attribute)
}

function sizeIssues(operand: unknown, path: string, attribute: AttributeDescription): readonly Issue[] {
  return specIssues(operand, path, {
    ...attribute,
    name: `The size of ${attribute.name}`,
    type: 'number',
    values: null,
  })
}

export const TYPE_NAMES: { readonly [type in AttributeType]: readonly string[] } = {
  string: ['string', 'null'],
  number: ['number', 'null'],
  boolean: ['boolean', 'null'],
  strings: ['array', 'null'],
  place: ['object', 'null'],
  any: ['string', 'number', 'boolean', 'array', 'object', 'null'],
}

function typeIssues(operand: unknown, path: string, { name, type }: AttributeDescription): readonly Issue[] {
  const possible = TYPE_NAMES[type]
  if (typeof operand === 'string' && possible.includes(operand)) return []
  const advice = `Write "${possible[0]}", or "null" for a value that is missing.`
  return [error(path, 'never_matches', `The $type of ${name} is never ${shown(operand)}.`, advice)]
}

function groupIssues(_operand: unknown, path: string): readonly Issue[] {
  const advice = 'Write the values with { "$in": [ … ] }, or save the condition as an audience.'
  return [error(path, 'bad_operand', 'A ruleset has no groups of values.', advice)]
}
