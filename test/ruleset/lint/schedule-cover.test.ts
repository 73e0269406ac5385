/** What covers a schedule is open whenever that is. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CompiledSchedule } from '../../../src/core/compiled.ts'
import { isOpen } from '../../../src/core/fact/schedule.ts'
import { covers } from '../../../src/ruleset/lint/schedule-cover.ts'
import { NOW } from './random-visits.ts'

const HOUR_MS = 3_600_000
const HOURS_COUNT = 24 * 21
const bound = fc.option(
  fc.integer({ min: -48, max: HOURS_COUNT - 48 }).map((hours) => NOW + hours * HOUR_MS),
  { nil: null },
)
const weekly = fc.option(
  fc
    .uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 })
    .map((days) => days.sort((one, other) => one - other).map((day) => [day * 1440 + 60, day * 1440 + 600] as const)),
  { nil: null },
)
const schedule: fc.Arbitrary<CompiledSchedule | null> = fc.option(fc.record({ from: bound, until: bound, weekly }), {
  nil: null,
})

test('from now on', () => {
  let covered = 0
  fc.assert(
    fc.property(schedule, schedule, (wide, narrow) => {
      const moments = Array.from({ length: HOURS_COUNT }, (_, hour) => NOW + hour * HOUR_MS)
      const open = (one: CompiledSchedule | null, at: number) => one === null || isOpen(one, at, 'UTC')
      if (!covers(wide, narrow, NOW)) return
      covered++
      for (const at of moments) if (open(narrow, at)) expect(open(wide, at)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
  expect(covered).toBeGreaterThan(100)
})
