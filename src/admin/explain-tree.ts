/** A traced condition as bounded JSON. Not its words: core/wording/outline.ts. */

import type { TraceNode } from '../core/condition/trace.ts'
import { shownValue } from '../core/wording/shown-value.ts'

export interface TreeNode {
  readonly step: string
  readonly rule: TraceNode['rule']
  readonly truth: TraceNode['truth']
  readonly deciding: boolean
  readonly asks?: { readonly operator: string; readonly operand: unknown }
  readonly seen?: { readonly state: 'missing' | 'unknown' | 'present'; readonly value?: unknown }
  readonly parts?: readonly TreeNode[]
  readonly omitted?: number
}

/** Long lists and texts are cut: see shown-value.ts. */
export function treeOf({ step, rule, truth, deciding, asks, seen, parts, omitted }: TraceNode): TreeNode {
  return {
    step,
    rule,
    truth,
    deciding,
    ...(asks && { asks: { operator: asks.operator, operand: shownValue(asks.operand) } }),
    ...(seen && { seen: seen.state === 'present' ? { state: seen.state, value: shownValue(seen.value) } : seen }),
    ...(parts.length > 0 && { parts: parts.map(treeOf) }),
    ...(omitted > 0 && { omitted }),
  }
}
