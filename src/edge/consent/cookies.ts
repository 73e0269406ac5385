/** The cookies that speak of consent: their names, and how ours are set and taken back. Not what they say: core/consent/. */

import { clearCookieHeader, MEMORY_NAMES } from '../sealed/cookie-name.ts'

/** Readable by scripts, the site's and ours: it names nobody. Without a domain, so that it is this host's alone. */
export const CONSENT_COOKIE = 'awase-consent'
/** The platform's own, then what our bridge brought of one that keeps its string elsewhere. */
export const TCF_COOKIES = ['euconsent-v2', 'awase-tcf'] as const
export const GPP_COOKIES = ['__gpp', 'awase-gpp'] as const

/** Less than thirteen months. */
const MAX_AGE_S = 390 * 86_400

/** `value` has no character that a cookie may not hold. */
export const setConsentCookie = (name: string, value: string, isSecure: boolean): string =>
  `${name}=${value}; Path=/; Max-Age=${MAX_AGE_S}; SameSite=Lax${isSecure ? '; Secure' : ''}`

/** Takes the visitor's memory off their device, with what was written down since their last page. */
export const FORGETTING: readonly string[] = MEMORY_NAMES.map(clearCookieHeader)
