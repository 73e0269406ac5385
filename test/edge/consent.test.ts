/** Consent as one request says it: cookies and headers as they arrive. Not how signals are weighed: test/core/consent. */

import { describe, expect, test } from 'vitest'
import { writeOwnWord } from '../../src/core/consent/own-word.ts'
import { consentOf, EVERY_PURPOSE, NO_PURPOSE, setOf } from '../../src/core/consent/purpose-set.ts'
import { type CompiledConsent, DEFAULT_CONSENT } from '../../src/core/consent-settings.ts'
import { mayRemember, resolveConsent } from '../../src/edge/consent.ts'
import { geoFacts } from '../../src/edge/geo.ts'
import { gppString, NOW_S, tcString, VENDOR } from '../core/consent/strings.ts'

const SITE = { timeZone: 'Asia/Tokyo', locale: 'ja' }
const DE = { country: 'DE', isEUCountry: '1' }
const own = (granted: number, despiteGpc = false) => `awase-consent=${writeOwnWord(granted, despiteGpc, NOW_S - 60, 1)}`

const resolved = (
  headers: { [name: string]: string },
  cf: { [key: string]: unknown },
  consent: Partial<CompiledConsent> | null = {},
  memory: 'on' | 'off' | 'by-region' = 'by-region',
) =>
  resolveConsent({
    headers: new Headers(headers),
    site: { memory, consent: consent === null ? null : { ...DEFAULT_CONSENT, ...consent } },
    geo: geoFacts(cf, SITE),
    now: NOW_S * 1000,
  })

describe('without a word', () => {
  test.each(['JP', 'DE', 'XX', undefined])('`on` and `off` alone ask for no region (%s)', (country) => {
    expect(resolved({}, { country }, null, 'on')).toEqual(consentOf(EVERY_PURPOSE, 'setting'))
    expect(resolved({}, { country }, null, 'off')).toEqual(consentOf(NO_PURPOSE, 'setting'))
  })

  test.each([
    ['JP', true],
    ['US', true],
    ['BR', false],
    ['DE', false],
    ['GB', false],
    ['CH', false],
    ['XX', false],
    ['T1', false],
    ['jp', false],
    [undefined, false],
    [7, false],
  ])('by region, %s: remembered %s', (country, remembered) => {
    expect(mayRemember(resolved({}, { country }, null))).toBe(remembered)
    expect(mayRemember(resolved({}, { country }))).toBe(remembered)
    expect(mayRemember(resolved({}, { country }, {}, 'on'))).toBe(remembered)
  })

  test('by region, the EU flag alone forbids', () => {
    expect(mayRemember(resolved({}, { country: 'JP', isEUCountry: '1' }, null))).toBe(false)
  })
})

describe('cookies', () => {
  const tcf = { cmp: 'tcf', vendor: VENDOR } as const
  const gpp = { cmp: 'gpp', vendor: VENDOR } as const
  const all = consentOf(EVERY_PURPOSE, 'own')
  const nothing = consentOf(NO_PURPOSE, 'none')
  test.each([
    ['our own, among others', `a=1; ${own(EVERY_PURPOSE)}; b=2`, {}, all],
    ['our own, twice the same', `${own(EVERY_PURPOSE)}; ${own(EVERY_PURPOSE)}`, {}, all],
    ['our own, twice', `${own(EVERY_PURPOSE)}; ${own(NO_PURPOSE)}`, {}, nothing],
    ['a name that ends like ours', `x${own(EVERY_PURPOSE)}`, {}, consentOf(NO_PURPOSE, 'region')],
    ['our own, broken', 'awase-consent=%31', {}, nothing],
    ["a platform's", `euconsent-v2=${tcString()}`, tcf, consentOf(EVERY_PURPOSE, 'tcf')],
    ["a platform's that nobody asked for", `euconsent-v2=${tcString()}`, {}, consentOf(NO_PURPOSE, 'region')],
    ['what the bridge brought', `awase-tcf=${tcString()}`, tcf, consentOf(EVERY_PURPOSE, 'tcf')],
    [
      "the platform's own before it",
      `awase-tcf=${tcString()}; euconsent-v2=${tcString({ purposes: [] })}`,
      tcf,
      consentOf(NO_PURPOSE, 'tcf'),
    ],
    ["a platform's, twice", `euconsent-v2=${tcString()}; euconsent-v2=${tcString({ purposes: [] })}`, tcf, nothing],
    ['the vendor is not named', `euconsent-v2=${tcString()}`, { cmp: 'tcf', vendor: null }, nothing],
    ['GPP', `__gpp=${gppString({ tcfeuv2: tcString() })}`, gpp, consentOf(EVERY_PURPOSE, 'gpp')],
    ['GPP by the bridge', `awase-gpp=${gppString({ tcfeuv2: tcString() })}`, gpp, consentOf(EVERY_PURPOSE, 'gpp')],
  ] as const)('%s', (_, cookie, settings, consent) => {
    expect(resolved({ cookie }, DE, settings)).toEqual(consent)
  })

  test('opted out of sale in the US', () => {
    const cookie = `__gpp=${gppString({ usca: { SaleOptOut: 1 } })}`
    expect(resolved({ cookie }, { country: 'US' }, gpp)).toEqual(consentOf(EVERY_PURPOSE & ~setOf('export'), 'gpp'))
  })
})

describe('Global Privacy Control', () => {
  const gpc = { 'sec-gpc': '1' }
  test('doubled headers arrive as one', () => {
    const headers = new Headers(gpc)
    headers.append('sec-gpc', '0')
    const heard = { headers, site: { memory: 'on', consent: null } as const, geo: geoFacts({}, SITE), now: 0 }
    expect(resolveConsent(heard)).toEqual(consentOf(NO_PURPOSE, 'gpc'))
  })
  test('beats an older consent, and not one that was given in spite of it', () => {
    expect(resolved({ ...gpc, cookie: own(EVERY_PURPOSE) }, DE)).toEqual(consentOf(NO_PURPOSE, 'gpc'))
    expect(resolved({ ...gpc, cookie: own(EVERY_PURPOSE, true) }, DE)).toEqual(consentOf(EVERY_PURPOSE, 'own'))
  })
})
