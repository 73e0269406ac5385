/** How saved audiences refer to each other. Not their evaluation: that is condition-tree.ts. */

import type { Condition } from '../authored.ts'
import { MAX_CONDITION_DEPTH } from './condition-options.ts'

export type Audiences = { readonly [audience: string]: Condition }

/**
 * 1 for an audience that refers to no other, else one more than the highest it refers to. One that leads into a cycle
 * has none. References to audiences that do not exist count nothing.
 */
export function audienceHeights(audiences: Audiences): ReadonlyMap<string, number> {
  const references = referencesByName(audiences)
  const heights = new Map<string, number>()
  const pending = new Map([...references].map(([name, to]) => [name, to.length]))
  const ready = [...references.keys()].filter((name) => pending.get(name) === 0)
  const referring = reversed(references)
  for (const name of ready) {
    heights.set(name, 1 + Math.max(0, ...references.get(name)!.map((to) => heights.get(to)!)))
    for (const from of referring.get(name) ?? []) {
      const left = pending.get(from)! - 1
      pending.set(from, left)
      if (left === 0) ready.push(from)
    }
  }
  return heights
}

/**
 * Cycles of references, each as the names along it: `['a', 'b']` is a → b → a. At least one for every audience that
 * leads into a cycle; where cycles cross, mending one may show another.
 */
export function audienceCycles(audiences: Audiences): readonly (readonly string[])[] {
  const heights = audienceHeights(audiences)
  const references = referencesByName(audiences)
  const cycles: string[][] = []
  const seen = new Set<string>()
  for (const start of references.keys()) {
    const path: string[] = []
    let name: string | undefined = heights.has(start) ? undefined : start
    while (name !== undefined && !seen.has(name)) {
      seen.add(name)
      path.push(name)
      name = references.get(name)!.find((to) => !heights.has(to))
    }
    const from = name === undefined ? -1 : path.indexOf(name)
    if (from >= 0) cycles.push(path.slice(from))
  }
  return cycles
}

function referencesByName(audiences: Audiences): ReadonlyMap<string, readonly string[]> {
  const names = Object.keys(audiences)
  const known = new Set(names)
  const to = (name: string): readonly string[] => [...named(audiences[name], 0)].filter((other) => known.has(other))
  return new Map(names.map((name) => [name, to(name)]))
}

/** What lies deeper than conditions are evaluated is not seen here either. */
function named(part: unknown, depth: number): ReadonlySet<string> {
  const names = new Set<string>()
  if (typeof part !== 'object' || part === null || depth > 2 * MAX_CONDITION_DEPTH) return names
  for (const [key, operand] of Object.entries(part)) {
    if (key === '$audience' && typeof operand === 'string') names.add(operand)
    else for (const name of named(operand, depth + 1)) names.add(name)
  }
  return names
}

function reversed(references: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const referring = new Map<string, string[]>()
  for (const [from, names] of references) {
    for (const to of names) {
      const known = referring.get(to)
      if (known) known.push(from)
      else referring.set(to, [from])
    }
  }
  return referring
}
