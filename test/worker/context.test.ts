/** What Node cannot vouch for: workerd's Intl and URL, the bundled parsers, its fetch. Rules of facts are tested in test/edge. */

import { expect, test } from 'vitest'
import { utcOffset } from '../../src/core/fact/local-time.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { visitContext } from '../../src/edge/context.ts'
import { openMeteo } from '../../src/store/open-meteo.ts'

const HOUR_MS = 3_600_000
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1'

test.each([
  ['Asia/Tokyo', 9],
  ['Asia/Kolkata', 5.5],
  ['America/Argentina/Buenos_Aires', -3],
  ['Australia/Sydney', 11],
  ['America/St_Johns', -3.5],
  ['UTC', 0],
  ['Nowhere/Else', 0],
])('%s is %d hours ahead of UTC in November', (zone, hours) => {
  expect(utcOffset(Date.parse('2026-11-22T09:00:00Z'), zone)).toBe(hours * HOUR_MS)
})

test('a request becomes facts', () => {
  const request = new Request('https://shop.example/%E9%9B%A8/?utm_source=letter', {
    headers: { 'user-agent': IPHONE, referer: 'https://www.google.co.jp/', 'accept-language': 'ja,en;q=0.5' },
    cf: { country: 'JP', regionCode: '04', timezone: 'Asia/Tokyo', latitude: '38.27', longitude: '140.87' } as never,
  })
  const facts = visitContext(request, Date.parse('2026-11-23T00:00:00Z'), { timeZone: 'UTC', locale: 'ja' }, UNKNOWN)
  expect(facts.page).toMatchObject({ host: 'shop.example', path: '/雨/' })
  expect(facts.geo).toMatchObject({ regionName: '宮城県', latitude: 38.27 })
  expect(facts.time).toMatchObject({ hour: 9, holiday: '勤労感謝の日' })
  expect(facts.referrer).toEqual({ host: 'www.google.co.jp', channel: 'search' })
  expect({ ...facts.device }).toEqual({ kind: 'mobile', os: 'iOS', browser: 'Safari', isBot: false })
  expect(facts.languages).toEqual(['ja', 'en'])
})

test('a provider that never answers is given up', async () => {
  const answer = (_: string, { signal }: RequestInit) =>
    new Promise<Response>((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
  const provider = openMeteo({ fetch: answer, apiKey: null, development: true, timeoutMs: 20 })
  expect(await provider.fetch(['xn76'], 0, false)).toMatchObject({ ok: false, error: { reason: 'timeout' } })
})
