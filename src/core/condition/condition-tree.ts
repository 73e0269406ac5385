/** A condition as a tree of tests, built once. Not the operators: operators/; not who runs it: evaluate.ts, cause.ts. */

import { UNKNOWN } from '../unknown.ts'
import { audienceHeights } from './audience.ts'
import { comparisonCost } from './comparison-cost.ts'
import { type ConditionOptions, MAX_AUDIENCE_DEPTH, MAX_CONDITION_DEPTH } from './condition-options.ts'
import { type Reader, readerOf } from './lookup.ts'
import { AWASE } from './operators/awase.ts'
import type { Dialect } from './operators/dialect.ts'
import type { Place } from './operators/operator.ts'
import type { Order } from './telling-order.ts'
import { always, every, not, some, type Test } from './truth.ts'

/** `step` is this node's part of a condition path: a key, an index in brackets, or nothing. */
export interface ConditionNode {
  readonly step: string
  readonly test: Test
  readonly rule: 'every' | 'some' | 'none' | 'not' | 'attribute' | 'test'
  readonly parts: readonly ConditionNode[]
  /** Of an attribute: how its value is found in the scope. */
  readonly read: Reader | null
  /** Of a comparison that makes sense, as it was written; a bare value asks `$eq`. */
  readonly asks: Comparison | null
}

export interface Comparison {
  readonly operator: string
  readonly operand: unknown
}

/** How the outermost scope is read; see lookup.ts and frame.ts. */
export interface Source {
  reader(name: string): Reader
  /** An attribute read and tested in one, which saves a frame a call; what is unknown is not tested. */
  attribute?(name: string, test: Test): Test
  /** The parts of a conjunction in the order to ask them, which changes no answer; else as written. */
  readonly order?: Order
  /** An audience's test, asked of the outermost scope; a frame asks it once. */
  shared(test: Test): Test
  /** A costly comparison about an attribute; those with one key are one, which a frame asks once. */
  comparison?(key: string, test: Test): Test
}

export const DIRECT: Source = { reader: readerOf, shared: (test) => test }

/** Nanoseconds. Below, asking again costs less than remembering. */
export const LEAST_SHARED_NS = 50

/** Whose fields are named: the visitor's attributes, or those of an item of a list. */
type Owner = 'attributes' | 'item'

/** The builder keeps the audiences it has built, so that all conditions of a ruleset share them. */
export function conditionTrees(
  options: ConditionOptions,
  source: Source = DIRECT,
): (condition: unknown) => ConditionNode {
  const dialect: Dialect = options.dialect ?? AWASE
  const built = new Map<string, ConditionNode>()
  let heights: ReadonlyMap<string, number> | null = null

  return (condition) => conditionNode(condition, 'attributes', 0)

  function conditionNode(condition: unknown, owner: Owner, depth: number): ConditionNode {
    if (owner === 'item' && !isFields(condition)) return valueNode(condition, null, owner, depth)
    if (!isFields(condition) || depth > MAX_CONDITION_DEPTH) return leaf('', always('unknown'))
    return everyOf(
      '',
      Object.keys(condition).map((key) => entryNode(key, condition[key], owner, depth)),
    )
  }

  function entryNode(key: string, operand: unknown, owner: Owner, depth: number): ConditionNode {
    if (!key.startsWith('$')) return attributeNode(key, operand, owner, depth)
    const nested = structureNode(key, operand, (part) => conditionNode(part, owner, depth + 1))
    if (nested) return nested
    if (key === '$audience' && owner === 'attributes') return audienceNode(operand)
    if (dialect.dollarNames(key)) return attributeNode(key, operand, owner, depth)
    return owner === 'item' ? operatorNode(key, operand, null, owner, depth) : leaf(key, always('unknown'))
  }

  function attributeNode(name: string, spec: unknown, owner: Owner, depth: number): ConditionNode {
    const read = owner === 'attributes' ? source.reader(name) : readerOf(name)
    const value = valueNode(spec, owner === 'attributes' ? name : null, owner, depth + 1)
    const { test } = value
    const inOne = owner === 'attributes' ? source.attribute?.(name, test) : undefined
    return { step: name, test: inOne ?? ofKnown(read, test), rule: 'attribute', parts: [value], read, asks: null }
  }

  function valueNode(spec: unknown, attribute: string | null, owner: Owner, depth: number): ConditionNode {
    if (depth > MAX_CONDITION_DEPTH) return leaf('', always('unknown'))
    const operators = isFields(spec) ? Object.keys(spec).filter((key) => key.startsWith('$')) : []
    if (!isFields(spec) || operators.length === 0) return bare(spec)
    if (operators.length < Object.keys(spec).length) {
      return dialect.mixedIsLiteral ? bare(spec) : leaf('', always('unknown'))
    }
    return everyOf(
      '',
      operators.map((key) => operatorNode(key, spec[key], attribute, owner, depth)),
    )
  }

  function operatorNode(
    key: string,
    operand: unknown,
    attribute: string | null,
    owner: Owner,
    depth: number,
  ): ConditionNode {
    const nested = structureNode(key, operand, (part) => valueNode(part, attribute, owner, depth + 1))
    if (nested) return nested
    const place: Place = {
      attribute,
      options,
      reader: owner === 'attributes' ? source.reader : readerOf,
      value: (spec) => valueNode(spec, null, 'item', depth + 1).test,
      item: (condition) => conditionNode(condition, 'item', depth + 1).test,
    }
    const test = dialect.operators.get(key)?.(operand, place)
    if (!test) return leaf(key, always(dialect.malformed))
    const asks = { operator: key, operand }
    return leaf(key, attribute === null ? test : sharedComparison(attribute, asks, test), asks)
  }

  function sharedComparison(attribute: string, asks: Comparison, test: Test): Test {
    if (!source.comparison || comparisonCost(asks) < LEAST_SHARED_NS) return test
    return source.comparison(`${attribute} ${asks.operator} ${JSON.stringify(asks.operand)}`, test)
  }

  function bare(value: unknown): ConditionNode {
    return leaf('', dialect.equal(value), { operator: '$eq', operand: value })
  }

  /** Null: the key is none of `$and`, `$or`, `$nor`, `$not`. */
  function structureNode(key: string, operand: unknown, node: (part: unknown) => ConditionNode): ConditionNode | null {
    if (key === '$not') return notNode(node(operand))
    if (key !== '$and' && key !== '$or' && key !== '$nor') return null
    if (!Array.isArray(operand)) return leaf(key, always(dialect.malformed))
    const parts = Array.from(operand, (part, at) => ({ ...node(part), step: `[${at}]` }))
    if (key === '$and') return everyOf(key, parts)
    const any = parts.length === 0 ? always(dialect.emptyOr) : some(parts.map((part) => part.test))
    return key === '$or'
      ? { step: key, test: any, rule: 'some', parts, read: null, asks: null }
      : { step: key, test: not(any), rule: 'none', parts, read: null, asks: null }
  }

  function everyOf(step: string, parts: readonly ConditionNode[]): ConditionNode {
    const ordered = parts.length > 1 ? (source.order?.(parts) ?? parts) : parts
    const test = every(ordered.map((part) => part.test))
    return { step, test, rule: 'every', parts, read: null, asks: null }
  }

  function audienceNode(name: unknown): ConditionNode {
    if (typeof name !== 'string') return leaf('$audience', always('unknown'))
    const step = `$audience(${name})`
    const audiences = options.audiences ?? {}
    if (!Object.hasOwn(audiences, name)) return leaf(step, always('unknown'))
    heights ??= audienceHeights(audiences)
    if ((heights.get(name) ?? Number.POSITIVE_INFINITY) > MAX_AUDIENCE_DEPTH) return leaf(step, always('unknown'))
    let node = built.get(name)
    if (!node) {
      const condition = conditionNode(audiences[name], 'attributes', 0)
      node = everyOf(step, [{ ...condition, test: source.shared(condition.test) }])
      built.set(name, node)
    }
    return node
  }
}

type Fields = { readonly [key: string]: unknown }

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const leaf = (step: string, test: Test, asks: Comparison | null = null): ConditionNode => ({
  step,
  test,
  rule: 'test',
  parts: [],
  read: null,
  asks,
})

const ofKnown =
  (read: Reader, test: Test): Test =>
  (scope) => {
    const value = read(scope)
    return value === UNKNOWN ? 'unknown' : test(value, scope)
  }

const notNode = (part: ConditionNode): ConditionNode => ({
  step: '$not',
  test: not(part.test),
  rule: 'not',
  parts: [part],
  read: null,
  asks: null,
})
