/** The explanation over HTTP: what a program gets, what a person's browser gets, and what nobody gets. Not the words: test/core. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Explained } from '../../src/admin/explain.ts'
import { BROWSER_USER_AGENT } from '../harness/fetch-raw.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'

const EVIL = '<script>alert("1")</script>\'&'
const RULES = {
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'on' },
  slots: {
    hero: { paths: ['/'], selector: 'h1', kind: 'text' },
    foot: { paths: ['/'], selector: 'p', kind: 'text' },
    other: { paths: ['/other'], selector: 'h1', kind: 'text' },
  },
  audiences: { rainy: { 'weather.kind': { $in: ['rain', 'drizzle'] } } },
  experiences: [
    { id: 'far', variants: [{ id: 'a', slots: { other: { text: 'o' } } }] },
    { id: 'off', enabled: false, variants: [{ id: 'a', slots: { hero: { text: 'o' } } }] },
    {
      id: 'cold',
      when: { 'weather.temperature': { $lt: 5 } },
      variants: [{ id: 'a', slots: { hero: { text: 'c' } } }],
    },
    {
      id: 'search',
      name: { ja: EVIL, en: `English ${EVIL}` },
      when: { 'page.query.q': { $contains: EVIL } },
      variants: [{ id: 'a', slots: { foot: { text: 's' } } }],
    },
    { id: 'rain', audience: 'rainy', variants: [{ id: 'coat', slots: { hero: { text: 'r' } } }] },
    { id: 'late', name: '二番手', variants: [{ id: 'a', slots: { hero: { text: 'l' } } }] },
  ],
}

const origin = await startOrigin(pages({ '/': '<h1>origin</h1>' }))
let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker({ origin: origin.url })
  expect(await worker.publish(RULES)).toMatchObject({ status: 200 })
})
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const RAIN = { 'weather.kind': 'rain', 'weather.temperature': 12, visitor: 'secret-visitor' }

const query = (parameters: Record<string, string>): string => `/_awase/explain?${new URLSearchParams(parameters)}`

async function json(parameters: Record<string, string>, simulate: object = RAIN): Promise<Explained> {
  const answer = await worker.fetch(query(parameters), {
    simulate: { ...simulate },
    headers: { accept: 'application/json' },
  })
  expect(answer.status).toBe(200)
  return JSON.parse(answer.text)
}

async function page(parameters: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await worker.fetch(query(parameters), {
    headers: { accept: 'text/html,*/*', 'accept-language': 'ja', 'user-agent': BROWSER_USER_AGENT, ...headers },
  })
  return { ...answer, header: answer.header.bind(answer) }
}

describe('as JSON', () => {
  test('what was decided, with what, and who has which slot', async () => {
    const answer = await json({ url: '/?q=x', language: 'en' })
    expect(answer).toMatchObject({
      url: '/?q=x',
      path: '/',
      language: 'en',
      timeZone: 'Asia/Tokyo',
      visitor: 'known',
      ruleset: { revision: 1, publishedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
      simulated: RAIN,
      untouched: ['foot'],
      slots: [
        {
          slot: 'hero',
          selector: 'h1',
          experience: 'rain',
          arm: 'coat',
          name: 'rain',
          sentence: expect.stringContaining('It shows “coat”, because it is raining'),
        },
      ],
      attributes: [
        { name: 'weather.kind', label: 'Weather', state: 'present', value: 'rain', text: 'raining' },
        { name: 'weather.temperature', state: 'present', value: 12, text: '12 °C' },
        { name: 'page.query.q', state: 'present', value: 'x' },
      ],
    })
    expect(answer.stops.map(({ experience, reason }) => [experience, reason])).toEqual([
      ['far', 'off_page'],
      ['off', 'disabled'],
      ['cold', 'audience_false'],
      ['search', 'audience_false'],
      ['late', 'slot_taken'],
    ])
  })

  test('the id of a visitor is in no answer, nor in a page', async () => {
    const seen = await worker.fetch('/')
    const cookie = seen.setCookies[0]!.split(';', 1)[0]!
    const id =
      cookie
        .split('=')[1]!
        .split('.')
        .find((part) => part.length >= 20) ?? cookie
    const headers = { accept: 'application/json', cookie }
    const answer = await worker.fetch(query({ url: '/' }), { headers })
    expect(JSON.parse(answer.text).visitor).toBe('known')
    expect(answer.text).not.toContain(id)
    expect((await page({ url: '/' }, { cookie })).text).not.toContain(id)
  })

  test('every condition as a tree with values and truths, near misses first', async () => {
    const { experiences } = await json({ url: '/', language: 'en' })
    expect(experiences).toMatchObject({ total: 6, matching: 6, part: 1, parts: 1, counts: { won: 1, slot_taken: 1 } })
    expect(experiences.list.map(({ experience }) => experience)).toEqual([
      'rain',
      'late',
      'cold',
      'search',
      'off',
      'far',
    ])
    const [rain, late, cold, search] = experiences.list
    expect(rain).toMatchObject({
      condition: 'the visitor is in the audience “rainy”',
      tree: {
        truth: true,
        parts: [
          {
            step: '$audience(rainy)',
            rule: 'audience',
            parts: [
              {
                step: 'weather.kind',
                seen: { state: 'present', value: 'rain' },
                parts: [
                  { step: '$in', truth: true, deciding: true, asks: { operator: '$in', operand: ['rain', 'drizzle'] } },
                ],
              },
            ],
          },
        ],
      },
    })
    expect(late).toMatchObject({ condition: null, tree: null, name: '二番手' })
    expect(cold!.sentence).toBe(
      'It is shown only when the temperature is less than 5 °C, but the temperature is 12 °C.',
    )
    expect(search!.tree!.parts![0]).toMatchObject({ seen: { state: 'missing' } })
    const { experiences: unknown } = await json({ url: '/' }, {})
    expect(JSON.stringify(unknown.list)).toContain('"seen":{"state":"unknown"}')
  })

  test('by reason and text', async () => {
    const chosen = async (parameters: Record<string, string>) =>
      (await json({ url: '/', ...parameters })).experiences.list.map(({ experience }) => experience)
    expect(await chosen({ reason: 'audience_false' })).toEqual(['cold', 'search'])
    expect(await chosen({ text: 'ＣＯ' })).toEqual(['cold'])
    expect(await chosen({ text: '二番' })).toEqual(['late'])
    expect(await chosen({ reason: 'nonsense', part: '-3' })).toHaveLength(6)
    expect(await chosen({ part: '99' })).toHaveLength(6)
  })
})

describe('as a page', () => {
  test('where a browser asks, unless it asks for JSON', async () => {
    const answer = await page({ url: '/' })
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.header('content-type')).toBe('text/html; charset=UTF-8')
    expect(answer.text).toContain('<html lang="ja">')
    expect((await page({ url: '/', format: 'json' })).header('content-type')).toContain('application/json')
  })

  test('nothing runs in it, nobody keeps or indexes it', async () => {
    const { header, text } = await page({ url: '/' })
    const policy = header('content-security-policy')!
    const [, nonce] =
      /^default-src 'none'; style-src 'nonce-([\w-]{36})'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/.exec(
        policy,
      )!
    expect(text).toContain(`<style nonce="${nonce}">`)
    expect(text).not.toMatch(/<script|<link|<img|\sstyle=|\son\w+=/i)
    expect(header('x-robots-tag')).toBe('noindex, nofollow')
    expect(header('cache-control')).toBe('no-store')
    expect((await page({ url: '/' })).header('content-security-policy')).not.toContain(nonce)
  })

  test('what authors and visitors wrote is text', async () => {
    const { text } = await page({ url: `/?q=${EVIL}"'`, text: `${EVIL}"`, 'set.utm.source': `"${EVIL}`, set: '1' })
    expect(text).not.toContain('<script')
    const won = await page({ url: `/?${new URLSearchParams({ q: EVIL })}` })
    expect(won.text).toMatch(/class="what">&lt;script&gt;/)
    expect(won.text).not.toContain('<script')
  })

  test.each([
    ['ja', { 'accept-language': 'ja' }, {}],
    ['en', { 'accept-language': 'en-GB,ja;q=0.5' }, {}],
    ['ja', { 'accept-language': 'fr' }, {}],
    ['en', { 'accept-language': 'ja' }, { language: 'en' }],
  ] as const)('in %s for %j %j', async (language, headers, parameters) => {
    expect((await page({ url: '/', ...parameters }, headers)).text).toContain(`<html lang="${language}">`)
  })

  test('the form changes the situation, and says what is changed', async () => {
    const before = await page({ url: '/', language: 'en' })
    expect(before.text).not.toContain('It shows “coat”')
    const form = { url: '/', language: 'en', set: '1', zone: 'Asia/Tokyo' }
    const after = await page({
      ...form,
      'set.weather.kind': 'rain',
      'set.weather.temperature': '',
      'set.now': '2026-12-24T18:30',
      'set.visitor': '(nobody)',
    })
    expect(after.text).toContain('It shows “coat”, because it is raining')
    expect(after.text).toContain('<option value="rain" selected>raining</option>')
    expect(after.text).toContain('Thursday, 24 December 2026 at 18:30')
    expect(after.text).toContain('cannot be recognised')
    expect(after.text).toContain('Back to the real situation')
  })

  test('the form sent empty takes back what a cookie simulates', async () => {
    const cookie = `awase-simulate=${encodeURIComponent(JSON.stringify(RAIN))}`
    expect((await page({ url: '/', language: 'en' }, { cookie })).text).toContain('It shows “coat”')
    expect((await page({ url: '/', language: 'en', set: '1' }, { cookie })).text).not.toContain('It shows “coat”')
  })

  test('a page that is none of ours, and a site without rules', async () => {
    const { status, text } = await page({ url: 'https://example.com/' })
    expect(status).toBe(400)
    expect(text).toContain('<form')
    await using empty = await startWorker({ origin: origin.url })
    const answer = await empty.fetch(query({ url: '/' }), { headers: { accept: 'text/html', 'accept-language': 'ja' } })
    expect(answer.text).toContain('公開中のルールセットはありません')
    await empty.rules.put('off:main', '1')
    const off = await empty.fetch(query({ url: '/' }), { headers: { accept: 'text/html', 'accept-language': 'en' } })
    expect(off.text).toContain('Personalization is switched off')
  })
})

test('in production there is nothing, whatever is asked for', async () => {
  await using production = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production' } })
  for (const parameters of [{ url: '/' }, { url: 'https://example.com/' }, { url: '/', set: '1' }]) {
    const answer = await production.fetch(query(parameters as Record<string, string>), {
      headers: { accept: 'text/html' },
    })
    expect(answer).toMatchObject({ status: 404, text: JSON.stringify({ error: 'There is nothing at this address.' }) })
  }
})

describe('ten thousand experiences', () => {
  const COUNT = 10_000
  const many = {
    ...RULES,
    experiences: [
      ...Array.from({ length: COUNT - 1 }, (_, at) => ({
        id: `e-${at}`,
        when: { 'weather.temperature': { $lt: -at }, 'geo.country': { $in: ['JP', 'US'] } },
        variants: [{ id: 'a', slots: { hero: { text: 'x' } } }],
      })),
      RULES.experiences[4],
    ],
  }

  test('come in parts of a hundred, the winner first', async () => {
    await using big = await startWorker({ origin: origin.url })
    expect(await big.publish(many)).toMatchObject({ status: 200 })
    const ask = async (parameters: Record<string, string>, accept = 'application/json') =>
      (await big.fetch(query({ url: '/', ...parameters }), { simulate: RAIN, headers: { accept } })).text
    const { experiences, stops }: Explained = JSON.parse(await ask({}))
    expect(stops).toHaveLength(COUNT - 1)
    expect(experiences).toMatchObject({ total: COUNT, parts: 100, part: 1 })
    expect(experiences.list[0]).toMatchObject({ experience: 'rain', reason: 'won' })
    expect(experiences.list).toHaveLength(100)
    const html = await ask({ part: '2', language: 'en' }, 'text/html')
    expect(html.match(/<details/g)).toHaveLength(100)
    expect(html).toContain('part=3')
    expect(html.length).toBeLessThan(400_000)
  })
})
