/** Index, decide, explain and a naive reading of RULESET.md agree, whatever the ruleset and the visit. `npm run prove` asks for longer. */

import { expect, test } from 'vitest'
import { proveLarge, proveLoose, provePages } from '../prove/properties.ts'

test('pages: matches, winners, arms, slots and reasons', { timeout: 120_000 }, () => {
  expect(provePages({ pairs: 4_000 })).toBeGreaterThanOrEqual(4_000)
})

test('attributes of any shape: matches', { timeout: 60_000 }, () => {
  expect(proveLoose({ pairs: 4_000 })).toBeGreaterThanOrEqual(4_000)
})

test('ten thousand experiences', { timeout: 120_000 }, () => {
  expect(proveLarge({ pairs: 20 })).toBe(20)
})
