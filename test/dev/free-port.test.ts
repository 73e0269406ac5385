/** Which port is taken when others are not free. */

import { afterAll, expect, test } from 'vitest'
import { choosePort } from '../../src/dev/free-port.ts'
import { listen } from '../../src/dev/listen.ts'

const other = await listen((_request, response) => response.end())
afterAll(() => other.close())
const taken = Number(new URL(other.url).port)

test('a port that was asked for is that one or none', async () => {
  expect(await choosePort(taken)).toEqual({ ok: false, error: { port: taken, reason: 'taken' } })
  expect(await choosePort(0)).toEqual({ ok: true, value: 0 })
})

test('without a wish it is a free one', async () => {
  const chosen = await choosePort(null)
  expect(chosen.ok && chosen.value).toBeGreaterThanOrEqual(8787)
})
