/** The finitely many kinds of pages that the slots' patterns tell apart. Not the pages of a site: nobody knows those here. */

import type { PathPattern } from '../../core/compiled.ts'

/**
 * Every set of slots that some path has, each once and as ascending indexes into `slots`; none is empty.
 *
 * Of the pattern paths that a path lies at or below, let q be the longest. Then the path is matched as q itself is, or
 * as what lies below q under no other pattern: so two paths for each q stand for all. A trailing slash changes nothing.
 */
export function pathClasses(slots: readonly (readonly PathPattern[])[]): readonly (readonly number[])[] {
  const exact = new Map<string, number[]>()
  const under = new Map<string, number[]>()
  slots.forEach((patterns, slot) => {
    for (const { kind, path } of patterns) append(kind === 'exact' ? exact : under, path, slot)
  })
  const classes = new Map<string, readonly number[]>()
  for (const path of new Set([...exact.keys(), ...under.keys()])) {
    const below = ancestorsOf(path).flatMap((ancestor) => under.get(ancestor) ?? [])
    for (const found of [below, [...below, ...(exact.get(path) ?? [])]]) {
      const present = [...new Set(found)].sort((one, other) => one - other)
      if (present.length > 0) classes.set(present.join(), present)
    }
  }
  return [...classes.values()]
}

function append(map: Map<string, number[]>, path: string, slot: number): void {
  const known = map.get(path)
  if (known) known.push(slot)
  else map.set(path, [slot])
}

/** The path itself and all above it, `/` among them. */
function ancestorsOf(path: string): readonly string[] {
  const found = path === '/' ? [] : ['/']
  for (let slash = path.indexOf('/', 1); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    found.push(path.slice(0, slash))
  }
  return [...found, path]
}
