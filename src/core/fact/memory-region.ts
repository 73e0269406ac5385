/** Where the law asks before a site remembers anything. Not legal advice, and not what other places want: consent/region-mode.ts. */

import type { Fact } from '../context.ts'

/** The 27 members. */
const EU = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '))

/**
 * The rest of the EEA, the UK and Switzerland; and what lies under the same or a twin law and has a country code of its
 * own: outermost and associated regions (Åland, Réunion, …) and the crown dependencies.
 */
const ASKS_FIRST_TOO = new Set('IS LI NO GB CH AX GF GP MF MQ RE YT SJ GI GG IM JE'.split(' '))

export const isEUMember = (country: string): boolean => EU.has(country)

/** The EEA, the UK, Switzerland; `isEU` alone is enough. */
export const asksFirst = (country: string, isEU: Fact<boolean>): boolean =>
  isEU === true || EU.has(country) || ASKS_FIRST_TOO.has(country)

/** ISO 3166-1 alpha-2 in form. Cloudflare says `XX` for an unknown country and `T1` for Tor. */
export const isCountryCode = (text: string): boolean => /^[A-Z]{2}$/.test(text) && text !== 'XX'
