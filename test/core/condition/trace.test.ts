/** The tree of a condition agrees with the evaluator at every node, tells missing from unknown, and stays small. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstCause } from '../../../src/core/condition/cause.ts'
import { compileWith } from '../../../src/core/condition/evaluate.ts'
import { AWASE } from '../../../src/core/condition/operators/awase.ts'
import { MAX_TRACE_NODES_COUNT, type TraceNode, traceCondition } from '../../../src/core/condition/trace.ts'
import type { Truth } from '../../../src/core/condition/truth.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'
import { aroundOf } from '../../../src/core/wording/fact.ts'
import { outlineOf } from '../../../src/core/wording/outline.ts'
import { DIALECTS, OPTIONS } from './condition-cases.ts'
import { attributes, conditions } from './random-conditions.ts'

const RUNS = { numRuns: 3_000 }
const both = fc.constantFrom('awase', 'growthbook') as fc.Arbitrary<keyof typeof DIALECTS>

type Fields = { readonly [key: string]: unknown }

/** Each node below with the condition that asks the same by itself. `own` is where the node's step is a key. */
function* alone(
  node: TraceNode,
  own: unknown,
  wrap: (spec: unknown) => unknown,
): Generator<readonly [TraceNode, unknown]> {
  const holding = held(node, own)
  const within = node.rule === 'attribute' ? (spec: unknown) => ({ [node.step]: spec }) : wrap
  for (const part of node.parts) {
    const at = part.step.startsWith('[') ? (holding as readonly unknown[])[Number(part.step.slice(1, -1))] : holding
    const isKey = part.step !== '' && !part.step.startsWith('[')
    const key = part.step.startsWith('$audience(') ? '$audience' : part.step
    yield [part, within(isKey ? { [key]: (at as Fields)[key] } : at)]
    yield* alone(part, at, within)
  }
}

/** What the steps of a node's parts lead into. */
function held({ rule, step }: TraceNode, own: unknown): unknown {
  if (rule === 'audience') return OPTIONS.audiences![step.slice('$audience('.length, -1)]
  return step === '' || step.startsWith('[') ? own : (own as Fields)[step]
}

test('the root answers as the evaluator does', () => {
  fc.assert(
    fc.property(conditions, attributes, both, (condition, values, dialect) => {
      const options = { ...OPTIONS, dialect: DIALECTS[dialect] }
      expect(traceCondition(condition, values, options).truth).toBe(compileWith(condition, options)(values))
    }),
    RUNS,
  )
})

test('every node answers as its part of the condition does alone', () => {
  fc.assert(
    fc.property(conditions, attributes, (condition, values) => {
      for (const [node, asked] of alone(traceCondition(condition, values, OPTIONS), condition, (spec) => spec)) {
        expect(node.truth, JSON.stringify(asked)).toBe(compileWith(asked, OPTIONS)(values))
      }
    }),
    RUNS,
  )
})

const KLEENE: { readonly [R in TraceNode['rule']]: (parts: readonly Truth[], own: Truth) => Truth } = {
  every: (parts) => (parts.includes(false) ? false : parts.includes('unknown') ? 'unknown' : true),
  audience: (parts) => KLEENE.every(parts, true),
  attribute: (parts) => KLEENE.every(parts, true),
  some: (parts) => (parts.includes(true) ? true : parts.includes('unknown') ? 'unknown' : false),
  none: (parts) => negated(KLEENE.some(parts, true)),
  not: ([part]) => negated(part!),
  test: (_, own) => own,
}
const negated = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth)

test('the parts explain the whole, and the deciding ones alone do', () => {
  fc.assert(
    fc.property(conditions, attributes, (condition, values) => {
      check(traceCondition(condition, values, OPTIONS))
    }),
    RUNS,
  )
  function check(node: TraceNode): void {
    if (node.omitted > 0) return
    // Nothing is asked of an unknown value, not even what holds of anything.
    if (node.seen?.state === 'unknown') return
    expect(
      KLEENE[node.rule](
        node.parts.map(({ truth }) => truth),
        node.truth,
      ),
    ).toBe(node.truth)
    const deciding = node.parts.filter((part) => part.deciding)
    if (node.deciding && node.parts.length > 0) {
      expect(deciding.length).toBeGreaterThan(0)
      expect(
        KLEENE[node.rule](
          deciding.map(({ truth }) => truth),
          node.truth,
        ),
      ).toBe(node.truth)
    } else expect(deciding).toEqual([])
    for (const part of node.parts) check(part)
  }
})

test('odd conditions and odd attributes have a tree, and words, never an exception', () => {
  const odd = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true })
  const keys = fc.constantFrom('a', 'b.c', '$or', '$and', '$not', '$audience', '__proto__', ...AWASE.operators.keys())
  const oddConditions = fc.oneof(odd, fc.dictionary(keys, fc.oneof(odd, fc.dictionary(keys, odd))))
  const oddAttributes = fc.oneof(fc.dictionary(fc.constantFrom('a', 'b', 'b.c', 'geo'), odd), fc.object())
  fc.assert(
    fc.property(oddConditions, oddAttributes, both, (condition, values, dialect) => {
      const traced = traceCondition(condition, values, { ...OPTIONS, dialect: DIALECTS[dialect] })
      expect(traced.truth).toBe(compileWith(condition, { ...OPTIONS, dialect: DIALECTS[dialect] })(values))
      for (const language of ['ja', 'en'] as const) {
        expect(outlineOf(traced, aroundOf(values, language)).text).not.toBe('')
      }
    }),
    RUNS,
  )
})

describe('what was seen', () => {
  const attributeOf = (values: object) => traceCondition({ 'geo.city': 'Sendai' }, values).parts[0]!

  test.each([
    [{ geo: { city: 'Sendai' } }, { state: 'present', value: 'Sendai' }, true],
    [{ geo: { city: '' } }, { state: 'present', value: '' }, false],
    [{ geo: { city: null } }, { state: 'missing' }, false],
    [{}, { state: 'missing' }, false],
    [{ geo: { city: UNKNOWN } }, { state: 'unknown' }, 'unknown'],
    [{ geo: UNKNOWN }, { state: 'unknown' }, 'unknown'],
  ] as const)('%o', (values, seen, truth) => {
    expect(attributeOf(values)).toMatchObject({ step: 'geo.city', seen, truth })
  })

  test('comparisons keep what they ask', () => {
    const [attribute] = traceCondition({ 'weather.temperature': { $gte: 5, $lt: 9 } }, {}).parts
    expect(attribute!.parts.map(({ asks }) => asks)).toEqual([
      { operator: '$gte', operand: 5 },
      { operator: '$lt', operand: 9 },
    ])
  })
})

describe('bounds', () => {
  const WIDTH = 40
  const doubling = Object.fromEntries(
    Array.from({ length: 8 }, (_, level) => [
      `level-${level}`,
      level === 0 ? { a: 1 } : { $and: Array.from({ length: WIDTH }, () => ({ $audience: `level-${level - 1}` })) },
    ]),
  )
  const size = (node: TraceNode): number => 1 + node.parts.reduce((sum, part) => sum + size(part), 0)

  test('audiences that unfold exponentially are asked and shown once', () => {
    const options = { audiences: doubling }
    const traced = traceCondition({ $audience: 'level-7' }, { a: 1 }, options)
    expect(traced.truth).toBe(true)
    expect(size(traced)).toBeLessThanOrEqual(MAX_TRACE_NODES_COUNT)
    expect(firstCause({ $audience: 'level-7' }, { a: 2 }, options).result).toBe(false)
  })

  test('an audience that stands above already is only named', () => {
    const twice = { $and: [{ $audience: 'rainy' }, { $audience: 'rainy' }] }
    const [and] = traceCondition(twice, { weather: { kind: 'rain' } }, OPTIONS).parts
    const [first, second] = and!.parts.map(({ parts }) => parts[0]!)
    expect(first).toMatchObject({ step: '$audience(rainy)', truth: true, omitted: 0 })
    expect(second).toMatchObject({ step: '$audience(rainy)', truth: true, parts: [], omitted: 1 })
  })

  test('a wide condition is cut, and says by how much', () => {
    const wide = { $or: Array.from({ length: 5 * MAX_TRACE_NODES_COUNT }, (_, a) => ({ a })) }
    const traced = traceCondition(wide, { a: -1 })
    expect(traced.truth).toBe(false)
    expect(size(traced)).toBe(MAX_TRACE_NODES_COUNT)
    const [any] = traced.parts
    expect(any!.parts.length + any!.omitted).toBe(5 * MAX_TRACE_NODES_COUNT)
  })
})
