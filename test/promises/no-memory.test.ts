/** Promise 5: without permission nothing about the visitor is read, stored or used, and the page does not depend on it. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pages, startOrigin } from '../harness/origin.ts'
import { rememberedIn, returning, visitorCookie } from '../harness/visitor-cookie.ts'
import { startWorker } from '../harness/worker.ts'
import { comparable, plain, ruleset } from './site.ts'

const PAGE = '<h1>origin</h1><p class="lead">origin</p><b>origin</b><i>origin</i>'
const origin = await startOrigin(pages({ '/': PAGE }))
const workers = new Map<string, Awaited<ReturnType<typeof startWorker>>>()
afterAll(() => Promise.all([...[...workers.values()].map((worker) => worker.dispose()), origin.close()]))

/** Every rule that memory could matter to. */
const rules = (memory: string) =>
  ruleset(
    {
      headline: { paths: ['/*'], selector: 'h1', kind: 'text' },
      lead: { paths: ['/*'], selector: 'p.lead', kind: 'text' },
      bold: { paths: ['/*'], selector: 'b', kind: 'text' },
      italic: { paths: ['/*'], selector: 'i', kind: 'text' },
    },
    [
      plain('returning', { headline: { text: 'again' } }, { when: { 'visit.isReturning': true } }),
      plain('not-returning', { headline: { text: 'not again' } }, { when: { $not: { 'visit.isReturning': true } } }),
      plain('new', { headline: { text: 'new' } }, { when: { 'visit.isNew': true } }),
      plain('count', { headline: { text: 'count' } }, { when: { 'visit.count': { $exists: false } } }),
      {
        id: 'test',
        variants: ['a', 'b'].map((id) => ({ id, slots: { lead: { text: id } } })),
      },
      plain('partial', { bold: { text: 'half' } }, { allocation: 0.5 }),
      plain('plain', { italic: { text: 'plain' } }),
    ],
    { memory },
  )

/** As in production, where the tests' Workers are asked without TLS, too. */
const NAME = '__Host-awase'
const COOKIES = [
  await visitorCookie(returning('A'.repeat(22)), { name: NAME }),
  await visitorCookie(returning('zyxwvutsrqponmlkjihgfe', { dismissed: ['plain'] }), { name: NAME }),
  `${NAME}=broken`,
]
/** The headline and everything that is drawn stay; what needs no visitor applies. */
const WITHOUT_MEMORY = PAGE.replace('<i>origin', '<i>plain')

beforeAll(async () => {
  for (const memory of ['on', 'off', 'by-region']) {
    const worker = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production' } })
    workers.set(memory, worker)
    expect((await worker.publish(rules(memory))).status).toBe(200)
  }
})

const ask = (memory: string, cookie: string | null, cf: { [key: string]: unknown } = {}) =>
  workers.get(memory)!.fetch('/', { headers: { cookie }, cf })

/** The same page, header for header, whatever the visitor's cookie says, and nothing new in it. */
async function expectForgetful(memory: string, cf: { [key: string]: unknown }): Promise<void> {
  const first = await ask(memory, null, cf)
  expect(first.text).toBe(WITHOUT_MEMORY)
  expect(first.setCookies).toEqual([])
  for (const value of COOKIES) {
    const known = await ask(memory, `a=1; ${value}; b=2`, cf)
    expect(known.text).toBe(first.text)
    expect(comparable(known)).toEqual(comparable(first))
    expect(origin.seen.at(-1)?.headers.cookie).toBe('a=1; b=2')
  }
}

test('memory off: the page is the same with our cookie, without it and with a broken one', () =>
  expectForgetful('off', { country: 'JP' }))

describe('memory by region', () => {
  test.each([
    ['Germany', { country: 'DE', isEUCountry: '1' }],
    ['the United Kingdom', { country: 'GB' }],
    ['Switzerland', { country: 'CH' }],
    ['Norway', { country: 'NO' }],
    ['nobody knows where', {}],
    ['nobody knows where, says the network', { country: 'XX' }],
    ['Tor', { country: 'T1' }],
    ['somewhere in the EU', { isEUCountry: '1' }],
  ])('is off in %s', (_, cf) => expectForgetful('by-region', { country: undefined, ...cf }))

  test.each([['JP'], ['US']])('is on in %s', async (country) => {
    const page = await ask('by-region', null, { country })
    expect(page.setCookies).toEqual([expect.stringMatching(/^__Host-awase=[\w-]+; /)])
    expect(page.text).toContain('<h1>not again')
  })
})

test('memory on: a cookie of ours alone, and the page knows who returns', async () => {
  const first = await ask('on', null)
  expect(first.text).toContain('<h1>not again')
  expect(first.text).toMatch(/<p class="lead">[ab]</)
  expect(first.setCookies).toEqual([
    expect.stringMatching(/^__Host-awase=[^;]+; Path=\/; Max-Age=34560000; HttpOnly; Secure; SameSite=Lax$/),
  ])
  const own = first.setCookies[0]!.split(';')[0]!
  const second = await ask('on', own)
  expect(second.text).toBe(first.text)
  const [before, after] = await Promise.all(
    [first, second].map((page) => rememberedIn(page.setCookies, { name: NAME })),
  )
  expect(after).toMatchObject({ visitor: before!.visitor, visits: { count: 1, pageCount: 2 } })
  expect((await ask('on', COOKIES[0]!)).text).toContain('<h1>again')
  expect(origin.seen.at(-1)?.headers.cookie).toBe(undefined)
})

test('a prefetch counts nothing, and without a cookie it draws nothing', async () => {
  const page = await workers.get('on')!.fetch('/', { headers: { 'sec-purpose': 'prefetch;prerender' } })
  expect(page.setCookies).toEqual([])
  expect(page.text).toBe(WITHOUT_MEMORY)
})

test('the explanation says so: what is drawn is stopped by no_visitor, what asks about visits is unknown', async () => {
  await using worker = await startWorker({ origin: origin.url })
  await worker.publish(rules('off'))
  const { stops } = JSON.parse((await worker.fetch('/_awase/explain?url=/&format=json')).text)
  const reasons = Object.fromEntries(
    stops.map(({ experience, reason }: { experience: string; reason: string }) => [experience, reason]),
  )
  expect(reasons).toEqual({
    returning: 'audience_unknown',
    'not-returning': 'audience_unknown',
    new: 'audience_unknown',
    count: 'audience_unknown',
    test: 'no_visitor',
    partial: 'no_visitor',
  })
})
