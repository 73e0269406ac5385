/** Which purposes hold for this visitor, and by which signal. Not what is done under them. */

import type { CompiledSite } from '../core/compiled.ts'
import { regionMode } from '../core/consent/region-mode.ts'
import { resolve } from '../core/consent/resolve.ts'
import type { Consent } from '../core/consent.ts'
import { type CompiledConsent, type ConsentMode, DEFAULT_CONSENT } from '../core/consent-settings.ts'
import type { GeoFacts } from '../core/context.ts'
import { hear } from './consent/hear.ts'

export interface ConsentAsked {
  readonly headers: Headers
  readonly site: Pick<CompiledSite, 'memory' | 'consent'>
  readonly geo: Pick<GeoFacts, 'country' | 'isEU'>
  /** Epoch milliseconds. */
  readonly now: number
}

/** At once, whatever is in the request. Never throws. */
export function resolveConsent({ headers, site, geo, now }: ConsentAsked): Consent {
  const heard = hear(headers, settingsOf(site), now)
  return resolve(heard, { memory: site.memory, mode: modeOf(site, geo) })
}

export const settingsOf = ({ consent }: ConsentAsked['site']): CompiledConsent => consent ?? DEFAULT_CONSENT

/** Null: `memory: on` is all that the site says. */
export function modeOf(site: ConsentAsked['site'], { country, isEU }: ConsentAsked['geo']): ConsentMode | null {
  const saysNothing = site.consent === undefined || site.consent === null
  return saysNothing && site.memory === 'on' ? null : regionMode(settingsOf(site), country, isEU)
}

/** Whether the visitor's memory may be read and kept. */
export const mayRemember = ({ storage, profile }: Consent): boolean => storage && profile
