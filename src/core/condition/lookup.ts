/** Finding a dotted attribute name in nested facts. Not which names exist: that is attribute.ts. */

import { UNKNOWN } from '../unknown.ts'

/** The value, null or undefined when missing, UNKNOWN when it, or a family on the way to it, is unknown. */
export type Reader = (scope: unknown) => unknown

/** Never the name of an attribute, whatever an object holds under it. */
export const isForbiddenName = (segment: string): boolean =>
  segment === '__proto__' || segment === 'constructor' || segment === 'prototype'

/** The parts between the dots; null: a name that is never read. */
export function segmentsOf(name: string): readonly string[] | null {
  const segments = name.split('.')
  return segments.some(isForbiddenName) ? null : segments
}

/** In what is known of a visitor, interest that they never showed is none at all, and not a missing value. */
export const isAffinity = (name: string): boolean => name.startsWith('affinity.')

/**
 * Own properties only. On every level the rest of the name as one key wins over a walk, so that `weather.kind` may be
 * nested or dotted, and a query parameter may have a dot in its name. Undefined counts as absent.
 */
export function readerOf(name: string): Reader {
  const segments = segmentsOf(name)
  if (segments === null) return () => null
  if (isAffinity(name)) return affinityReader(name)
  const [head, leaf] = segments as [string, string]
  if (segments.length === 1) return (scope) => own(scope, head)
  if (segments.length === 2) {
    return (scope) => {
      const whole = own(scope, name)
      return whole === undefined ? own(own(scope, head), leaf) : whole
    }
  }
  const rests = segments.map((_, at) => segments.slice(at).join('.'))
  return (scope) => walk(scope, segments, rests)
}

function affinityReader(name: string): Reader {
  const category = name.slice(name.indexOf('.') + 1)
  return (scope) => {
    const affinity = own(scope, 'affinity')
    const isKnown = typeof affinity === 'object' && affinity !== null
    return own(scope, name) ?? own(affinity, category) ?? (isKnown ? 0 : undefined)
  }
}

function walk(scope: unknown, segments: readonly string[], rests: readonly string[]): unknown {
  let current = scope
  for (let at = 0; at < segments.length; at++) {
    const whole = own(current, rests[at]!)
    if (whole !== undefined || at === segments.length - 1) return whole
    current = own(current, segments[at]!)
    if (current === undefined || current === null || current === UNKNOWN) return current
  }
  return undefined
}

/** Of what is unknown every part is, too. */
export function own(scope: unknown, key: string): unknown {
  if (typeof scope === 'object' && scope !== null) {
    return Object.hasOwn(scope, key) ? (scope as { readonly [key: string]: unknown })[key] : undefined
  }
  return scope === UNKNOWN ? UNKNOWN : undefined
}
