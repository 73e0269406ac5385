/** A VisitContext as plain JSON and back, for replaying and logging decisions. Not a profile: it knows no visitor. */

import type { VisitContext } from '../context.ts'
import { UNKNOWN } from '../unknown.ts'

export interface ContextFacts {
  /** Nested like the context, without what is unknown. */
  readonly facts: { readonly [family: string]: unknown }
  /** Dotted names of what is unknown, e.g. `weather` or `time.holiday`: JSON would make it missing. */
  readonly unknown: readonly string[]
}

export function contextFacts(context: VisitContext): ContextFacts {
  const unknown: string[] = []
  const facts = known(context, '', unknown) as ContextFacts['facts']
  return { facts, unknown }
}

/** The context that `contextFacts` was given: what is decided from it is the same. */
export function contextFrom({ facts, unknown }: ContextFacts): VisitContext {
  const context = structuredClone(facts) as { [name: string]: unknown }
  for (const name of unknown) {
    const path = name.split('.')
    const leaf = path.pop()!
    const family = path.reduce((scope, step) => scope[step] as { [name: string]: unknown }, context)
    family[leaf] = UNKNOWN
  }
  return context as unknown as VisitContext
}

function known(value: unknown, name: string, unknown: string[]): unknown {
  if (value === UNKNOWN) {
    unknown.push(name)
    return undefined
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return [...value]
  const copy: { [key: string]: unknown } = Object.create(null)
  for (const [key, fact] of Object.entries(value)) {
    const plain = known(fact, name === '' ? key : `${name}.${key}`, unknown)
    if (plain !== undefined) copy[key] = plain
  }
  return copy
}
