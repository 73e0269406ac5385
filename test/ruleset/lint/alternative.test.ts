/** When one condition holds with another, told from what they ask. That it is never told wrongly: shadowed.property.test.ts. */

import { describe, expect, test } from 'vitest'
import type { Condition } from '../../../src/core/authored.ts'
import { type Alternative, contradictionIn, implies } from '../../../src/ruleset/lint/alternative.ts'
import { readRuleset } from '../../../src/ruleset/lint/reading.ts'
import { NOW } from './random-visits.ts'

const READING = readRuleset(
  { format: 1, site: { timeZone: 'UTC', locale: 'en' }, slots: {}, audiences: {}, experiences: [] },
  NOW,
)

const only = (condition: Condition): Alternative => {
  const [one, ...rest] = READING.alternatives(READING.nodeOf(condition), 'experience')
  if (one === undefined || rest.length > 0) throw new Error('one alternative each')
  return one
}

const LETTERS = Array.from({ length: 150 }, (_, index) => `letter-${index}`)

describe('within', () => {
  test.each<[narrow: Condition, wide: Condition]>([
    [{ 'geo.country': 'JP', 'time.hour': 5 }, { 'geo.country': 'JP' }],
    [{ 'weather.temperature': { $between: [1, 4] } }, { 'weather.temperature': { $lt: 5 } }],
    [{ 'time.hour': { $gt: 21 } }, { 'time.hour': { $between: [22, 5] } }],
    [{ 'weather.kind': { $nin: ['clear', 'cloudy', null] } }, { 'weather.kind': { $exists: true } }],
    [{ 'device.kind': { $ne: 'mobile' } }, { 'device.kind': { $in: ['tablet', 'desktop', null] } }],
    [{ 'utm.source': 'ＭＡＩＬ' }, { 'utm.source': { $ini: ['mail'] } }],
    [{ 'utm.source': { $in: LETTERS } }, { 'utm.source': { $prefix: 'Letter-' } }],
    [{ 'utm.source': { $prefix: 'letter-1' } }, { 'utm.source': { $prefix: 'LETTER' } }],
    [{ 'utm.source': { $in: LETTERS.slice(1) } }, { 'utm.source': { $in: LETTERS } }],
    [
      { 'utm.term': { $glob: 'a*' }, 'geo.country': 'JP', 'time.hour': 5 },
      { 'utm.term': { $glob: 'a*' }, 'geo.country': 'JP' },
    ],
    [{ languages: { $all: ['ja'] }, 'geo.country': 'JP' }, { languages: { $all: ['ja'] } }],
    [{ $nor: [{ languages: 'ja' }] }, { $not: { languages: 'ja' } }],
  ])('%j holds with %j', (narrow, wide) => {
    expect(implies(only(narrow), only(wide))).toBe(true)
  })

  test.each<[narrow: Condition, other: Condition]>([
    [{ 'geo.country': 'JP' }, { 'geo.city': { $exists: false } }],
    [{ 'geo.country': { $ne: 'JP' } }, { 'geo.country': { $in: ['US', 'DE'] } }],
    [{ 'weather.temperature': { $lte: 5 } }, { 'weather.temperature': { $lt: 5 } }],
    [{ 'weather.temperature': { $ne: 3 } }, { 'weather.temperature': { $exists: true } }],
    [{ 'utm.source': { $ini: ['mail'] } }, { 'utm.source': 'mail' }],
    [{ 'utm.source': { $in: LETTERS } }, { 'utm.source': { $in: LETTERS.slice(1) } }],
    [{ 'utm.source': { $in: ['letter-1', 'mail'] } }, { 'utm.source': { $prefix: 'letter' } }],
    [
      { 'utm.term': { $glob: 'b*' }, 'time.hour': 5 },
      { 'utm.term': { $glob: 'a*' }, 'time.hour': 5 },
    ],
    [{ $not: { 'utm.term': { $glob: 'a*' } } }, { 'utm.term': { $glob: 'a*' } }],
    [{ languages: { $all: ['ja', 'en'] } }, { languages: 'ja' }],
    [{ languages: { $size: 1 } }, { languages: { $exists: true } }],
  ])('%j may hold without %j', (narrow, other) => {
    expect(implies(only(narrow), only(other))).toBe(false)
  })
})

test.each<[Condition, string | null]>([
  [{ 'geo.country': { $in: ['JP'], $ne: 'JP' } }, 'geo.country'],
  [{ 'utm.source': { $eq: 'Mail', $ini: ['post'] } }, 'utm.source'],
  [{ 'utm.source': { $ini: ['mail'], $nini: ['MAIL'] } }, 'utm.source'],
  [{ 'geo.latitude': { $gt: 90 } }, 'geo.latitude'],
  [{ 'geo.latitude': { $gte: 90 } }, null],
  [{ 'geo.continent': { $ini: ['xx'] } }, null],
  [{ $and: [{ languages: 'ja' }, { languages: 'en' }] }, null],
  [{ 'weather.kind': null, 'time.hour': { $exists: false } }, null],
])('%j contradicts itself in %j', (condition, where) => {
  expect(contradictionIn(only(condition))).toBe(where)
})
