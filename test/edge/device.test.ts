/** Devices by client hints and user agent, and who is a bot. */

import { describe, expect, test } from 'vitest'
import { deviceFacts } from '../../src/edge/device.ts'
import cases from '../cases/device.json' with { type: 'json' }
import { sharedJson } from '../shared-data.ts'

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

const withAgent = (ua: string | null, hints: object = {}) =>
  new Headers({ ...hints, ...(ua ? { 'user-agent': ua } : {}) })

test.each(cases)('$name', ({ ua, hints, is }) => {
  for (const _again of [1, 2]) {
    const device = deviceFacts(withAgent(ua, hints), {})
    expect([device.kind, device.os, device.browser, device.isBot]).toEqual(is)
  }
})

describe('bots', () => {
  test.each([
    [{ verifiedBot: true }, true],
    [{ verifiedBot: false, score: 1 }, false],
    [{ verifiedBot: 'true', score: 0 }, false],
    [null, false],
    ['verifiedBot', false],
  ])('cf.botManagement %j: %s', (botManagement, expected) => {
    expect(deviceFacts(withAgent(CHROME), { botManagement }).isBot).toBe(expected)
  })

  const crawlers = sharedJson<{ pattern: string }[]>('conformance/crawler-patterns.json')

  test.skipIf(!crawlers.found)(`known crawlers are found by name${crawlers.note}`, () => {
    const names = crawlers.read().map(({ pattern }) => pattern.replaceAll('\\', '').replace(/\/$/, ''))
    const plain = names.filter((name) => /^[\w .-]+$/.test(name))
    const missed = plain.filter((name) => !deviceFacts(withAgent(`Mozilla/5.0 (compatible; ${name}/1.0)`), {}).isBot)
    expect(plain.length).toBeGreaterThan(1000)
    // 3.4 % on the day of writing: the list gives names, so the rest of these agents is made up.
    expect(missed.length / plain.length).toBeLessThan(0.05)
  })
})

test('an endless user agent is cut', () => {
  const device = deviceFacts(withAgent(`${CHROME} ${'x'.repeat(100_000)}`), {})
  expect([device.browser, device.os]).toEqual(['Chrome', 'Windows'])
})
