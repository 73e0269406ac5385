/** Everything that conditions and merge fields may name, as one object: the context, and what is remembered. Not a copy of either. */

import type { MemoryFamily } from '../compiled.ts'
import type { VisitContext } from '../context.ts'
import type { Profile, RememberedFacts, VisitFacts } from '../profile.ts'

export interface Attributes extends VisitContext, Partial<RememberedFacts> {
  readonly visit: VisitFacts
}

export const MEMORY_FAMILIES: readonly MemoryFamily[] = ['affinity', 'profile', 'cart', 'traits', 'score']

/**
 * Families are own properties, because the evaluator reads no others. Those that are costly to compute stay getters, so that
 * what no rule reads is never computed; the rest are plain, because every accessor costs 150 ns to define (spreading costs
 * the whole computation, a prototype of getters is not read). Of what is remembered only `families` are looked at.
 */
export function attributesOf(
  context: VisitContext,
  profile: Profile,
  families: readonly MemoryFamily[] = MEMORY_FAMILIES,
): Attributes {
  const attributes: { -readonly [name in keyof Attributes]: Attributes[name] } = {
    geo: context.geo,
    network: context.network,
    get time() {
      return context.time
    },
    weather: context.weather,
    page: context.page,
    referrer: context.referrer,
    utm: context.utm,
    get device() {
      return context.device
    },
    languages: context.languages,
    language: context.language,
    visit: profile.visit,
  }
  for (const family of families) Object.assign(attributes, { [family]: profile[family] })
  return attributes
}
