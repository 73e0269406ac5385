/** What the situation bar simulates, and what it shows of a simulation. Not how it looks: that takes eyes. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MEMORIES } from '../../src/dev/shop/bar/memories.ts'
import { PLACES } from '../../src/dev/shop/bar/places.ts'
import {
  ANOTHER,
  choosing,
  DEVICES,
  NOTHING_CHOSEN,
  readChoice,
  simulate,
  VISITORS,
  visitorNumber,
  WEATHERS,
} from '../../src/dev/shop/bar/situation.ts'
import { instant, TIMES } from '../../src/dev/shop/bar/times.ts'
import { LANGUAGES } from '../../src/dev/shop/language.ts'

describe('the bar', () => {
  const ids = (options: readonly { readonly id: string }[]) => fc.constantFrom(...options.map(({ id }) => id))
  const choices = fc.record({
    place: ids(PLACES),
    weather: ids(WEATHERS),
    time: ids([{ id: 'actual' }, ...TIMES]),
    device: ids(DEVICES),
    visitor: ids([...VISITORS, { id: ANOTHER }]),
    memory: ids(MEMORIES),
  })
  const moments = fc.record({
    now: fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2030, 0) }),
    timeZone: fc.constantFrom('Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland'),
    language: fc.constantFrom(...LANGUAGES),
  })

  test('reads back from the cookie whatever was chosen', () => {
    fc.assert(
      fc.property(choices, moments, fc.integer({ min: 3, max: 99 }), (choice, moment, number) => {
        const simulation = simulate(choice, number, moment)
        expect(readChoice(simulation ?? {}, moment)).toEqual(choice)
        if (choice.visitor === ANOTHER) expect(visitorNumber(simulation ?? {})).toBe(number)
      }),
    )
  })

  test('reads what was chosen on the other language’s page', () => {
    const moment = { now: 0, timeZone: 'Asia/Tokyo' }
    const chosen = simulate({ ...NOTHING_CHOSEN, memory: 'summer' }, 3, { ...moment, language: 'ja' })
    expect(chosen).toEqual({ 'profile.lastSearch': '夏の海' })
    expect(readChoice(chosen!, { ...moment, language: 'en' }).memory).toBe('summer')
  })

  test('who is remembered was here before, and who was not or does not want it is not remembered', () => {
    const turned = (visitor: string, group: 'visitor' | 'memory', id: string) => {
      const { visitor: who, memory } = choosing({ ...NOTHING_CHOSEN, visitor, memory: 'cart' }, group, id)
      return [who, memory]
    }
    expect(turned('actual', 'memory', 'tents')).toEqual(['returning', 'tents'])
    expect(turned('refused', 'memory', 'tents')).toEqual(['returning', 'tents'])
    expect(turned(ANOTHER, 'memory', 'tents')).toEqual([ANOTHER, 'tents'])
    expect(turned('first', 'memory', 'actual')).toEqual(['first', 'actual'])
    expect(turned('returning', 'visitor', 'refused')).toEqual(['refused', 'actual'])
    expect(turned('actual', 'visitor', 'first')).toEqual(['first', 'actual'])
    expect(turned('actual', 'visitor', 'returning')).toEqual(['returning', 'cart'])
  })

  test('simulates nothing where nothing is chosen', () => {
    expect(simulate(NOTHING_CHOSEN, 3, { now: 0, timeZone: 'Asia/Tokyo', language: 'ja' })).toBeNull()
  })

  test('shows that a simulation of somebody else is none of its options', () => {
    const moment = { now: Date.UTC(2026, 10, 22), timeZone: 'Asia/Tokyo', language: 'ja' } as const
    expect(readChoice({ 'geo.city': 'Nara', now: '2026-11-22T18:00:00+09:00' }, moment)).toEqual({
      ...NOTHING_CHOSEN,
      place: null,
      time: null,
    })
  })

  test.each([
    ['friday', 'Asia/Tokyo', '2026-11-22T01:00:00Z', '2026-11-27T19:00:00+09:00'],
    ['friday', 'America/New_York', '2026-11-28T01:00:00Z', '2026-11-27T19:00:00-05:00'],
    ['morning', 'Asia/Tokyo', '2026-11-22T16:00:00Z', '2026-11-23T08:00:00+09:00'],
    ['weekend', 'Europe/Berlin', '2026-11-22T12:00:00Z', '2026-11-28T10:00:00+01:00'],
    ['new-year', 'Australia/Sydney', '2026-11-22T12:00:00Z', '2027-01-01T07:00:00+11:00'],
    ['new-year', 'Asia/Tokyo', '2026-12-31T16:00:00Z', '2027-01-01T07:00:00+09:00'],
    ['july', 'Europe/Berlin', '2026-11-22T12:00:00Z', '2027-07-14T11:00:00+02:00'],
    ['january', 'UTC', '2026-11-22T12:00:00Z', '2027-01-20T11:00:00+00:00'],
  ])('%s in %s, seen from %s', (id, timeZone, now, expected) => {
    const time = TIMES.find((entry) => entry.id === id)!
    expect(instant(time, timeZone, Date.parse(now))).toBe(expected)
  })
})
