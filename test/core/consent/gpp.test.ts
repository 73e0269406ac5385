/** GPP strings as IAB's own library writes them, read by us: every section that we know, and what is none. */

import { describe, expect, test } from 'vitest'
import { readGpp } from '../../../src/core/consent/gpp.ts'
import { readUsSection } from '../../../src/core/consent/gpp-us.ts'
import { EVERY_PURPOSE, NO_PURPOSE, setOf } from '../../../src/core/consent/purpose-set.ts'
import { gppString, NOW_S, tcString, VENDOR } from './strings.ts'

const read = (text: string, vendor: number | null = VENDOR) => readGpp(text, vendor, NOW_S)
const SOLD = setOf('export')
const ADVERTISED = setOf('profile', 'personalize', 'export')

const STATES = 'usva usco usut usct usfl usmt usor ustx usde usia usne usnh usnj ustn usmn usmd usin usky usri'.split(
  ' ',
)
const SALE = { SaleOptOut: 1 }
const ADVERTISING = { TargetedAdvertisingOptOut: 1 }

describe.each(STATES)('%s', (state) => {
  const both = { SaleOptOut: 2, TargetedAdvertisingOptOut: 2 }
  test.each([
    ['nothing is opted out of', both, null],
    ['sale', { ...both, ...SALE }, SOLD],
    ['targeted advertising', { ...both, ...ADVERTISING }, ADVERTISED],
  ])('%s', (_, said, refused) => {
    const heard = read(gppString({ [state]: said }))
    if (refused === null) expect(heard).toBe(null)
    else expect(heard).toMatchObject({ signal: 'gpp', granted: NO_PURPOSE, refused })
  })
})

test.each([
  ['usnat', SALE, SOLD],
  ['usnat', { SharingOptOut: 1 }, ADVERTISED],
  ['usnat', ADVERTISING, ADVERTISED],
  ['usnat', { Version: 1, SaleOptOut: 1 }, SOLD],
  ['usnat', { Gpc: true, GpcSegmentIncluded: true }, EVERY_PURPOSE],
  ['usca', SALE, SOLD],
  ['usca', { SharingOptOut: 1 }, ADVERTISED],
  ['usca', { Gpc: true, GpcSegmentIncluded: true }, EVERY_PURPOSE],
])('%s %o', (section, said, refused) => {
  expect(read(gppString({ [section]: said }))).toMatchObject({ granted: NO_PURPOSE, refused })
})

test.each([
  ['1YYN', ADVERTISED],
  ['1YNN', NO_PURPOSE],
  ['1---', NO_PURPOSE],
])('the US privacy string %s', (text, refused) => {
  const heard = read(gppString({ uspv1: text }))
  if (refused === NO_PURPOSE) expect(heard).toBe(null)
  else expect(heard).toMatchObject({ refused })
})

describe('several sections', () => {
  const tcf = tcString()
  test('the European one grants as a TC string does', () => {
    expect(read(gppString({ tcfeuv2: tcf }))).toMatchObject({
      signal: 'gpp',
      granted: EVERY_PURPOSE,
      refused: NO_PURPOSE,
    })
  })
  test('what one refuses no other grants', () => {
    const said = gppString({ tcfeuv2: tcf, usca: { SharingOptOut: 1 }, ustx: { SaleOptOut: 2 } })
    expect(read(said)).toMatchObject({ granted: EVERY_PURPOSE & ~ADVERTISED, refused: ADVERTISED })
  })
  test('neighbours in a row are one range', () => {
    const said = gppString({ usnat: { SaleOptOut: 2 }, usca: { SaleOptOut: 2 }, usva: { SaleOptOut: 1 } })
    expect(read(said)).toMatchObject({ refused: SOLD })
  })
  test('a European one without a vendor of ours, or broken, makes all of it unreadable', () => {
    expect(read(gppString({ tcfeuv2: tcf }), null)).toBe('unreadable')
    expect(read(gppString({ tcfeuv2: tcString({ day: '2024-01-01' }) }))).toBe('unreadable')
  })
})

describe('unreadable', () => {
  const sound = gppString({ usnat: SALE })
  test.each([
    ['nothing', ''],
    ['a word', 'garbage'],
    ['no sections', 'DBAA'],
    ['its section is missing', sound.split('~')[0]!],
    ['a section too many', `${sound}~BAAAAA`],
    ['a section cut', sound.slice(0, sound.indexOf('~') + 3)],
    ['an empty section', `${sound.split('~')[0]}~`],
    ['another version of the section', `${sound.split('~')[0]}~P${sound.split('~')[1]!.slice(1)}`],
    ['another version of GPP', `DC${sound.slice(2)}`],
    ['Canada, which is not read', gppString({ tcfcav1: { CmpId: 31 } })],
    ['a header of thirty million sections', 'DBAB8KQBEBM~x'],
    ['endless', sound.repeat(1_000)],
  ])('%s', (_, text) => {
    expect(read(text)).toBe(text === 'DBAA' ? null : 'unreadable')
  })

  test('a section that nobody knows yet', () => expect(readUsSection(28, 'BAAAAAAA')).toBe(null))
  test('an opt-out that is neither yes nor no', () => expect(readUsSection(9, 'BAwAAAAA')).toBe(null))
})
