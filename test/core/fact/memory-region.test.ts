/** Where memory needs no asking first. Not for consent. */

import { expect, test } from 'vitest'
import { memoryAllowedByRegion } from '../../../src/core/fact/memory-region.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'

test.each([
  ['JP', false, true],
  ['JP', null, true],
  ['US', UNKNOWN, true],
  ['DE', true, false],
  ['DE', null, false],
  ['NO', false, false],
  ['IS', false, false],
  ['LI', false, false],
  ['GB', false, false],
  ['CH', false, false],
  ['RE', true, false],
  ['JP', true, false],
  [null, null, false],
  [UNKNOWN, false, false],
  ['T1', false, false],
  ['XX', false, false],
] as const)('%s, EU %s: %s', (country, isEU, allowed) => {
  expect(memoryAllowedByRegion(country, isEU)).toBe(allowed)
})
