/** WMO codes and which weather is the worst. */

import { expect, test } from 'vitest'
import { kindOfCode, WEATHER_KINDS, worstKind } from '../../../src/core/weather/weather-kind.ts'
import { sharedJson } from '../../shared-data.ts'

const table = sharedJson<{ codes: { code: number; suggestedGroup: string }[] }>('weather/wmo_codes.json')

test.skipIf(!table.found)(`every code of Open-Meteo has its kind, and no other has one${table.note}`, () => {
  const codes = new Map(table.read().codes.map(({ code, suggestedGroup }) => [code, suggestedGroup]))
  const freezing = new Map([
    [56, 'drizzle'],
    [57, 'drizzle'],
    [66, 'rain'],
    [67, 'rain'],
  ])
  expect(codes.size).toBe(28)
  for (let code = -1; code <= 120; code++) {
    expect([code, kindOfCode(code)]).toEqual([code, freezing.get(code) ?? codes.get(code) ?? null])
  }
})

test.each([null, undefined, '3', 3.5, Number.NaN, {}, true])('%j is no code', (code) => {
  expect(kindOfCode(code)).toBeNull()
})

test('the worst is not the largest code', () => {
  expect(worstKind([kindOfCode(77), kindOfCode(80)])).toBe('snow')
  expect(worstKind([kindOfCode(48), kindOfCode(51)])).toBe('drizzle')
  expect(worstKind([...WEATHER_KINDS].reverse())).toBe('thunderstorm')
  expect(worstKind(['clear'])).toBe('clear')
})

test('nothing is the worst of a row with a gap, or of none', () => {
  expect(worstKind(['clear', null])).toBeNull()
  expect(worstKind([])).toBeNull()
})
