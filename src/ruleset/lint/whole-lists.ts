/**
 * A condition's tree in which attributes that may hold lists or objects are asked as wholes: of `languages` a set of
 * values says nothing ("ja" and "en" both hold), so that only what is asked in the very same words is the same.
 */

import { describeAttribute } from '../../core/condition/attribute.ts'
import type { ConditionNode } from '../../core/condition/condition-tree.ts'

/** No operator of the format, so that nobody lists its values. */
const WHOLE = '$whole'

/** For its structure only: the tests inside are those of the tree that was given. Shared parts stay shared. */
export function wholeLists(): (node: ConditionNode) => ConditionNode {
  const done = new WeakMap<ConditionNode, ConditionNode>()
  return rewritten

  function rewritten(node: ConditionNode): ConditionNode {
    const known = done.get(node)
    if (known) return known
    const fresh = isWhole(node) ? asWhole(node) : withParts(node)
    done.set(node, fresh)
    return fresh
  }

  function withParts(node: ConditionNode): ConditionNode {
    if (node.rule === 'attribute' || node.rule === 'test') return node
    const parts = node.parts.map(rewritten)
    return parts.every((part, index) => part === node.parts[index]) ? node : { ...node, parts }
  }
}

const PLAIN_TYPES: ReadonlySet<string | undefined> = new Set(['string', 'number', 'boolean'])

const isWhole = ({ rule, step }: ConditionNode): boolean =>
  rule === 'attribute' && !PLAIN_TYPES.has(describeAttribute(step)?.type)

function asWhole(node: ConditionNode): ConditionNode {
  const [asked] = node.parts
  const whole: ConditionNode = {
    ...asked!,
    step: '',
    rule: 'test',
    parts: [],
    asks: { operator: WHOLE, operand: signature(asked!) },
  }
  return { ...node, parts: [whole] }
}

type Signature = readonly [rule: string, step: string, asks: unknown, parts: readonly Signature[]]

const signature = ({ rule, step, asks, parts }: ConditionNode): Signature => [rule, step, asks, parts.map(signature)]
