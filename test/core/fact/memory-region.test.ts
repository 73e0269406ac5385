/** Where the law asks first. Not what a site makes of it: consent/region-mode. */

import { expect, test } from 'vitest'
import { asksFirst } from '../../../src/core/fact/memory-region.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'

test.each([
  ['JP', false, false],
  ['JP', null, false],
  ['US', UNKNOWN, false],
  ['DE', true, true],
  ['DE', null, true],
  ['NO', false, true],
  ['IS', false, true],
  ['LI', false, true],
  ['GB', false, true],
  ['CH', false, true],
  ['RE', true, true],
  ['JP', true, true],
] as const)('%s, EU %s: %s', (country, isEU, asks) => {
  expect(asksFirst(country, isEU)).toBe(asks)
})
