/** The registry of attributes: what is described, what is not, and what is suggested instead. */

import { describe, expect, test } from 'vitest'
import { ATTRIBUTES, describeAttribute, nearestAttribute } from '../../../src/core/condition/attribute.ts'

describe('describeAttribute', () => {
  test('knows every attribute once', () => {
    const names = ATTRIBUTES.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const known of ATTRIBUTES) expect(describeAttribute(known.name)).toBe(known)
  })

  test.each([
    ['geo.country', { type: 'string', family: 'geo', values: null, needsProfile: false }],
    ['geo', { type: 'place' }],
    ['geo.latitude', { type: 'number', range: [-90, 90] }],
    ['time.hour', { type: 'number', cyclic: true, range: [0, 23] }],
    ['time.dayOfMonth', { type: 'number', cyclic: false }],
    ['time.season', { values: ['spring', 'summer', 'autumn', 'winter'] }],
    ['weather.next24h.kind', { family: 'weather', values: expect.arrayContaining(['snow']) }],
    ['weather.next12h.temperatureMax', { type: 'number', unit: '°C' }],
    ['visit.isNew', { type: 'boolean', needsProfile: true }],
    ['languages', { type: 'strings', family: 'languages' }],
    ['page.query.utm.id', { name: 'page.query.utm.id', type: 'string', family: 'page' }],
    ['affinity.hiking', { name: 'affinity.hiking', type: 'number', range: [0, 1], needsProfile: true }],
    ['traits.role', { type: 'any', needsProfile: true }],
    ['cart.isAbandoned', { type: 'boolean', needsProfile: true }],
    ['profile.searches', { type: 'strings', needsProfile: true }],
    ['score.churn', { type: 'number', needsProfile: true }],
  ])('%s', (name, expected) => {
    expect(describeAttribute(name)).toMatchObject(expected)
  })

  test.each([
    '',
    'geo.',
    'geo.planet',
    'weather',
    'weather.next12h',
    'page.query',
    'page.query.',
    'affinity',
    'affinity..x',
    'traits.__proto__',
    'traits.constructor.name',
    '__proto__',
    'constructor',
    'toString',
    'Geo.country',
  ])('%j is none', (name) => {
    expect(describeAttribute(name)).toBeNull()
  })

  test('the clock, the week and the year go round', () => {
    expect(ATTRIBUTES.filter(({ cyclic }) => cyclic).map(({ name }) => name)).toEqual([
      'time.hour',
      'time.minuteOfDay',
      'time.weekday',
      'time.month',
    ])
  })
})

describe('nearestAttribute', () => {
  test.each([
    ['geo.contry', 'geo.country'],
    ['Geo.Country', 'geo.country'],
    ['wheather.kind', 'weather.kind'],
    ['weather.next12.kind', 'weather.next12h.kind'],
    ['visit.isnew', 'visit.isNew'],
    ['visit.returning', 'visit.isReturning'],
    ['country', 'geo.country'],
    ['hour', 'time.hour'],
    ['utm.sourec', 'utm.source'],
    ['lang', null],
    ['languge', 'language'],
    ['affinty.hiking', 'affinity.hiking'],
    ['page.qeury.color', 'page.query.color'],
    ['kind', null],
    ['__proto__', null],
    ['something.else.entirely', null],
    ['', null],
    ['x'.repeat(10_000), null],
  ])('%j: %j', (name, expected) => {
    expect(nearestAttribute(name)).toBe(expected)
  })
})
