/** Where the law lets a site keep first-party memory unless a visitor objects. Not legal advice, and not consent. */

import type { Fact } from './context.ts'

/** The EEA (the EU, Iceland, Liechtenstein, Norway, with their own codes for outermost regions), the UK and Switzerland. */
const ASKS_FIRST = new Set(
  (
    'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK ' +
    'IS LI NO GB CH AX GF GP MF MQ RE YT GI GG IM JE SJ'
  ).split(' '),
)

/** False in the EEA, the UK, Switzerland and where the country is unknown (also Tor's `T1`); `isEU` alone is enough. */
export function memoryAllowedByRegion(country: Fact<string>, isEU: Fact<boolean>): boolean {
  return (
    typeof country === 'string' &&
    /^[A-Z]{2}$/.test(country) &&
    country !== 'XX' &&
    isEU !== true &&
    !ASKS_FIRST.has(country)
  )
}
