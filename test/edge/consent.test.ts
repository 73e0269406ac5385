import { expect, test } from 'vitest'
import type { CompiledSite } from '../../src/core/compiled.ts'
import { mayRemember } from '../../src/edge/consent.ts'
import { geoFacts } from '../../src/edge/geo.ts'

const SITE = {
  timeZone: 'Asia/Tokyo',
  locale: 'ja',
  holdout: 0,
  weatherNonCommercial: false,
  schema: { traits: {}, scores: {}, categories: null },
  paths: [],
}
const may = (memory: CompiledSite['memory'], cf: { [key: string]: unknown }) =>
  mayRemember({ ...SITE, memory }, geoFacts(cf, SITE))

test.each(['JP', 'DE', 'XX', undefined])('`on` and `off` ask for no region (%s)', (country) => {
  expect([may('on', { country }), may('off', { country })]).toEqual([true, false])
})

test.each([
  ['JP', true],
  ['US', true],
  ['DE', false],
  ['FR', false],
  ['NO', false],
  ['IS', false],
  ['LI', false],
  ['GB', false],
  ['CH', false],
  ['XX', false],
  ['T1', false],
  ['jp', false],
  [undefined, false],
  [7, false],
])('by region, %s: %s', (country, allowed) => {
  expect(may('by-region', { country })).toBe(allowed)
})

test('by region, the EU flag alone forbids', () => {
  expect(may('by-region', { country: 'JP', isEUCountry: '1' })).toBe(false)
})
