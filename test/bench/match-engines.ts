/**
 * The same rules for every engine, each translated so that all of them match the same rules. Not what is measured: match.ts.
 *
 * Others have no "unknown". In their contexts a missing value is null; an unknown text, flag or list is the text "?", which
 * no rule names, and an unknown number is null. What would be true of "?" excludes it: `$ne x` becomes "none of x, ?", and
 * `$exists` "none of null, ?". Ranges also ask for a value, because null counts as 0 in GrowthBook and JSON Logic.
 */

import { type ConditionInterface, evalCondition } from '@growthbook/growthbook'
import { LogicEngine } from 'json-logic-engine'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { conditionSet } from '../../src/core/condition/evaluate.ts'
import { makeRunnable } from '../../src/core/decision/runnable.ts'
import { matchAll } from '../../src/core/match.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import {
  attributesOfFacts,
  compiledRules,
  type Facts,
  MATCH_ATTRIBUTES,
  matchRuleset,
  type Predicate,
  type Rule,
  type Value,
} from './match-rules.ts'

/** Rules made ready once; contexts made ready outside of what is timed; then all matches, ascending. */
export interface MatchEngine<C> {
  context(facts: Facts): C
  matches(context: C): readonly number[] | Promise<readonly number[]>
}

const STAND_IN = '?'

const plainOf = (facts: Facts): object =>
  Object.fromEntries(
    MATCH_ATTRIBUTES.map(({ name, kind }) => [
      name,
      facts[name] === UNKNOWN ? (kind === 'number' ? null : STAND_IN) : facts[name],
    ]),
  )
const nestedOf = (facts: Facts): { readonly traits: object } => ({ traits: plainOf(facts) })
const listOf = (operand: Predicate['operand']): readonly Value[] =>
  Array.isArray(operand) ? operand : [operand as Value]

export function awaseEngine(rules: readonly Rule[]): MatchEngine<object> {
  const runnable = makeRunnable(JSON.parse(JSON.stringify(compiledRules(rules))), null)
  return { context: attributesOfFacts, matches: (attributes) => matchAll(runnable, attributes) }
}

/** Our own evaluator, one condition after the other. */
export function conditionLoop(rules: readonly Rule[]): MatchEngine<object> {
  const conditions = conditionSet()
  const holds = matchRuleset(rules).experiences.map(({ when }) => conditions.add(when))
  return {
    context: attributesOfFacts,
    matches(attributes) {
      const frame = conditions.frame(attributes)
      const found: number[] = []
      for (let at = 0; at < holds.length; at++) if (holds[at]!(frame) === true) found.push(at)
      return found
    },
  }
}

export function growthbookEngine(rules: readonly Rule[]): MatchEngine<{ readonly traits: object }> {
  const conditions = rules.map(
    (rule) =>
      Object.fromEntries(rule.map((one) => [`traits.${one.attribute}`, growthbookTest(one)])) as ConditionInterface,
  )
  return {
    context: nestedOf,
    matches: (context) => conditions.flatMap((condition, at) => (evalCondition(context, condition) ? [at] : [])),
  }
}

function growthbookTest({ kind, operator, operand }: Predicate): object {
  if (operator === '$ne' || operator === '$nin') return { $nin: [...listOf(operand), STAND_IN] }
  if (operator === '$exists') return operand === true ? { $nin: [null, STAND_IN] } : { $eq: null }
  if (kind === 'list') return { $in: listOf(operand) }
  if (operator === '$between') return { $exists: true, $gte: listOf(operand)[0], $lte: listOf(operand)[1] }
  return operator === '$gte' || operator === '$lte' ? { $exists: true, [operator]: operand } : { [operator]: operand }
}

export function jsonRulesEngine(rules: readonly Rule[]): MatchEngine<Record<string, unknown>> {
  const engine = new Engine()
  rules.forEach((rule, at) => {
    engine.addRule({ conditions: { all: rule.map(jsonRulesTest) }, event: { type: 'match', params: { at } } })
  })
  return {
    context: (facts) => plainOf(facts) as Record<string, unknown>,
    async matches(context) {
      const { events } = await engine.run(context)
      return events.map(({ params }) => Number(params?.at)).sort((a, b) => a - b)
    },
  }
}

type JsonRulesTest = Extract<TopLevelCondition, { all: unknown }>['all'][number]

/** Its number operators refuse null by themselves, its list operators whatever is no list. */
function jsonRulesTest({ attribute: fact, kind, operator, operand }: Predicate): JsonRulesTest {
  const list = listOf(operand)
  if (operator === '$ne' || operator === '$nin') return { fact, operator: 'notIn', value: [...list, STAND_IN] }
  if (operator === '$exists')
    return operand === true
      ? { fact, operator: 'notIn', value: [null, STAND_IN] }
      : { fact, operator: 'equal', value: null }
  if (kind === 'list') return { any: list.map((value) => ({ fact, operator: 'contains', value })) }
  if (operator === '$in') return { fact, operator: 'in', value: list }
  if (operator === '$eq') return { fact, operator: 'equal', value: operand }
  const least = { fact, operator: 'greaterThanInclusive', value: list[0] }
  const most = { fact, operator: 'lessThanInclusive', value: list.at(-1) }
  return operator === '$between' ? { all: [least, most] } : operator === '$gte' ? least : most
}

type Logic = (context: object) => unknown

export const jsonLogicInterpreted = (rules: readonly Rule[]): MatchEngine<object> => {
  const engine = new LogicEngine()
  return logicEngine(
    rules
      .map((rule) => ({ and: rule.map(logicTest) }))
      .map(
        (rule): Logic =>
          (context) =>
            engine.run(rule, context),
      ),
  )
}

export const jsonLogicCompiled = (rules: readonly Rule[]): MatchEngine<object> => {
  const engine = new LogicEngine()
  return logicEngine(rules.map((rule) => engine.build({ and: rule.map(logicTest) }) as Logic))
}

const logicEngine = (tests: readonly Logic[]): MatchEngine<object> => ({
  context: nestedOf,
  matches: (context) => tests.flatMap((test, at) => (test(context) ? [at] : [])),
})

function logicTest({ attribute, kind, operator, operand }: Predicate): object {
  const value = { var: `traits.${attribute}` }
  const list = listOf(operand)
  const isThere = { '!==': [value, null] }
  if (operator === '$ne' || operator === '$nin') return { '!': { in: [value, [...list, STAND_IN]] } }
  if (operator === '$exists')
    return operand === true ? { '!': { in: [value, [null, STAND_IN]] } } : { '===': [value, null] }
  if (kind === 'list') return { or: list.map((item) => ({ in: [item, value] })) }
  if (operator === '$in') return { in: [value, list] }
  if (operator === '$eq') return { '===': [value, operand] }
  if (operator === '$between') return { and: [isThere, { '<=': [list[0], value, list[1]] }] }
  return { and: [isThere, { [operator === '$gte' ? '>=' : '<=']: [value, operand] }] }
}

type Closure = (context: { readonly [attribute: string]: unknown }) => boolean

/** What one would write by hand: per rule the closures of its predicates, over a plain object, left at the first "no". */
export function closureLoop(rules: readonly Rule[]): MatchEngine<{ readonly [attribute: string]: unknown }> {
  const tests = rules.map((rule) => rule.map(closureOf))
  return {
    context: (facts) => plainOf(facts) as { readonly [attribute: string]: unknown },
    matches(context) {
      const found: number[] = []
      next: for (let at = 0; at < tests.length; at++) {
        const own = tests[at]!
        for (let test = 0; test < own.length; test++) if (!own[test]!(context)) continue next
        found.push(at)
      }
      return found
    },
  }
}

function closureOf({ attribute: name, kind, operator, operand }: Predicate): Closure {
  const list = listOf(operand)
  const [low, high] = list as readonly [never, never]
  if (kind === 'list') return listClosure(name, operator, operand)
  switch (operator) {
    case '$eq':
      return (context) => context[name] === operand
    case '$ne':
      return (context) => context[name] !== operand && context[name] !== STAND_IN
    case '$in':
      return (context) => list.includes(context[name] as Value)
    case '$nin':
      return (context) => context[name] !== STAND_IN && !list.includes(context[name] as Value)
    case '$gte':
      return (context) => context[name] !== null && (context[name] as number) >= low
    case '$lte':
      return (context) => context[name] !== null && (context[name] as number) <= low
    case '$between':
      return (context) =>
        context[name] !== null && (context[name] as number) >= low && (context[name] as number) <= high
    case '$exists':
      return operand === true
        ? (context) => context[name] !== null && context[name] !== STAND_IN
        : (context) => context[name] === null
  }
}

function listClosure(name: string, operator: Predicate['operator'], operand: Predicate['operand']): Closure {
  const list = listOf(operand)
  if (operator === '$exists') {
    return operand === true ? (context) => Array.isArray(context[name]) : (context) => context[name] === null
  }
  return (context) => {
    const value = context[name]
    if (!Array.isArray(value)) return false
    for (let at = 0; at < value.length; at++) if (list.includes(value[at])) return true
    return false
  }
}
