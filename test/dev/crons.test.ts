/** The clock that fires crons locally, on a clock of the test's own. Not what the crons do. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dueCrons, startCronClock } from '../../src/dev/crons.ts'

const NOON = Date.UTC(2026, 10, 22, 12, 0)

beforeEach(() => void vi.useFakeTimers({ now: NOON - 30_000 }))
afterEach(() => void vi.useRealTimers())

test('which minutes they fall on', () => {
  expect(dueCrons(NOON)).toEqual(['* * * * *', '*/15 * * * *'])
  expect(dueCrons(NOON + 59_999)).toEqual(['* * * * *', '*/15 * * * *'])
  expect(dueCrons(NOON + 60_000)).toEqual(['* * * * *'])
  expect(dueCrons(NOON + 45 * 60_000)).toEqual(['* * * * *', '*/15 * * * *'])
})

test('they fire at full minutes, until stopped', async () => {
  const fired: [string, number][] = []
  const clock = startCronClock(async (cron, at) => void fired.push([cron, at]))
  await vi.advanceTimersByTimeAsync(29_999)
  expect(fired).toEqual([])
  await vi.advanceTimersByTimeAsync(60_001)
  expect(fired).toEqual([
    ['* * * * *', NOON],
    ['*/15 * * * *', NOON],
    ['* * * * *', NOON + 60_000],
  ])
  clock.stop()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(fired).toHaveLength(3)
})

test('a run that takes long is not overtaken by the next', async () => {
  let running = 0
  let most = 0
  const clock = startCronClock(async () => {
    most = Math.max(most, ++running)
    await new Promise((done) => setTimeout(done, 150_000))
    running--
  })
  await vi.advanceTimersByTimeAsync(900_000)
  expect(most).toBe(1)
  clock.stop()
})
