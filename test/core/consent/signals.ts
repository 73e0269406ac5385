/** Signals as they are sent, and then broken; and a second opinion on what they grant, from IAB's own readers. Not tests. */

import { GppModel } from '@iabgpp/cmpapi'
import { TCString } from '@iabtcf/core'
import fc from 'fast-check'
import { writeOwnWord } from '../../../src/core/consent/own-word.ts'
import { EVERY_PURPOSE } from '../../../src/core/consent/purpose-set.ts'
import { type Consent, PURPOSES, type Purpose } from '../../../src/core/consent.ts'
import { DEFAULT_CONSENT } from '../../../src/core/consent-settings.ts'
import { resolveConsent } from '../../../src/edge/consent.ts'
import { EVERY_TCF_PURPOSE, gppString, NOW_S, tcString, VENDOR } from './strings.ts'

export type SignalKind = 'own' | 'tcf' | 'gpp' | 'gpc'

export interface Signal {
  readonly kind: SignalKind
  readonly text: string
}

const DAY_S = 86_400
const POLICY = 1

const purposes = fc.oneof(fc.constant(EVERY_TCF_PURPOSE), fc.subarray([...EVERY_TCF_PURPOSE]))
const vendors = fc.oneof(
  fc.constant([VENDOR]),
  fc.uniqueArray(fc.integer({ min: 1, max: 2_000 }), { maxLength: 8 }),
  fc.integer({ min: 900, max: 1_300 }).map((from) => Array.from({ length: 300 }, (_, index) => from + index)),
)
const day = fc.constantFrom('2026-11-20', '2026-11-20', '2026-02-28', '2026-03-01', '2025-10-01', '2026-12-01')

const tcf = fc.record({ purposes, vendors, disclosed: fc.option(vendors), legitimate: purposes, day }).map(tcString)

const optOut = fc.integer({ min: 0, max: 2 })
const usSections = fc.dictionary(
  fc.constantFrom('usnat', 'usca', 'usva', 'usut', 'ustx', 'usmd', 'uski', 'usky'),
  fc.record({ SaleOptOut: optOut, TargetedAdvertisingOptOut: optOut }),
  { maxKeys: 3 },
)
const gpp = fc.tuple(usSections, fc.option(tcf)).map(([sections, european]) => {
  const known = Object.entries(sections).filter(([name]) => name !== 'uski')
  const fitting = known.map(([name, { SaleOptOut, ...more }]) => [
    name,
    name === 'usca' ? { SaleOptOut } : { SaleOptOut, ...more },
  ])
  return gppString({ ...Object.fromEntries(fitting), ...(european !== null && { tcfeuv2: european }) })
})

const own = fc
  .record({
    granted: fc.nat(EVERY_PURPOSE),
    despiteGpc: fc.boolean(),
    age: fc.integer({ min: -3, max: 500 }),
    policy: fc.nat(2),
  })
  .map(({ granted, despiteGpc, age, policy }) => writeOwnWord(granted, despiteGpc, NOW_S - age * DAY_S, policy))

const gpc = fc.constantFrom('1', '0', '0, 1', '1, 1', '0, 0', ' 0', 'true', '')

const CHARACTERS = fc.constantFrom(
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~=; ,%\u0000é𝌆',
)
const slip = fc.record({
  at: fc.nat(),
  does: fc.constantFrom('change', 'change', 'cut', 'drop', 'add', 'double', 'turn'),
  put: CHARACTERS,
  count: fc.integer({ min: 1, max: 12 }),
})

/** Sound ones among them: three in four have up to three slips. The rest is noise. */
export const signals: fc.Arbitrary<Signal> = fc
  .tuple(
    fc.oneof(
      ...Object.entries({ own, tcf, gpp, gpc }).map(([kind, text]) =>
        text.map((one) => ({ kind: kind as SignalKind, text: one })),
      ),
    ),
    fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: fc.array(slip, { maxLength: 3 }) }),
    fc.oneof(
      { weight: 9, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    ),
  )
  .map(([{ kind, text }, slips, noise]) => ({ kind, text: noise ?? slips.reduce(slipped, text) }))

function slipped(
  text: string,
  { at, does, put, count }: { at: number; does: string; put: string; count: number },
): string {
  const place = text.length === 0 ? 0 : at % text.length
  const [before, after] = [text.slice(0, place), text.slice(place)]
  switch (does) {
    case 'change':
      return before + put + after.slice(1)
    case 'cut':
      return before
    case 'drop':
      return before + after.slice(count)
    case 'add':
      return before + put.repeat(count) + after
    case 'double':
      return before + after.slice(0, count) + after
    default:
      return before + [...after.slice(0, count)].reverse().join('') + after.slice(count)
  }
}

const RESTING = `awase-consent=${writeOwnWord(EVERY_PURPOSE, false, NOW_S - 30 * DAY_S, POLICY)}`

/** What the edge makes of it: where one is asked first; of GPC beside a consent to everything. */
export function consentUnder({ kind, text }: Signal): Consent {
  const cookie = { own: `awase-consent=${text}`, tcf: `euconsent-v2=${text}`, gpp: `__gpp=${text}`, gpc: RESTING }[kind]
  const said: { readonly [name: string]: string } = { cookie, ...(kind === 'gpc' && { 'sec-gpc': text }) }
  const cmp = kind === 'tcf' || kind === 'gpp' ? kind : 'own'
  return resolveConsent({
    headers: { get: (name: string) => said[name] ?? null } as unknown as Headers,
    site: { memory: 'by-region', consent: { ...DEFAULT_CONSENT, cmp, vendor: VENDOR, policy: POLICY } },
    geo: { country: 'DE', isEU: true },
    now: NOW_S * 1000,
  })
}

/** The purposes that the consent has and nothing in the signal gives. Only signals that grant something are asked about. */
export function groundless(consent: Consent, { kind, text }: Signal): readonly Purpose[] {
  const granted = PURPOSES.filter((purpose) => consent[purpose])
  if (granted.length === 0) return []
  // What a cookie may hold, as the edge reads it: up to the next one, without blanks around it.
  const value = kind === 'gpc' ? text : text.split(';', 1)[0]!.trim()
  try {
    const isGiven = { own: ownGives, tcf: tcfGives, gpp: gppGives, gpc: gpcGives }[kind](value)
    return granted.filter((purpose) => !isGiven(purpose))
  } catch {
    return granted // IAB's own reader cannot read it
  }
}

type Gives = (purpose: Purpose) => boolean
const NOTHING: Gives = () => false

function ownGives(text: string): Gives {
  const [version, bits = '', minutes = '', policy = '', ...more] = text.split('.')
  const isWhole = [bits, minutes, policy].every((part) => /^[0-9]+$/.test(part))
  const age = NOW_S - Number(minutes) * 60
  if (version !== '1' || !isWhole || more.length > 0 || Number(policy) !== POLICY) return NOTHING
  if (age > 393 * DAY_S || age < -DAY_S || Number(bits) > 63) return NOTHING
  return (purpose) => (Number(bits) >> PURPOSES.indexOf(purpose)) % 2 === 1
}

const gpcGives = (text: string): Gives => {
  const isClear = text.split(',').every((part) => part.trim() === '0')
  return () => isClear
}

const NEEDS: { readonly [P in Purpose]: readonly number[] } = {
  storage: [1],
  profile: [5],
  personalize: [6],
  measure: [8, 9],
  export: [1, 3, 4, 7],
}

const DISCLOSURE_S = Date.parse('2026-03-01') / 1000

function tcfGives(text: string): Gives {
  const model = TCString.decode(text)
  const at = model.lastUpdated.getTime() / 1000
  const hasDisclosed = text.split('.').some((segment, index) => index > 0 && /^[I-P]/.test(segment))
  const isDisclosed = hasDisclosed ? model.vendorsDisclosed.has(VENDOR) : at < DISCLOSURE_S
  const isOfNow = NOW_S - at <= 393 * DAY_S && at - NOW_S <= DAY_S
  const isOurs = model.version === 2 && model.isServiceSpecific && model.vendorConsents.has(VENDOR)
  if (!isOurs || !isOfNow || !isDisclosed) return NOTHING
  return (purpose) => NEEDS[purpose].every((one) => model.purposeConsents.has(one))
}

function gppGives(text: string): Gives {
  const model = new GppModel(text)
  const names = model.getSectionIds().length === 0 ? [] : text.split('~').slice(1)
  if (!model.hasSection('tcfeuv2') || names.length === 0) return NOTHING
  const european = tcfGives(names[model.getSectionIds().indexOf(2)]!)
  const optedOut = (field: string): boolean =>
    ['usnat', 'usca', 'usva', 'usut', 'ustx', 'usmd', 'usky'].some(
      (section) => model.hasSection(section) && fieldOf(model, section, field) === 1,
    )
  const advertised = optedOut('TargetedAdvertisingOptOut') || optedOut('SharingOptOut')
  return (purpose) => {
    if (!european(purpose)) return false
    if (purpose === 'export') return !advertised && !optedOut('SaleOptOut')
    return !(advertised && (purpose === 'profile' || purpose === 'personalize'))
  }
}

function fieldOf(model: GppModel, section: string, field: string): unknown {
  try {
    return model.getFieldValue(section, field)
  } catch {
    return undefined // no such field in that section
  }
}
