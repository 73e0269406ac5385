/** The visitor's choice, written and read again; what was not written by us; GPC; regions. */

import { describe, expect, test } from 'vitest'
import { saysGpc } from '../../../src/core/consent/gpc.ts'
import { readOwnWord, writeOwnWord } from '../../../src/core/consent/own-word.ts'
import { EVERY_PURPOSE, NO_PURPOSE, setOf } from '../../../src/core/consent/purpose-set.ts'
import { regionMode } from '../../../src/core/consent/region-mode.ts'
import { DEFAULT_CONSENT } from '../../../src/core/consent-settings.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'
import { NOW_S } from './strings.ts'

const DAY_S = 86_400

describe('our own cookie', () => {
  test.each([NO_PURPOSE, EVERY_PURPOSE, setOf('storage', 'measure')])('%d comes back', (granted) => {
    for (const despiteGpc of [false, true]) {
      const value = writeOwnWord(granted, despiteGpc, NOW_S, 7)
      expect(value).toMatch(/^[\d.]+$/)
      expect(readOwnWord(value, 7, NOW_S)).toMatchObject({ granted, refused: EVERY_PURPOSE & ~granted, despiteGpc })
    }
  })

  test.each([
    ['under another policy', writeOwnWord(EVERY_PURPOSE, false, NOW_S, 6)],
    ['thirteen months ago', writeOwnWord(EVERY_PURPOSE, false, NOW_S - 394 * DAY_S, 7)],
    ['in two days', writeOwnWord(EVERY_PURPOSE, false, NOW_S + 2 * DAY_S, 7)],
    ['of another version', writeOwnWord(EVERY_PURPOSE, false, NOW_S, 7).replace(/^1/, '2')],
    ['of more purposes than there are', `1.64.${Math.floor(NOW_S / 60)}.7`],
    ['nothing', ''],
    ['not to its end', '1.31.29'],
    ['with something behind', `${writeOwnWord(EVERY_PURPOSE, false, NOW_S, 7)}.1`],
    ['a word', 'granted'],
  ])('%s: unreadable', (_, value) => {
    expect(readOwnWord(value, 7, NOW_S)).toBe('unreadable')
  })
})

test.each([
  [null, false],
  ['0', false],
  [' 0 ', false],
  ['0, 0', false],
  ['1', true],
  ['1, 1', true],
  ['0, 1', true],
  ['1, 0', true],
  ['', true],
  ['true', true],
  ['00', true],
  ['0;1', true],
  ['?0', true],
])('Sec-GPC %s: %s', (header, objects) => {
  expect(saysGpc(header)).toBe(objects)
})

describe('regions', () => {
  test.each([
    ['DE', true, 'opt-in'],
    ['NO', null, 'opt-in'],
    ['GB', false, 'opt-in'],
    ['CH', null, 'opt-in'],
    ['US', false, 'opt-out'],
    ['JP', null, 'notice'],
    ['JP', true, 'opt-in'],
    ['BR', false, 'opt-in'],
    [null, null, 'opt-in'],
    [UNKNOWN, UNKNOWN, 'opt-in'],
    ['XX', null, 'opt-in'],
    ['T1', null, 'opt-in'],
  ] as const)('%s, EU %s: %s', (country, isEU, mode) => {
    expect(regionMode(DEFAULT_CONSENT, country, isEU)).toBe(mode)
  })

  test("the site's own word on a country beats the law's default; its default does not", () => {
    const settings = { ...DEFAULT_CONSENT, regions: { JP: 'opt-in', DE: 'notice' }, default: 'opt-out' } as const
    expect(regionMode(settings, 'JP', null)).toBe('opt-in')
    expect(regionMode(settings, 'DE', true)).toBe('notice')
    expect(regionMode(settings, 'FR', true)).toBe('opt-in')
    expect(regionMode(settings, 'BR', null)).toBe('opt-out')
    expect(regionMode(settings, null, null)).toBe('opt-out')
    expect(regionMode(settings, null, true)).toBe('opt-in')
    expect(regionMode(settings, 'toString', null)).toBe('opt-out')
  })
})
