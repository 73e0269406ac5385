/** What visitors say on the site's pages, on the real Worker: an answer shows on the next page, a dismissal stays. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pages, startOrigin } from '../harness/origin.ts'
import { rememberedIn, returning, visitorCookie } from '../harness/visitor-cookie.ts'
import { startWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'

const origin = await startOrigin(pages({ '/': '<h1>origin</h1><b>origin</b>' }))
const worker = await startWorker({ origin: origin.url, cf: { country: 'JP' } })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

beforeAll(async () => {
  const rules = ruleset(
    { headline: { paths: ['/'], selector: 'h1', kind: 'text' }, bold: { paths: ['/'], selector: 'b', kind: 'text' } },
    [
      plain('sales', { headline: { text: 'for {{traits.role|you}}' } }, { when: { 'traits.role': 'sales' } }),
      plain('everybody', { bold: { text: 'everybody' } }),
    ],
    {
      memory: 'by-region',
      schema: { traits: { role: { type: 'string', values: ['sales', 'marketing'] }, topics: { type: 'strings' } } },
    },
  )
  expect(await worker.publish(rules)).toMatchObject({ status: 200 })
})

const OWN = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
const post = (path: string, form: string, headers: { [name: string]: string | null } = {}, cf?: { country: string }) =>
  worker.fetch(path, { method: 'POST', body: form, headers: { ...OWN, ...headers }, ...(cf && { cf }) })
const own = (lines: readonly string[]): string => lines[0]!.split(';', 1)[0]!

describe('an answer', () => {
  test('shows on the next page, with the purpose that was shown and the time', async () => {
    const before = Math.floor(Date.now() / 60_000) * 60
    const answer = await post('/_awase/ask', 'role=sales&topics=a&topics=b&return=/&purpose=to+greet+you')
    expect([answer.status, answer.header('location')]).toEqual([303, '/'])
    const { traits } = (await rememberedIn(answer.setCookies))!
    expect(traits).toMatchObject({
      role: { value: 'sales', source: 'declared', purpose: 'to greet you' },
      topics: { value: ['a', 'b'] },
    })
    expect(traits.role!.at).toBeGreaterThanOrEqual(before)
    const next = await worker.fetch('/', { headers: { cookie: own(answer.setCookies) } })
    expect(next.text).toBe('<h1>for sales</h1><b>everybody</b>')
  })

  test('that is empty is taken back, and the rest of the memory stays', async () => {
    const role = { value: 'sales', source: 'declared', purpose: null, at: 1_795_000_000 } as const
    const known = returning('A'.repeat(22), { traits: { role }, dismissed: ['x'] })
    const answer = await post('/_awase/ask', 'role=&return=/x', { cookie: await visitorCookie(known) })
    expect(await rememberedIn(answer.setCookies)).toMatchObject({
      visitor: 'A'.repeat(22),
      traits: {},
      dismissed: ['x'],
    })
  })

  test.each([
    ['of no trait', 'color=red', 400],
    ['that the trait cannot have', 'role=pilot', 400],
    ['named by JavaScript', '__proto__=x', 400],
    ['too long', `role=${'x'.repeat(20_000)}`, 413],
  ])('%s is refused, and nothing is kept', async (_, form, status) => {
    const answer = await post('/_awase/ask', form)
    expect([answer.status, answer.setCookies]).toEqual([status, []])
  })

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a script of another type', { 'content-type': 'application/json' }, 415],
  ])('from %s is refused', async (_, headers, status) => {
    expect((await post('/_awase/ask', 'role=sales', headers)).status).toBe(status)
  })

  test('leads back to this site alone', async () => {
    for (const [back, where] of [
      ['https://evil.example/x', '/'],
      ['//evil.example/x', '/'],
      ['/x?y=1', '/x?y=1'],
    ]) {
      const answer = await post('/_awase/ask', `role=sales&return=${encodeURIComponent(back!)}`)
      expect(answer.header('location')).toBe(where)
    }
  })
})

describe('to a script that sends the form by itself', () => {
  const JSON_WANTED = { accept: 'application/json' }
  const say = async (form: string, headers: { [name: string]: string | null } = {}, cf?: { country: string }) => {
    const answer = await post('/_awase/ask', form, { ...JSON_WANTED, ...headers }, cf)
    return { status: answer.status, body: JSON.parse(answer.text), cookies: answer.setCookies }
  }

  test('kept: where the form leads', async () => {
    const { status, body, cookies } = await say('role=sales&return=/x%3Fy=1')
    expect([status, body]).toEqual([200, { kept: true, next: '/x?y=1' }])
    expect((await rememberedIn(cookies))!.traits).toMatchObject({ role: { value: 'sales' } })
    expect((await say('role=sales&return=https://evil.example/x')).body).toEqual({ kept: true, next: '/' })
  })

  test('not allowed: where that can be changed', async () => {
    expect(await say('role=sales&return=/x', {}, { country: 'DE' })).toEqual({
      status: 200,
      body: { kept: false, next: '/_awase/privacy/choices?return=%2Fx&unkept=1' },
      cookies: [],
    })
  })

  test.each([
    ['a trait that is none', 'color=red', {}, 400, { error: expect.stringContaining('site.schema.traits') }],
    [
      'another site',
      'role=sales',
      { 'sec-fetch-site': 'cross-site' },
      403,
      { error: expect.any(String), reason: 'other_site' },
    ],
    ['more than fits', `role=${'x'.repeat(20_000)}`, {}, 413, { error: expect.any(String), reason: 'too_large' }],
  ])('refused, %s: leads nowhere', async (_, form, headers, status, body) => {
    expect(await say(form, headers)).toEqual({ status, body, cookies: [] })
  })
})

test('without a word of where it leads, a form leads back to its own page', async () => {
  const back = async (referer: string) => (await post('/_awase/ask', 'role=sales', { referer })).header('location')
  expect(await back(`${worker.url}/quiz?step=2`)).toBe('/quiz?step=2')
  expect(await back('https://evil.example/quiz')).toBe('/')
})

test('people are told by a page what was not done, in their language', async () => {
  const answer = await post('/_awase/ask', 'role=sales', { 'sec-fetch-site': 'cross-site', 'accept-language': 'ja' })
  expect([answer.status, answer.header('content-type')]).toEqual([403, 'text/html; charset=UTF-8'])
  expect(answer.text).toContain('このサイトのページからの操作だけを受け付けます。')
})

test('what somebody is not interested in goes and stays away', async () => {
  const answer = await post('/_awase/dismiss', 'experience=everybody&return=/')
  expect(answer.status).toBe(303)
  const cookie = own(answer.setCookies)
  const next = await worker.fetch('/', { headers: { cookie } })
  expect(next.text).toContain('<b>origin</b>')
  const later = await worker.fetch('/', { headers: { cookie: own(next.setCookies) } })
  expect(later.text).toContain('<b>origin</b>')
  expect((await post('/_awase/dismiss', 'experience=nothing')).status).toBe(400)
})

test('without permission to remember nothing is kept, and the visitor is led to where it can be given', async () => {
  for (const path of ['/_awase/ask', '/_awase/dismiss']) {
    const answer = await post(path, 'role=sales&experience=everybody&return=/x', {}, { country: 'DE' })
    expect([answer.status, answer.header('location'), answer.setCookies]).toEqual([
      303,
      '/_awase/privacy/choices?return=%2Fx&unkept=1',
      [],
    ])
  }
})
