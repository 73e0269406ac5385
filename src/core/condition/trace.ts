/** A condition as a tree of what was asked, what was seen and what came of it. For people; not the evaluation: evaluate.ts. */

import { UNKNOWN } from '../unknown.ts'
import type { ConditionOptions } from './condition-options.ts'
import { type Comparison, type ConditionNode, conditionTrees, type Source } from './condition-tree.ts'
import { readerOf } from './lookup.ts'
import type { Test, Truth } from './truth.ts'

/** Nodes of one trace; parts that would go beyond are counted in `omitted`. */
export const MAX_TRACE_NODES_COUNT = 1_000

export type TraceRule = ConditionNode['rule'] | 'audience'

export interface TraceNode {
  /** As in a condition path: a key, an index in brackets, `$audience(name)`, or nothing. */
  readonly step: string
  /** How the truths of the parts make this one: `attribute` and `audience` as `every`; a `test` has no parts. */
  readonly rule: TraceRule
  readonly truth: Truth
  /** Whether the answer of the whole condition comes from here; so is every deciding part's whole. */
  readonly deciding: boolean
  /** Of a test that makes sense: what it asks of the value of the attribute around it. */
  readonly asks: Comparison | null
  /** Of an attribute. */
  readonly seen: Seen | null
  readonly parts: readonly TraceNode[]
  /** Parts that are not here: an audience that stands unfolded further above, or more than a trace holds. */
  readonly omitted: number
}

/** Missing: we know that there is none. Unknown: not known yet, or withheld. The value is the visitor's own, uncut. */
export type Seen =
  | { readonly state: 'missing' }
  | { readonly state: 'unknown' }
  | { readonly state: 'present'; readonly value: unknown }

/** Never throws, whatever the condition and the attributes are; `truth` of the root is what `compileWith` answers. */
export function traceCondition(condition: unknown, attributes: object, options: ConditionOptions = {}): TraceNode {
  return tracesFor(attributes, options)(condition)
}

/** The same for many conditions about one visitor: audiences are built and asked once. */
export function tracesFor(attributes: object, options: ConditionOptions = {}): (condition: unknown) => TraceNode {
  const build = conditionTrees(options, rememberingSource())
  return (condition) => {
    const budget: Budget = { nodes: MAX_TRACE_NODES_COUNT - 1, unfolded: new Set() }
    const root = build(condition)
    return trace(root, root.test(attributes), { value: attributes, scope: attributes }, true, budget)
  }
}

/**
 * Audiences that refer to audiences unfold exponentially: each is asked once for each visitor. Not for hot paths, which
 * have frames.
 */
export function rememberingSource(): Source {
  return {
    reader: readerOf,
    shared(test: Test): Test {
      let asked: unknown = NOBODY_YET
      let truth: Truth = 'unknown'
      return (scope) => {
        if (scope === asked) return truth
        truth = test(scope)
        asked = scope
        return truth
      }
    },
  }
}

const NOBODY_YET = Symbol('nobody yet')

/** What a node's test is asked with. */
interface Place {
  readonly value: unknown
  readonly scope: unknown
}

interface Budget {
  nodes: number
  readonly unfolded: Set<ConditionNode>
}

function trace(node: ConditionNode, truth: Truth, at: Place, deciding: boolean, budget: Budget): TraceNode {
  const inside = node.read ? { value: node.read(at.value), scope: at.value } : at
  const rule = ruleOf(node)
  const parts = partsOf(node)
  const own = { step: node.step, rule, truth, deciding, asks: node.asks, seen: node.read ? seenAs(inside.value) : null }
  if (rule === 'audience' && budget.unfolded.has(node)) return { ...own, parts: [], omitted: parts.length }
  budget.unfolded.add(node)
  const decisive = rule === 'none' || rule === 'not' ? negated(truth) : truth
  const traced: TraceNode[] = []
  for (const part of parts) {
    if (budget.nodes === 0) break
    budget.nodes--
    const answer = truthOf(part, inside)
    traced.push(trace(part, answer, inside, deciding && answer === decisive, budget))
  }
  return { ...own, parts: traced, omitted: parts.length - traced.length }
}

/** Inside an attribute whose value is unknown nothing is asked, and nothing known. */
const truthOf = ({ test }: ConditionNode, { value, scope }: Place): Truth =>
  value === UNKNOWN ? 'unknown' : test(value, scope)

const negated = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth)

const ruleOf = ({ rule, step }: ConditionNode): TraceRule =>
  rule === 'every' && step.startsWith('$audience(') ? 'audience' : rule

export function seenAs(value: unknown): Seen {
  if (value === UNKNOWN) return { state: 'unknown' }
  return value === null || value === undefined ? { state: 'missing' } : { state: 'present', value }
}

/** Where all must hold, what only bundles them again is left out. */
function partsOf({ rule, parts }: ConditionNode): readonly ConditionNode[] {
  if (rule !== 'every' && rule !== 'attribute') return parts
  return parts.flatMap((part) => (part.step === '' && part.rule === 'every' ? partsOf(part) : [part]))
}
