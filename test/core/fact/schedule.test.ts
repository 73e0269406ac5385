/** Schedules across changes of the clock, against a clock that is asked minute by minute. Not the visitor's time: local-time.test.ts. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AuthoredSchedule } from '../../../src/core/authored.ts'
import { compileSchedule, WEEKDAYS } from '../../../src/core/compile/compile-schedule.ts'
import type { CompiledSchedule } from '../../../src/core/compiled.ts'
import { opensAt } from '../../../src/core/fact/opening.ts'
import { isOpen } from '../../../src/core/fact/schedule.ts'
import cases from '../../cases/ruleset-schedules.json' with { type: 'json' }

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const compiled = (schedule: AuthoredSchedule, zone: string): CompiledSchedule => {
  const result = compileSchedule(schedule, zone)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

describe('bounds', () => {
  test.each(cases.bounds)('$name', ({ zone, schedule, from, until }) => {
    const { from: start, until: end } = compiled(schedule as AuthoredSchedule, zone)
    expect([start, end].map((at) => at && new Date(at).toISOString())).toEqual([from ?? null, until ?? null])
  })
})

describe('faults', () => {
  test.each(cases.faults)('$schedule', ({ schedule, fault }) => {
    expect(compileSchedule(schedule as AuthoredSchedule, 'Asia/Tokyo')).toEqual({ ok: false, error: fault })
  })
})

describe('weekly windows', () => {
  test.each(cases.weekly)('$name', ({ weekly, minutes }) => {
    expect(compiled({ weekly: weekly as never }, 'UTC').weekly).toEqual(minutes)
  })
})

describe('isOpen', () => {
  test.each(cases.open)('$name', ({ zone, schedule, open, shut }) => {
    const plan = compiled(schedule as AuthoredSchedule, zone)
    for (const at of open) expect([at, isOpen(plan, Date.parse(at), zone)]).toEqual([at, true])
    for (const at of shut) expect([at, isOpen(plan, Date.parse(at), zone)]).toEqual([at, false])
  })
})

describe('opensAt', () => {
  test.each(cases.opens)('$name', ({ zone, schedule, now, opens }) => {
    const at = opensAt(compiled(schedule as AuthoredSchedule, zone), Date.parse(now), zone)
    expect(at && new Date(at).toISOString()).toBe(opens)
  })

  test('is the first open minute, also when the clock changes', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Asia/Tokyo',
      'Europe/Berlin',
      'America/Havana',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    )
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '05', '30', '59'))
    const clock = time.map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
    const windows = fc
      .record({ days: fc.subarray([...WEEKDAYS], { minLength: 1, maxLength: 2 }), from: clock, to: clock })
      .filter(({ from, to }) => from !== to)
    // Around the changes of spring and autumn 2026, north and south.
    const around = fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01')
    const now = fc.tuple(around, fc.integer({ min: -36 * 60, max: 36 * 60 }))
    fc.assert(
      fc.property(zone, fc.array(windows, { minLength: 1, maxLength: 2 }), now, (zone, weekly, [day, minutes]) => {
        const plan = compiled({ weekly }, zone)
        const start = Date.parse(`${day}T00:00Z`) + minutes * MINUTE_MS
        const opening = opensAt(plan, start, zone)
        let at = start
        while (!isOpen(plan, at, zone) && at < start + 15 * 24 * HOUR_MS) at += MINUTE_MS
        expect(opening && new Date(opening).toISOString()).toBe(new Date(at).toISOString())
      }),
      { numRuns: 60 },
    )
  })
})
