/** Promise 6: nothing of one visitor reaches another, whatever stands before us. `npm run prove` asks for longer. */

import { expect, test } from 'vitest'
import { proveLeak } from '../prove/leak.ts'

test('many visitors at once behind a cache that ignores Vary: each sees their own, and nobody another’s', async () => {
  const { requests, own, foreign, cached } = await proveLeak({ visitors: 20, requests: 20 })
  expect({ requests, foreign }).toEqual({ requests: 400, foreign: 0 })
  expect(own).toBeGreaterThan(250)
  expect(cached).toBeGreaterThan(50)
})
