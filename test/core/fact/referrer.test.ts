/** Channels by referrer and address. */

import { expect, test } from 'vitest'
import { referrerFacts, utmFacts } from '../../../src/core/fact/referrer.ts'
import cases from '../../cases/referrer.json' with { type: 'json' }

const queryOf = (search: string) => Object.fromEntries(new URLSearchParams(search))

test.each(cases)('%s with %j: %s, %s', (header, search, host, channel) => {
  expect(referrerFacts(header!, 'shop.example', queryOf(search!))).toEqual({ host, channel })
})

test('an endless referrer counts as none', () => {
  expect(referrerFacts(`https://a.example/${'x'.repeat(5000)}`, 'shop.example', {})).toEqual({
    host: null,
    channel: 'direct',
  })
})

test('utm parameters, trimmed and cut; absent and empty ones are missing', () => {
  const query = queryOf(`utm_source=+news+&utm_medium=&utm_campaign=${'x'.repeat(1000)}&UTM_TERM=x`)
  expect(utmFacts(query)).toEqual({
    source: 'news',
    medium: null,
    campaign: 'x'.repeat(200),
    term: null,
    content: null,
  })
})
