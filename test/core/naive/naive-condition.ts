/**
 * A condition answered straight from RULESET.md: the shortest reading, slow, sharing no code with src/core.
 * Not an evaluator to use: it is what the real ones are held against.
 */

import { UNKNOWN } from '../../../src/core/unknown.ts'
import { naiveOperator } from './naive-operator.ts'

export type NaiveTruth = boolean | 'unknown'
type Fields = { readonly [key: string]: unknown }

/** What is asked about: `name` is the attribute's, null within an item of a list; `scope` is what it was read from. */
export interface Subject {
  readonly value: unknown
  readonly name: string | null
  readonly scope: unknown
}

const MAX_AUDIENCE_HEIGHT = 8

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Kleene's order: `and` is the least of them, `or` the greatest. */
const RANKS: readonly NaiveTruth[] = [false, 'unknown', true]
export const both = (a: NaiveTruth, b: NaiveTruth): NaiveTruth => (RANKS.indexOf(a) < RANKS.indexOf(b) ? a : b)
export const either = (a: NaiveTruth, b: NaiveTruth): NaiveTruth => (RANKS.indexOf(a) > RANKS.indexOf(b) ? a : b)
export const negated = (a: NaiveTruth): NaiveTruth => (a === 'unknown' ? a : !a)
export const allOf = (truths: readonly NaiveTruth[]): NaiveTruth => truths.reduce(both, true)
export const anyOf = (truths: readonly NaiveTruth[]): NaiveTruth => truths.reduce(either, false)

/** A saved or own condition, of a visitor's attributes. */
export function naiveTruth(condition: unknown, attributes: unknown, audiences: Fields): NaiveTruth {
  if (!isFields(condition)) return 'unknown'
  return allOf(
    Object.entries(condition).map(([key, operand]) => {
      const nested = structure(key, operand, (part) => naiveTruth(part, attributes, audiences))
      if (nested !== null) return nested
      if (key === '$audience') return audienceTruth(operand, attributes, audiences)
      if (key.startsWith('$')) return 'unknown'
      return aboutValue(operand, { value: attributeOf(attributes, key), name: key, scope: attributes })
    }),
  )
}

function audienceTruth(name: unknown, attributes: unknown, audiences: Fields): NaiveTruth {
  if (typeof name !== 'string' || !Object.hasOwn(audiences, name)) return 'unknown'
  return heightOf(name, audiences) > MAX_AUDIENCE_HEIGHT
    ? 'unknown'
    : naiveTruth(audiences[name], attributes, audiences)
}

const heights = new WeakMap<Fields, Map<string, number>>()
function heightOf(name: string, audiences: Fields): number {
  const known = heights.get(audiences) ?? new Map<string, number>()
  heights.set(audiences, known)
  if (!known.has(name)) known.set(name, audienceHeight(name, audiences, []))
  return known.get(name)!
}

/** One that leads into a circle is infinitely high. */
function audienceHeight(name: string, audiences: Fields, from: readonly string[]): number {
  if (from.includes(name)) return Number.POSITIVE_INFINITY
  const named = [...JSON.stringify(audiences[name]).matchAll(/"\$audience":"([^"]*)"/g)].map(([, to]) => to!)
  const known = named.filter((to) => Object.hasOwn(audiences, to))
  return 1 + Math.max(0, ...known.map((to) => audienceHeight(to, audiences, [...from, name])))
}

/** `spec` holds operators, or is a literal to equal. */
export function aboutValue(spec: unknown, subject: Subject): NaiveTruth {
  if (subject.value === UNKNOWN) return 'unknown'
  const keys = isFields(spec) ? Object.keys(spec) : []
  const operators = keys.filter((key) => key.startsWith('$'))
  if (operators.length === 0) return naiveOperator('$eq', spec, subject)
  if (operators.length < keys.length) return 'unknown'
  return allOf(operators.map((key) => byOperator(key, (spec as Fields)[key], subject)))
}

/** About an item of a list: its own fields may be named, too. */
export function aboutItem(condition: unknown, item: unknown): NaiveTruth {
  const subject = { value: item, name: null, scope: item }
  if (item === UNKNOWN) return 'unknown'
  if (!isFields(condition)) return aboutValue(condition, subject)
  return allOf(
    Object.entries(condition).map(([key, operand]) => {
      const nested = structure(key, operand, (part) => aboutItem(part, item))
      if (nested !== null) return nested
      if (key.startsWith('$')) return naiveOperator(key, operand, subject)
      return aboutValue(operand, { value: lookUp(item, key.split('.')), name: null, scope: item })
    }),
  )
}

const byOperator = (key: string, operand: unknown, subject: Subject): NaiveTruth =>
  structure(key, operand, (part) => aboutValue(part, subject)) ?? naiveOperator(key, operand, subject)

/** Null: the key is none of the four. A list is required, or nothing is known. */
function structure(key: string, operand: unknown, ask: (part: unknown) => NaiveTruth): NaiveTruth | null {
  if (key === '$not') return negated(ask(operand))
  if (key !== '$and' && key !== '$or' && key !== '$nor') return null
  if (!Array.isArray(operand)) return 'unknown'
  const truths = operand.map(ask)
  return key === '$and' ? allOf(truths) : key === '$or' ? anyOf(truths) : negated(anyOf(truths))
}

/** Of somebody who is known, interest that they never showed is 0; a category may have dots in its name. */
export function attributeOf(attributes: unknown, name: string): unknown {
  const [family, ...category] = name.split('.')
  if (family !== 'affinity' || category.length === 0) return lookUp(attributes, name.split('.'))
  if (category.some((step) => ['__proto__', 'constructor', 'prototype'].includes(step))) return null
  const interests = owned(attributes, 'affinity')
  const dotted = owned(attributes, name) ?? null
  if (dotted !== null || interests === UNKNOWN) return dotted ?? UNKNOWN
  if (typeof interests !== 'object' || interests === null) return null
  return owned(interests, category.join('.')) ?? 0
}

/** Own properties; on each level the rest of the name as one key comes first. */
export function lookUp(scope: unknown, [first, ...rest]: readonly string[]): unknown {
  if ([first, ...rest].some((step) => ['__proto__', 'constructor', 'prototype'].includes(step!))) return null
  if (scope === UNKNOWN) return UNKNOWN
  const whole = owned(scope, [first, ...rest].join('.'))
  if (whole !== undefined || rest.length === 0) return whole ?? null
  const next = owned(scope, first!)
  return next === undefined || next === null ? null : lookUp(next, rest)
}

const owned = (scope: unknown, key: string): unknown =>
  typeof scope === 'object' && scope !== null && Object.hasOwn(scope, key) ? (scope as Fields)[key] : undefined
