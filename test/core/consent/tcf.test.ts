/** TC strings as IAB's own library writes them, read by us; and what no CMP writes. Longer: npm run prove. */

import { PurposeRestriction, RestrictionType, Segment, type TCModel } from '@iabtcf/core'
import { describe, expect, test } from 'vitest'
import { EVERY_PURPOSE, NO_PURPOSE, setOf } from '../../../src/core/consent/purpose-set.ts'
import { readTcf } from '../../../src/core/consent/tcf.ts'
import type { Purpose } from '../../../src/core/consent.ts'
import { NOW_S, type TcfSaid, tcString, VENDOR } from './strings.ts'

const read = (text: string, vendor = VENDOR) => readTcf(text, vendor, NOW_S)
const granted = (said: TcfSaid) => {
  const heard = read(tcString(said))
  return heard === null || heard === 'unreadable' ? heard : heard.granted
}
const as = (fields: Partial<TCModel>) => (model: TCModel) => void Object.assign(model, fields)
const without = (...left: number[]) => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].filter((one) => !left.includes(one))

describe('our purposes', () => {
  test.each<readonly [string, readonly number[], readonly Purpose[]]>([
    ['1', [1], ['storage']],
    ['5 to profile', [5], ['profile']],
    ['6 to personalize', [6], ['personalize']],
    ['8 and 9 to measure', [8, 9], ['measure']],
    ['8 alone', [8], []],
    ['advertising alone', [2, 3, 4, 7], []],
    ['advertising with storage', [1, 3, 4, 7], ['storage', 'export']],
    ['all but 9', without(9), ['storage', 'profile', 'personalize', 'export']],
    ['all but 1', without(1), ['profile', 'personalize', 'measure']],
    ['none', [], []],
  ])('%s', (_, purposes, ours) => {
    expect(granted({ purposes })).toBe(setOf(...ours))
  })

  test('what is not granted is refused, and it is told when', () => {
    expect(read(tcString({ purposes: [1] }))).toEqual({
      signal: 'tcf',
      granted: setOf('storage'),
      refused: EVERY_PURPOSE & ~setOf('storage'),
      from: Date.parse('2026-11-20T00:00:00Z') / 1000,
      to: Date.parse('2026-11-21T00:00:00Z') / 1000,
      despiteGpc: false,
    })
  })

  test('legitimate interest is no consent', () => {
    expect(granted({ purposes: [], legitimate: [5, 6, 8, 9] })).toBe(NO_PURPOSE)
  })
})

describe('vendors', () => {
  const many = Array.from({ length: 300 }, (_, index) => index + 900)
  test.each<readonly [string, TcfSaid, number]>([
    ['ours in a field', { vendors: [3, VENDOR] }, EVERY_PURPOSE],
    ['ours the last of a range', { vendors: [...many, 1200, VENDOR] }, EVERY_PURPOSE],
    ['ours inside a range', { vendors: Array.from({ length: 600 }, (_, index) => index + 900) }, EVERY_PURPOSE],
    ['ours beside ranges', { vendors: [...many, 1233, 1235, 5000] }, NO_PURPOSE],
    ['none', { vendors: [] }, NO_PURPOSE],
    ['others', { vendors: [1, 2, 3] }, NO_PURPOSE],
    ['ours by legitimate interest alone', { vendors: [], legitimate: [5] }, NO_PURPOSE],
    ['ours not disclosed', { disclosed: [3] }, NO_PURPOSE],
    ['ours disclosed in a range', { disclosed: Array.from({ length: 2_000 }, (_, index) => index + 1) }, EVERY_PURPOSE],
  ])('%s', (_, said, set) => {
    expect(granted(said)).toBe(set)
  })

  test('segments that are not ours to read are no fault', () => {
    expect(granted({ more: [Segment.PUBLISHER_TC, Segment.VENDORS_ALLOWED] })).toBe(EVERY_PURPOSE)
  })

  test('from 2026-03-01 on disclosed vendors are needed', () => {
    expect(granted({ disclosed: null, day: '2026-02-28' })).toBe(EVERY_PURPOSE)
    expect(granted({ disclosed: null, day: '2026-03-01' })).toBe(NO_PURPOSE)
    expect(granted({ disclosed: [3], day: '2026-02-28' })).toBe(NO_PURPOSE)
  })

  test.each([
    ['not allowed', RestrictionType.NOT_ALLOWED, EVERY_PURPOSE & ~setOf('profile')],
    ['consent needed', RestrictionType.REQUIRE_CONSENT, EVERY_PURPOSE],
    ['legitimate interest needed', RestrictionType.REQUIRE_LI, EVERY_PURPOSE & ~setOf('profile')],
  ])("the publisher's restriction of purpose 5: %s", (_, type, set) => {
    const restrict = (vendor: number) => (model: TCModel) => {
      model.publisherRestrictions.add(vendor, new PurposeRestriction(5, type))
      Object.assign(model.publisherRestrictions, { gvl_: { vendorIds: [vendor] } }) // the encoder's only question to the list
    }
    expect(granted({ alter: restrict(VENDOR) })).toBe(set)
    expect(granted({ alter: restrict(VENDOR + 1) })).toBe(EVERY_PURPOSE)
  })
})

describe('unreadable', () => {
  const sound = tcString()
  const [core = '', disclosed = ''] = sound.split('.')
  test('sound before it is broken', () => expect(read(sound)).toMatchObject({ granted: EVERY_PURPOSE }))

  test.each<readonly [string, string]>([
    ['nothing', ''],
    ['a word', 'garbage'],
    ['version 1', `B${sound.slice(1)}`],
    ['cut', core.slice(0, -12)],
    ['cut to its head', core.slice(0, 20)],
    ['a character too many', `${core}A.${disclosed}`.replace(core, `${core}AAAA`)],
    ['filled with ones', `${core}_.${disclosed}`],
    ['a foreign character', sound.replace(/.$/, '=')],
    ['a foreign character in what is skipped', sound.replace(/^(.{16})./, '$1*')],
    ['a foreign character in front', `é${sound}`],
    ['an empty segment', `${sound}.`],
    ['a segment twice', `${sound}.${disclosed}`],
    ['too many segments', `${sound}.YAAA.QAAA.YAAA`],
    ['an unknown segment', `${core}._AAA`],
    ['a publisher segment cut', `${sound}.YAA`],
    ['disclosed vendors cut', `${core}.${disclosed.slice(0, -4)}`],
    ['endless', `${core}.${'I'.repeat(9_000)}`],
    ['thirteen months old', tcString({ day: '2025-10-20' })],
    ['of tomorrow and later', tcString({ day: '2026-11-24' })],
    ['older than its version', tcString({ day: '2019-11-20' })],
    ['for every site, which has ended', tcString({ alter: as({ isServiceSpecific: false }) })],
    ['of no policy', tcString({ alter: as({ policyVersion: 1 }) })],
  ])('%s', (_, text) => {
    expect(read(text)).toBe('unreadable')
  })

  test('it is not older when it was updated since, and not younger than it was created', () => {
    const created = (day: string) => as({ created: new Date(`${day}T00:00:00Z`) })
    expect(read(tcString({ alter: created('2024-01-01') }))).toMatchObject({ granted: EVERY_PURPOSE })
    expect(read(tcString({ alter: created('2026-11-21') }))).toBe('unreadable')
  })

  test.each([
    ['the wrong way round', [1300, 1200]],
    ['from nobody', [0, 1300]],
    ['beyond the last', [1200, 2001]],
  ] as const)('a range %s', (_, range) => {
    expect(read(`${core}.${disclosedBy(2000, [[1200, 1300]])}`)).toMatchObject({ granted: EVERY_PURPOSE })
    expect(read(`${core}.${disclosedBy(2000, [[1200, 1300], range])}`)).toBe('unreadable')
  })

  test('a string that names sixty million vendors is read a hundred times, where unfolding it once takes seconds', () => {
    for (let run = 0; run < 100; run++) expect(read(`${core}.${ranges(900)}`)).toMatchObject({ granted: EVERY_PURPOSE })
  })
})

const bits = (value: number, length: number) => value.toString(2).padStart(length, '0')
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A segment of disclosed vendors up to `last`, by ranges. */
function disclosedBy(last: number, all: readonly (readonly [number, number])[]): string {
  const entries = all.map(([from, to]) => `1${bits(from, 16)}${bits(to, 16)}`)
  const text = `${bits(1, 3)}${bits(last, 16)}1${bits(all.length, 12)}${entries.join('')}`
  return text.replace(/.{1,6}/g, (six) => ALPHABET[Number.parseInt(six.padEnd(6, '0'), 2)]!)
}

const ranges = (count: number): string => disclosedBy(65_535, Array(count).fill([1, 65_535]))
