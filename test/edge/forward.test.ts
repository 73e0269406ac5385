import { describe, expect, test } from 'vitest'
import { forOrigin, forTag, isRewritable } from '../../src/edge/forward.ts'
import type { Config } from '../../src/env.ts'

const CONFIG: Config = {
  origin: null,
  sites: {},
  development: false,
  publishToken: null,
  identityKey: null,
  cookieOnly: false,
  logPages: false,
  webhook: null,
}
const BEHIND: Config = { ...CONFIG, origin: new URL('http://origin.example:81/ignored?x') }

/** What the origin would be asked. */
function asked(url: string, headers: Record<string, string> = {}, config = CONFIG): Request {
  return forOrigin({ headers: new Headers(headers) } as Request, new URL(url), config)
}

describe('Accept-Encoding', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'gzip, br'],
    ['GZIP', 'gzip'],
    ['br;q=1.0, gzip;q=0.8, *;q=0.1', 'gzip, br'],
    ['gzip;q=0, br', 'br'],
    ['br;q=0.000', 'identity'],
    ['zstd, deflate', 'identity'],
    ['x-gzip', 'identity'],
    ['', 'identity'],
    ['identity', 'identity'],
  ])('%j: %j', (accepted, wanted) => {
    expect(asked('https://a.example/', { 'accept-encoding': accepted }).headers.get('accept-encoding')).toBe(wanted)
  })
})

test.each([
  ['https://a.example/p/%E5?x=1&y', 'https://a.example/p/%E5?x=1&y', CONFIG],
  ['https://a.example/p?x=1', 'http://origin.example:81/p?x=1', BEHIND],
  ['https://a.example/p?awase-simulate=%7B%7D', 'https://a.example/p', CONFIG],
  ['https://a.example/p?a=1&awase-simulate=x&b=2', 'https://a.example/p?a=1&b=2', CONFIG],
  ['https://a.example/p?awase-simulated=x', 'https://a.example/p?awase-simulated=x', CONFIG],
  ['https://a.example/p?awase-simulate', 'https://a.example/p', CONFIG],
  ['https://a.example/p?awase-simulated=x&awase-simulate=y', 'https://a.example/p?awase-simulated=x', CONFIG],
  ['https://a.example/p?a=awase-simulate', 'https://a.example/p?a=awase-simulate', CONFIG],
])('%s is asked for as %s', (url, wanted, config) => {
  expect(asked(url, {}, config).url).toBe(wanted)
})

test('conditions, ranges and what is ours stay here; the rest goes on', () => {
  const conditional = ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since', 'if-range', 'range']
  const headers = Object.fromEntries(conditional.map((name) => [name, 'x']))
  const request = asked('https://a.example/', {
    ...headers,
    'awase-simulate': '{}',
    'x-own': '1',
    cookie: 'a=1; __Host-awase=2',
  })
  for (const name of [...conditional, 'awase-simulate']) expect(request.headers.get(name), name).toBe(null)
  expect([request.headers.get('x-own'), request.headers.get('cookie')]).toEqual(['1', 'a=1'])
})

test('for the script’s tag alone nothing changes but the encodings that are asked for', () => {
  const headers = {
    'if-none-match': '"x"',
    range: 'bytes=0-3',
    cookie: '__Host-awase=2',
    'accept-encoding': 'zstd, br',
  }
  const request = forTag({ headers: new Headers(headers) } as Request, new URL('https://a.example/p?x'), BEHIND)
  expect(request.url).toBe('http://origin.example:81/p?x')
  expect(Object.fromEntries(request.headers)).toEqual({ ...headers, 'accept-encoding': 'br' })
})

test('a cookie of ours alone leaves no header', () => {
  expect(asked('https://a.example/', { cookie: '__Host-awase=2' }).headers.has('cookie')).toBe(false)
})

describe('whether a page can be rewritten', () => {
  test.each([
    [200, 'text/html', null, 'yes'],
    [200, 'text/html; charset=utf-8', 'gzip', 'yes'],
    [200, 'Text/HTML;x', 'BR', 'yes'],
    [200, 'text/html', 'identity', 'yes'],
    [200, 'text/html', '', 'yes'],
    [200, 'text/html', 'zstd', 'compressed'],
    [200, 'text/html', 'deflate', 'compressed'],
    [200, 'text/html', 'gzip, gzip', 'compressed'],
    [200, 'text/htmlx', null, 'no'],
    [200, 'application/json', null, 'no'],
    [200, null, null, 'no'],
    [203, 'text/html', null, 'no'],
    [404, 'text/html', null, 'no'],
  ] as const)('%s %s, %s: %s', (status, type, encoding, verdict) => {
    const page = new Response('x', { status })
    page.headers.delete('content-type')
    if (type !== null) page.headers.set('content-type', type)
    if (encoding !== null) page.headers.set('content-encoding', encoding)
    expect(isRewritable(page)).toBe(verdict)
  })
})
