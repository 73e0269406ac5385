/** The sender's clock against ours. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_BROWSER_AGE_MS, MAX_SERVER_AGE_MS, MAX_SKEW_MS, senderClock } from '../../src/collect/sender-clock.ts'

const NOW = 1_795_000_000_000
const HOUR_MS = 3_600_000

test.each([
  ['agrees with ours', 0, -5_000, -5_000],
  ['is an hour slow', -HOUR_MS, -HOUR_MS - 5_000, -5_000],
  ['is a week fast', 168 * HOUR_MS, 168 * HOUR_MS - 5_000, -5_000],
  ['says that it happened after it was sent', 0, 5_000, 0],
  ['is a hundred years fast: now, at the latest', 876_000 * HOUR_MS, 876_000 * HOUR_MS, 0],
  ['tells of just a day ago', 0, -MAX_BROWSER_AGE_MS, -MAX_BROWSER_AGE_MS],
])('a clock that %s', (_, sentAt, at, taken) => {
  expect(senderClock(NOW + sentAt, NOW, MAX_BROWSER_AGE_MS)(NOW + at)).toEqual({ ok: true, value: NOW + taken })
})

test.each([
  ['more than a day before it was sent', 0, -MAX_BROWSER_AGE_MS - 1],
  ['the same, by a clock that is fast', HOUR_MS, HOUR_MS - MAX_BROWSER_AGE_MS - 1],
  ['by a clock of 1970, which no browser has', -NOW, -NOW],
])('too old: %s', (_, sentAt, at) => {
  expect(senderClock(NOW + sentAt, NOW, MAX_BROWSER_AGE_MS)(NOW + at)).toEqual({ ok: false, error: 'too_old' })
})

test('servers may tell of a month ago', () => {
  const clock = senderClock(NOW, NOW, MAX_SERVER_AGE_MS)
  expect(clock(NOW - MAX_SERVER_AGE_MS).ok).toBe(true)
  expect(clock(NOW - MAX_SERVER_AGE_MS - 1).ok).toBe(false)
})

test('whatever the clocks say, what is taken lies between the oldest allowed and now, and no order is turned', () => {
  const time = fc.integer({ min: 0, max: 8.64e15 })
  fc.assert(
    fc.property(time, time, fc.nat({ max: 2 * MAX_SKEW_MS }), (sentAt, at, later) => {
      const clock = senderClock(sentAt, NOW, MAX_BROWSER_AGE_MS)
      const [one, other] = [clock(at), clock(at + later)]
      for (const taken of [one, other]) {
        if (taken.ok) expect(taken.value).toBeLessThanOrEqual(NOW)
        if (taken.ok) expect(taken.value).toBeGreaterThanOrEqual(NOW - MAX_BROWSER_AGE_MS)
      }
      if (one.ok && other.ok) expect(other.value).toBeGreaterThanOrEqual(one.value)
      if (one.ok) expect(other.ok).toBe(true)
    }),
  )
})
