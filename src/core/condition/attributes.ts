/** Everything that conditions and merge fields may name, as one object: the context, and what is remembered. Not a copy of either. */

import type { VisitContext } from '../context.ts'
import type { Profile, VisitFacts } from '../profile.ts'

export interface Attributes extends VisitContext {
  readonly visit: VisitFacts
}

/**
 * Families are own properties, because the evaluator reads no others. Those that are costly to compute stay getters, so that
 * what no rule reads is never computed; the rest are plain, because every accessor costs 150 ns to define (spreading costs
 * the whole computation, a prototype of getters is not read).
 */
export function attributesOf(context: VisitContext, profile: Profile): Attributes {
  return {
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
}
