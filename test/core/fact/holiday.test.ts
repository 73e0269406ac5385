/** Known holidays, and Japan's calendar against its law. The package's own answers are checked in dev/make-holidays.test.ts. */

import { describe, expect, test } from 'vitest'
import { holidayName } from '../../../src/core/fact/holiday.ts'
import { HOLIDAYS } from '../../../src/core/fact/holidays.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'

const DAY_MS = 86_400_000
const YEARS = Array.from({ length: 12 }, (_, i) => 2024 + i)

test.each([
  ['JP', '2026-09-21', '敬老の日'],
  ['JP', '2026-09-22', '国民の休日'],
  ['JP', '2026-09-23', '秋分の日'],
  ['JP', '2026-05-06', '憲法記念日 (振替休日)'],
  ['JP', '2025-11-24', '勤労感謝の日 (振替休日)'],
  ['JP', '2027-03-22', '春分の日 (振替休日)'],
  ['JP', '2032-09-21', '国民の休日'],
  ['JP', '2026-11-22', null],
  ['JP', '2026-12-25', null],
  ['US', '2026-11-26', 'Thanksgiving Day'],
  ['US', '2026-07-03', 'Independence Day (substitute day)'],
  ['US', '2028-11-10', 'Veterans Day (substitute day)'],
  ['US', '2026-09-07', 'Labor Day'],
  ['DE', '2026-10-03', 'Tag der Deutschen Einheit'],
  ['DE', '2026-06-04', null],
  ['FR', '2026-07-14', 'Fête Nationale de la France'],
  ['FR', '2026-04-03', null],
  ['GB', '2026-12-25', UNKNOWN],
  ['JP', '2023-01-01', UNKNOWN],
  ['JP', '2036-01-01', UNKNOWN],
  ['__proto__', '2026-01-01', UNKNOWN],
  [null, '2026-01-01', UNKNOWN],
] as const)('%s %s: %s', (country, date, name) => {
  expect(holidayName(country, date)).toBe(name)
})

test.each(YEARS)('Japan %i agrees with the Act on National Holidays', (year) => {
  const days = daysOf(year)
  expect(days.filter((day) => holidayName('JP', day) !== null)).toEqual(days.filter((day) => japanese(year).has(day)))
})

describe('every carried year', () => {
  test.each(Object.keys(HOLIDAYS))('%s has distinct days in order, with a name each', (country) => {
    expect(Object.keys(HOLIDAYS[country]!.years).map(Number)).toEqual(YEARS)
    for (const packed of Object.values(HOLIDAYS[country]!.years)) {
      const entries = packed.match(/.{5}/g)!
      expect(entries.join('')).toBe(packed)
      expect(entries.map((e) => e.slice(0, 4))).toEqual([...new Set(entries.map((e) => e.slice(0, 4)))].sort())
      for (const entry of entries) expect(HOLIDAYS[country]!.names[Number.parseInt(entry[4]!, 36)]).toBeTruthy()
    }
  })
})

function daysOf(year: number): string[] {
  const days: string[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY_MS) days.push(iso(at))
  return days
}

/** Articles 2 and 3, with the equinoxes by the usual approximation for 1980–2099. */
function japanese(year: number): Set<string> {
  const equinox = (base: number) => Math.floor(base + 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4))
  const monday = (month: number, nth: number) => {
    const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay()
    return [month, 1 + ((8 - first) % 7) + (nth - 1) * 7] as const
  }
  const named = [
    [1, 1],
    monday(1, 2),
    [2, 11],
    [2, 23],
    [3, equinox(20.8431)],
    [4, 29],
    [5, 3],
    [5, 4],
    [5, 5],
    monday(7, 3),
    [8, 11],
    monday(9, 3),
    [9, equinox(23.2488)],
    monday(10, 2),
    [11, 3],
    [11, 23],
  ].map(([month, day]) => Date.UTC(year, month! - 1, day))
  const all = new Set(named)
  for (const day of named) {
    if (new Date(day).getUTCDay() !== 0) continue
    let substitute = day
    while (named.includes(substitute)) substitute += DAY_MS
    all.add(substitute)
  }
  for (const day of named) if (named.includes(day + 2 * DAY_MS)) all.add(day + DAY_MS)
  return new Set([...all].map(iso))
}

const iso = (at: number) => new Date(at).toISOString().slice(0, 10)
