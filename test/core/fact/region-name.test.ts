/** Regions in the site's language. */

import { expect, test } from 'vitest'
import { regionName } from '../../../src/core/fact/region-name.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'

test.each([
  ['JP', 'Tokyo', '13', 'ja', '東京都'],
  ['JP', 'Tokyo', '13', 'ja-JP', '東京都'],
  ['JP', 'Tokyo', '13', 'en', 'Tokyo'],
  ['JP', null, '1', 'ja', '北海道'],
  ['JP', null, 'JP-47', 'ja', '沖縄県'],
  ['JP', 'Ōsaka', null, 'ja', '大阪府'],
  ['JP', 'Hyōgo-ken', UNKNOWN, 'ja', '兵庫県'],
  ['JP', 'Kyoto Prefecture', null, 'ja', '京都府'],
  ['JP', '宮城県', null, 'en', 'Miyagi'],
  ['JP', 'Ōita', null, 'fr', 'Oita'],
  ['JP', 'Atlantis', '48', 'ja', 'Atlantis'],
  ['JP', null, '00', 'ja', null],
  ['DE', 'Baden-Württemberg', 'BW', 'ja', 'Baden-Württemberg'],
  [null, 'Tokyo', '13', 'ja', 'Tokyo'],
  ['JP', UNKNOWN, UNKNOWN, 'ja', UNKNOWN],
] as const)('%s %s %s in %s: %s', (country, region, code, locale, expected) => {
  expect(regionName(country, region, code, locale)).toBe(expected)
})

test('all 47 prefectures have a name of their own in both languages', () => {
  const codes = Array.from({ length: 47 }, (_, i) => String(i + 1).padStart(2, '0'))
  for (const [locale, form] of [
    ['ja', /^.{2,3}[都道府県]$/],
    ['en', /^[A-Z][a-z]+$/],
  ] as const) {
    const names = codes.map((code) => regionName('JP', null, code, locale))
    expect(new Set(names).size).toBe(47)
    for (const name of names) expect(name).toMatch(form)
    for (const [at, name] of names.entries()) expect(regionName('JP', name!, null, locale)).toBe(names[at])
  }
})
