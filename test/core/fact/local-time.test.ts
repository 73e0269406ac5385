/** Local clocks, DST included. Not for holidays or seasons. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayPart, isTimeZone, localTime, utcOffset } from '../../../src/core/fact/local-time.ts'

const at = (iso: string) => Date.parse(iso)

const HOUR_MS = 3_600_000

describe('localTime', () => {
  test.each([
    ['2026-11-22T15:30:00Z', 'Asia/Tokyo', '2026-11-23', 0, 30, 1],
    ['2026-11-22T18:29:59Z', 'Asia/Kolkata', '2026-11-22', 23, 23 * 60 + 59, 7],
    ['2026-11-22T18:30:00Z', 'Asia/Kolkata', '2026-11-23', 0, 0, 1],
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29', 1, 119, 7],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29', 3, 180, 7],
    ['2026-10-25T00:59:59Z', 'Europe/Berlin', '2026-10-25', 2, 179, 7],
    ['2026-10-25T01:00:00Z', 'Europe/Berlin', '2026-10-25', 2, 120, 7],
    ['2026-10-03T16:00:00Z', 'Australia/Sydney', '2026-10-04', 3, 180, 7],
    ['2026-11-22T12:00:00Z', 'America/Argentina/Buenos_Aires', '2026-11-22', 9, 540, 7],
    ['2026-11-22T12:00:00Z', 'Pacific/Chatham', '2026-11-23', 1, 105, 1],
    ['2026-11-22T12:00:00Z', 'UTC', '2026-11-22', 12, 720, 7],
  ])('%s in %s', (iso, zone, date, hour, minuteOfDay, weekday) => {
    expect(localTime(at(iso), zone)).toMatchObject({ date, hour, minuteOfDay, weekday })
  })

  test('agrees with Intl in every zone and at every moment', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2037-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.constantFrom(...zones), moments, (timeZone, moment) => {
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
          moment,
        )
        const local = localTime(moment.getTime(), timeZone)
        const clock = [local.hour, local.minuteOfDay % 60].map((n) => String(n).padStart(2, '0')).join(':')
        expect(`${local.date} ${clock}`).toBe(shown)
      }),
      { numRuns: 300 },
    )
  })

  test('a zone that does not exist counts as UTC', () => {
    expect(localTime(at('2026-11-22T12:00:00Z'), 'Mars/Olympus').hour).toBe(12)
    for (const name of ['', 'Mars/Olympus', '+09:00', 'x'.repeat(10_000), '__proto__'])
      expect(isTimeZone(name)).toBe(false)
    expect(isTimeZone('Asia/Tokyo')).toBe(true)
  })

  test('stays right when more zones are asked for than are kept', () => {
    const moment = at('2026-07-01T00:00:00Z')
    for (const zone of Intl.supportedValuesOf('timeZone')) utcOffset(moment, zone)
    expect(utcOffset(moment, 'Asia/Tokyo')).toBe(9 * HOUR_MS)
    expect(utcOffset(moment, 'America/New_York')).toBe(-4 * HOUR_MS)
  })
})

test('day parts are half-open', () => {
  const parts = Array.from({ length: 24 }, (_, hour) => dayPart(hour))
  expect(parts.join(' ')).toBe(
    [...Array(5).fill('night'), ...Array(5).fill('morning'), ...Array(7).fill('day'), ...Array(5).fill('evening')]
      .concat(['night', 'night'])
      .join(' '),
  )
})
