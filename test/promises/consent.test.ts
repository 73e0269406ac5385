/** Promise 5, as a visitor says it: their choice, and what the next page does with it. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { uuidV7 } from '../../src/core/event/uuid-v7.ts'
import { gppString, tcString, VENDOR } from '../core/consent/strings.ts'
import type { RawRequest } from '../harness/fetch-raw.ts'
import { startOrigin } from '../harness/origin.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { comparable, plain, ruleset } from './site.ts'

const PAGE = '<html><head></head><body><h1>origin</h1><p class="lead">origin</p></body></html>'
const origin = await startOrigin(({ target }, response) => {
  response.setHeader('content-type', target === '/.well-known/gpc.json' ? 'application/json' : 'text/html')
  response.end(target === '/.well-known/gpc.json' ? '{"gpc":false}' : PAGE)
})
let worker: TestWorker
let record: TestRecord

/** By host name, which is the site. */
const SITES: { readonly [site: string]: { readonly [setting: string]: unknown } } = {
  own: { consent: { banner: true, policy: 3 }, memory: 'by-region' },
  tcf: { consent: { cmp: 'tcf', vendor: VENDOR }, memory: 'by-region' },
  gpp: { consent: { cmp: 'gpp', vendor: VENDOR }, memory: 'by-region' },
  plain: { memory: 'by-region' },
}

const rules = (site: string) =>
  ruleset(
    {
      headline: { paths: ['/*'], selector: 'h1', kind: 'text' },
      lead: { paths: ['/*'], selector: 'p.lead', kind: 'text' },
    },
    [
      plain('known', { headline: { text: 'known' } }, { when: { 'visit.isNew': { $in: [true, false] } } }),
      plain('plain', { lead: { text: 'plain' } }),
    ],
    SITES[site],
  )

beforeAll(async () => {
  record = await startRecord()
  const sites = Object.fromEntries(Object.keys(SITES).map((site) => [`${site}.example`, site]))
  worker = await startWorker({
    origin: origin.url,
    record,
    vars: { SITES: JSON.stringify(sites), ENVIRONMENT: 'production' },
  })
  for (const site of Object.keys(SITES)) expect((await worker.publish(rules(site), site)).status).toBe(200)
})
afterAll(() => Promise.all([worker.dispose(), origin.close()]).then(() => record[Symbol.asyncDispose]()))
beforeEach(() => {
  visitor.clear()
})

/** The cookies of the visitor at hand. */
const visitor = new Map<string, string>()

async function ask(site: string, path: string, { headers = {}, ...init }: RawRequest = {}) {
  const cookie = [...visitor].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await worker.fetch(path, {
    ...init,
    headers: { host: `${site}.example`, ...(cookie && { cookie }), ...headers },
    cf: { country: 'DE', ...init.cf },
  })
  for (const line of answer.setCookies) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/Max-Age=0/.test(line)) visitor.delete(name)
    else visitor.set(name, value)
  }
  return answer
}

const FROM_HERE = (site: string) => ({ origin: `http://${site}.example`, 'sec-fetch-dest': 'empty' })
const choose = (site: string, body: unknown, headers: { readonly [name: string]: string | null } = {}) =>
  ask(site, '/_awase/consent', {
    method: 'POST',
    headers: { ...FROM_HERE(site), 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const submit = (
  site: string,
  form: { readonly [name: string]: string } | readonly (readonly [string, string])[],
  headers = {},
) =>
  ask(site, '/_awase/consent', {
    method: 'POST',
    headers: { ...FROM_HERE(site), 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: String(new URLSearchParams(form as Record<string, string>)),
  })
const isRemembered = async (site: string, init: RawRequest = {}) => {
  const page = await ask(site, '/', init)
  expect(page.setCookies.length > 0).toBe(page.text.includes('<h1>known'))
  return page.text.includes('<h1>known')
}
const ALL = { storage: true, profile: true, personalize: true, measure: true, export: true }

describe('our own centre', () => {
  test('nothing before consent, everything after it, nothing after it is taken back', async () => {
    expect(await isRemembered('own')).toBe(false)
    const given = await submit('own', { allow: 'all', return: '/items/?page=2#top' })
    expect([given.status, given.header('location')]).toEqual([303, '/items/?page=2'])
    expect(given.setCookies).toEqual([
      expect.stringMatching(/^awase-consent=1\.31\.\d{8}\.3; Path=\/; Max-Age=33696000; SameSite=Lax$/),
    ])
    expect(await isRemembered('own')).toBe(true)
    expect(visitor.has('__Host-awase')).toBe(true)
    const taken = await submit('own', { allow: 'none' })
    expect(taken.setCookies).toEqual([
      expect.stringMatching(/^awase-consent=1\.0\./),
      expect.stringMatching(/^__Host-awase=; .*Max-Age=0/),
      expect.stringMatching(/^awase=; .*Max-Age=0/),
      expect.stringMatching(/^__Host-awase-acts=; .*Max-Age=0/),
      expect.stringMatching(/^awase-acts=; .*Max-Age=0/),
    ])
    expect(visitor.has('__Host-awase')).toBe(false)
    expect(await isRemembered('own')).toBe(false)
  })

  test('some purposes: remembered, and pages do not depend on it', async () => {
    await submit('own', [
      ['allow', 'chosen'],
      ['purpose', 'storage'],
      ['purpose', 'profile'],
    ])
    const page = await ask('own', '/')
    expect(page.text).toContain('<h1>origin')
    expect(page.setCookies).toEqual([expect.stringMatching(/^__Host-awase=/)])
    expect(
      (
        await submit('own', [
          ['allow', 'chosen'],
          ['purpose', 'profile'],
        ])
      ).setCookies,
    ).toHaveLength(5)
  })

  test('a script asks for what holds, and changes a part', async () => {
    const before = JSON.parse((await ask('own', '/_awase/consent')).text)
    expect(before).toMatchObject({ signal: 'region', mode: 'opt-in', ask: 'opt-in', policy: 3, gpc: false })
    const answer = await choose('own', { purposes: ALL })
    expect(answer.header('cache-control')).toBe('no-store')
    expect(JSON.parse(answer.text)).toMatchObject({ purposes: ALL, signal: 'own', ask: null })
    const changed = JSON.parse((await choose('own', { purposes: { export: false } })).text)
    expect(changed.purposes).toEqual({ ...ALL, export: false })
  })

  test.each([
    ['a purpose that is none', { purposes: { everything: true } }],
    ['a value that is none', { purposes: { measure: 'yes' } }],
    ['nothing', {}],
    ['a list', [1]],
    ['two things', { purposes: {}, tcf: 'C' }],
    ["a platform's string where none is read", { tcf: tcString() }],
    ['a string that would leave its cookie', { tcf: 'C; Domain=evil' }],
  ])('refused: %s', async (_, body) => {
    const answer = await choose('own', body)
    expect([answer.status, answer.setCookies]).toEqual([400, []])
  })

  test.each<readonly [string, { readonly [name: string]: string | null }, number]>([
    ['another site', { origin: 'https://evil.example' }, 403],
    ['nobody knows which site', { origin: 'null' }, 403],
    ['no word of a site', { origin: null }, 403],
    ['a neighbour, by the browser', { origin: null, 'sec-fetch-site': 'same-site' }, 403],
    ['this site, by the browser', { origin: null, 'sec-fetch-site': 'same-origin' }, 200],
    ['a form that needs no permission', { 'content-type': 'text/plain' }, 415],
  ])('who asks: %s', async (_, headers, status) => {
    const answer = await choose('own', { purposes: ALL }, headers)
    expect([answer.status, answer.setCookies.length > 0]).toEqual([status, status === 200])
  })

  test.each([
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['/\t/evil.example/', '/'],
    ['http://own.example//evil.example/', '/evil.example/'],
    ['/.//evil.example', '/evil.example'],
    ['javascript:alert(1)', '/'],
    ['http://x@own.example/a', '/a'],
    ['/a?b=c', '/a?b=c'],
    ['', '/_awase/consent'],
  ])('back to %s is %s', async (asked, location) => {
    expect((await submit('own', { allow: 'none', return: asked })).header('location')).toBe(location)
  })
})

describe('Global Privacy Control', () => {
  const GPC = { headers: { 'sec-gpc': '1' } }
  test('beats consent that is older, and not one given in spite of it', async () => {
    await submit('own', { allow: 'all' })
    expect(await isRemembered('own', GPC)).toBe(false)
    await submit('own', { allow: 'all' }, GPC.headers)
    expect(await isRemembered('own', GPC)).toBe(false)
    await submit('own', { allow: 'all', 'despite-gpc': '1' }, GPC.headers)
    expect(await isRemembered('own', GPC)).toBe(true)
  })

  test.each(['1', '1, 1', '0, 1', 'yes'])('%s: where one may object, nothing is remembered', async (value) => {
    expect(await isRemembered('own', { headers: { 'sec-gpc': value }, cf: { country: 'US' } })).toBe(false)
    expect(await isRemembered('own', { headers: { 'sec-gpc': '0' }, cf: { country: 'US' } })).toBe(true)
  })

  test('the statement is ours where consent is on, and else the origin speaks', async () => {
    const statement = await ask('own', '/.well-known/gpc.json')
    expect(JSON.parse(statement.text)).toEqual({ gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
    expect(statement.header('content-type')).toBe('application/json')
    expect((await ask('plain', '/.well-known/gpc.json')).text).toBe('{"gpc":false}')
    expect((await ask('own', '/.well-known/gpc.json', { method: 'POST', body: '{}' })).text).toBe('{"gpc":false}')
  })

  test('is told as honoured', async () => {
    const page = await ask('own', '/_awase/privacy/choices?language=en', GPC)
    expect(page.text).toContain('Your Global Privacy Control signal was honoured')
    expect(JSON.parse((await ask('own', '/_awase/consent', GPC)).text)).toMatchObject({
      gpc: true,
      signal: 'gpc',
      ask: 'gpc',
    })
  })
})

describe('platforms', () => {
  const today = new Date().toISOString().slice(0, 10)
  test("a TC string in the platform's cookie", async () => {
    visitor.set('euconsent-v2', tcString({ day: today }))
    expect(await isRemembered('tcf')).toBe(true)
    visitor.set('euconsent-v2', tcString({ day: today, purposes: [1, 2, 3, 4, 7] }))
    expect(await isRemembered('tcf')).toBe(false)
    visitor.set('euconsent-v2', 'garbage')
    expect(await isRemembered('tcf', { cf: { country: 'US' } })).toBe(false)
  })

  test('a string that the bridge brings, and takes back', async () => {
    const given = await choose('tcf', { tcf: tcString({ day: today }) })
    expect(given.setCookies).toEqual([expect.stringMatching(/^awase-tcf=C[\w.-]+; Path=\/; Max-Age=33696000/)])
    expect(await isRemembered('tcf')).toBe(true)
    const taken = await choose('tcf', { tcf: tcString({ day: today, purposes: [] }) })
    expect(taken.setCookies).toHaveLength(5)
    expect(await isRemembered('tcf')).toBe(false)
  })

  test('GPP', async () => {
    await choose('gpp', { gpp: gppString({ tcfeuv2: tcString({ day: today }) }) })
    expect(await isRemembered('gpp')).toBe(true)
    await choose('gpp', { gpp: gppString({ usnat: { TargetedAdvertisingOptOut: 1 } }) })
    expect(await isRemembered('gpp', { cf: { country: 'US' } })).toBe(false)
  })
})

describe('what is recorded', () => {
  /** Kind, whether an id is there, and the signal, of one page. */
  const rows = async (path: string) => {
    const found = await record.rows('SELECT kind, visitor, context FROM events WHERE path = ? ORDER BY kind', [path])
    return found.map(({ kind, visitor, context }) => [
      kind,
      visitor === null ? null : 'id',
      JSON.parse(String(context ?? '{}')).consent,
    ])
  }
  /** A page is looked at, and its script tells so. */
  const look = async (path: string, headers: { readonly [name: string]: string } = {}) => {
    await ask('own', path, { headers })
    const event = {
      id: uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
      kind: 'page_view',
      at: Date.now(),
    }
    const told = await ask('own', '/_awase/events', {
      method: 'POST',
      headers: { ...FROM_HERE('own'), 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ sentAt: Date.now(), events: [{ ...event, path }] }),
    })
    return JSON.parse(told.text)
  }

  test('unasked: the exposure, without who it was', async () => {
    expect((await look('/unasked')).accepted).toBe(1)
    await expect
      .poll(() => rows('/unasked'))
      .toEqual([
        ['exposure', null, 'region'],
        ['page_view', null, undefined],
      ])
  })

  test('with consent: who it was', async () => {
    await submit('own', { allow: 'all' })
    await look('/given')
    await expect
      .poll(() => rows('/given'))
      .toEqual([
        ['exposure', 'id', 'own'],
        ['exposure', 'id', 'own'],
        ['page_view', 'id', undefined],
      ])
  })

  test('counted, but not by who it was', async () => {
    await submit('own', { allow: 'all' })
    await ask('own', '/')
    const kept = visitor.get('__Host-awase')!
    await submit('own', [
      ['allow', 'chosen'],
      ['purpose', 'measure'],
    ])
    expect(visitor.has('__Host-awase')).toBe(false)
    visitor.set('__Host-awase', kept) // of another tab, say
    await look('/counted')
    await expect
      .poll(() => rows('/counted'))
      .toEqual([
        ['exposure', null, 'own'],
        ['page_view', null, undefined],
      ])
  })

  test('who objects leaves no trace', async () => {
    await submit('own', { allow: 'none' })
    const nothing = { accepted: 0, refused: [], ignored: 'objection' }
    expect(await look('/refused')).toEqual(nothing)
    visitor.clear()
    expect(await look('/gpc', { 'sec-gpc': '1' })).toEqual(nothing)
    visitor.set('awase-consent', 'broken')
    expect(await look('/broken')).toEqual(nothing)
    visitor.clear()
    await look('/after')
    await expect.poll(() => rows('/after')).toHaveLength(2) // by then what was told before it would be there, too
    for (const path of ['/refused', '/gpc', '/broken']) expect(await rows(path)).toEqual([])
  })
})

describe('pages', () => {
  test('the tag is the same for everybody, whatever they said', async () => {
    const first = await ask('own', '/')
    expect(first.text).toContain('<script src="/_awase/consent.js?for=3.own" defer></script><body>')
    for (let number = 0; number < 100; number++) {
      visitor.clear()
      visitor.set('__Host-awase', `1.${String(number).padStart(22, 'v')}.3.1.tipq00.2.%2F`)
      const page = await ask('own', '/')
      expect(page.text).toBe(first.text)
      expect(comparable(page)).toEqual(comparable(first))
      expect(page.setCookies).toEqual([])
    }
  })

  test('a site that says nothing of consent gets no tag', async () => {
    expect((await ask('plain', '/')).text).not.toContain('consent.js')
  })

  test('the script is there, and says of which text it is', async () => {
    const script = await ask('own', '/_awase/consent.js?for=3.own')
    expect([script.status, script.header('cache-control')]).toEqual([200, 'public, max-age=3600'])
  })
})
