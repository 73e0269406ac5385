/** Whether a place asks first, lets object, or wants notice. Not legal advice. */

import type { CompiledConsent, ConsentMode } from '../consent-settings.ts'
import type { Fact } from '../context.ts'
import { asksFirst, isCountryCode } from '../fact/memory-region.ts'

const BY_LAW: { readonly [country: string]: ConsentMode } = { US: 'opt-out', JP: 'notice' }

/** The site's own word on a country comes first, then the law's, then the site's default. `isEU` alone asks first. */
export function regionMode(settings: CompiledConsent, country: Fact<string>, isEU: Fact<boolean>): ConsentMode {
  if (typeof country !== 'string' || !isCountryCode(country)) return isEU === true ? 'opt-in' : settings.default
  const own = Object.hasOwn(settings.regions, country) ? settings.regions[country] : undefined
  if (asksFirst(country, isEU)) return (isEU === true && !asksFirst(country, null) ? undefined : own) ?? 'opt-in'
  return own ?? BY_LAW[country] ?? settings.default
}
