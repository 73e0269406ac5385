/** Promise 8: an acknowledged event is never lost and never counted twice. At length: `npm run prove:durability`. */

import { expect, test } from 'vitest'
import { proveKills } from '../prove/durability-kills.ts'

test('what was acknowledged is in the record once, whatever was killed meanwhile', { timeout: 120_000 }, async () => {
  const { acknowledged, lost, doubled } = await proveKills({
    events: 1_200,
    storeKills: 3,
    workerKills: 1,
    say: () => {},
  })
  expect({ acknowledged, lost, doubled }).toEqual({ acknowledged: 1_200, lost: 0, doubled: 0 })
})
