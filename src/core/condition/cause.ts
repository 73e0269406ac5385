/** Which part of a condition made it false or unknown. For explanations and lint: slower than the test itself. */

import type { ConditionPath } from '../plan.ts'
import { UNKNOWN } from '../unknown.ts'
import type { ConditionOptions } from './condition-options.ts'
import { type ConditionNode, conditionTrees } from './condition-tree.ts'
import { rememberingSource } from './trace.ts'
import type { Truth } from './truth.ts'

export interface Cause {
  readonly result: Truth
  /** Such as `$or[1].weather.kind.$in`; empty when the result is true, or when the whole condition is senseless. */
  readonly path: ConditionPath
}

/**
 * The first part, in the order written, that alone is enough for the result. Where it takes several (no branch of an
 * `$or` is true) the path ends at what holds them together. Audiences show as `$audience(name)`.
 */
export function firstCause(condition: unknown, attributes: object, options: ConditionOptions = {}): Cause {
  return causesFor(attributes, options)(condition)
}

/** The same for many conditions about one visitor: audiences are built and asked once. */
export function causesFor(attributes: object, options: ConditionOptions = {}): (condition: unknown) => Cause {
  const build = conditionTrees(options, rememberingSource())
  return (condition) => {
    const root = build(condition)
    const result = root.test(attributes)
    return { result, path: result === true ? '' : descend(root, attributes, attributes, '') }
  }
}

function descend(node: ConditionNode, value: unknown, scope: unknown, path: ConditionPath): ConditionPath {
  const here = joined(path, node.step)
  if (node.read) return descend(node.parts[0]!, node.read(value), value, here)
  const part = culprit(node, value, scope)
  return part ? descend(part, value, scope, here) : here
}

/** Null: the node itself, because it has no parts, takes them all, or is the true one that a `$nor` or `$not` met. */
function culprit({ rule, parts, test }: ConditionNode, value: unknown, scope: unknown): ConditionNode | null {
  // An unknown value leaves every comparison open: the first is as good as any.
  if (value === UNKNOWN) return parts[0] ?? null
  const result = test(value, scope)
  const first = (truth: Truth): ConditionNode | null => parts.find((part) => part.test(value, scope) === truth) ?? null
  if (result === 'unknown') return first('unknown')
  if (result === true) return null
  switch (rule) {
    case 'every':
      return first(false)
    case 'some':
      return parts.length === 1 ? parts[0]! : null
    case 'none':
      return first(true)
    default:
      return null
  }
}

const joined = (path: ConditionPath, step: string): ConditionPath =>
  path === '' || step === '' || step.startsWith('[') ? path + step : `${path}.${step}`
