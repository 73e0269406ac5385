/** With `site.script` on a page is the origin's page and our tag, no more; personalised pages say what was done to them. */

import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { HYDRATE_URL } from '../../src/collect/hydrate-url.ts'
import type { PageBlock } from '../../src/core/event/page-block.ts'
import { KEYS } from '../../src/keys.ts'
import { fetchRaw, type RawRequest, type RawResponse } from '../harness/fetch-raw.ts'
import { startOrigin } from '../harness/origin.ts'
import { startRecord } from '../harness/record.ts'
import { returning, visitorCookie } from '../harness/visitor-cookie.ts'
import { startWorker } from '../harness/worker.ts'
import { tokenFor } from './preview-site.ts'
import { comparable, fallbacks, plain, ruleset, warm } from './site.ts'

const TAG = '<script src="/_awase/client.js" defer></script>'
const BLOCK =
  /(?:<link rel="modulepreload" href="\/_awase\/hydrate\.js[^"]*">)?<script type="application\/json" id="awase-plan">([\x20-\x3b=\x3f-\x7e]*)<\/script>/

const page = (inside: string) =>
  Buffer.from(`<!doctype html><html><head><title>t</title></head>\n<Body  class=x>${inside}</body></html>\n`)
const WORDS = page(`<h1>origin</h1><p>${'words '.repeat(20_000)}</p>`)
const SJIS = Buffer.concat([page('<h1>'), Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x5c]), page('</h1>')])
const BYTES = Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7) % 256)

const OF_BYTES = {
  'accept-ranges': 'bytes',
  digest: 'sha-256=abc',
  'repr-digest': 'sha-256=:abc:',
  'content-digest': 'sha-256=:abc:',
  'content-md5': 'abc',
}
const KEEPING = {
  etag: '"abc"',
  'last-modified': 'Wed, 21 Oct 2026 07:28:00 GMT',
  expires: 'Wed, 21 Oct 2027 07:28:00 GMT',
  age: '12',
  'cdn-cache-control': 'max-age=60',
  'surrogate-key': 'a b',
  'cache-control': 'public, max-age=600, s-maxage=600',
  vary: 'Accept-Encoding',
}
const HTML = { 'content-type': 'text/html; charset=utf-8', 'set-cookie': ['a=1; Path=/', 'b=2'] }
const ALL = { ...HTML, ...KEEPING, ...OF_BYTES }

interface Served {
  readonly status?: number
  readonly headers?: { readonly [name: string]: string | string[] }
  readonly body?: Uint8Array
}

const SERVED: { readonly [path: string]: Served } = {
  '/sjis': { headers: { ...ALL, 'content-type': 'text/html; charset=Shift_JIS' }, body: SJIS },
  '/guess': { headers: { ...ALL, 'content-type': 'text/html' }, body: SJIS },
  '/gzip': { headers: { ...ALL, 'content-encoding': 'gzip' }, body: gzipSync(WORDS) },
  '/utf-16': {
    headers: { ...ALL, 'content-type': 'text/html; charset=utf-16' },
    body: Buffer.from('<body>', 'utf16le'),
  },
  '/not-gzip': { headers: { ...ALL, 'content-encoding': 'gzip' }, body: WORDS },
  '/zstd': { headers: { ...ALL, 'content-encoding': 'zstd' } },
  '/no-body': { body: Buffer.from('<p>a fragment</p>') },
  '/weak': { headers: { ...ALL, etag: 'W/"abc"' } },
  '/no-transform': { headers: { ...ALL, 'cache-control': 'max-age=60, No-Transform' } },
  '/json': { headers: { ...ALL, 'content-type': 'application/json' }, body: Buffer.from('"<body>"') },
  '/bytes': { headers: { ...ALL, 'content-type': 'application/octet-stream' }, body: BYTES },
  '/missing': { status: 404 },
  '/moved': { status: 302, headers: { ...ALL, location: '/elsewhere' } },
  '/login': { headers: { ...ALL, 'awase-identity': 'logout' } },
  '/login-not-gzip': { headers: { ...ALL, 'awase-identity': 'logout', 'content-encoding': 'gzip' }, body: WORDS },
  '/nonce': { headers: { ...ALL, 'content-security-policy': "script-src 'nonce-r4nd0m'" } },
  '/shop/nonce': { headers: { ...ALL, 'content-security-policy': "script-src 'nonce-r4nd0m'" } },
  '/shop/no-transform': { headers: { ...ALL, 'cache-control': 'no-transform' } },
  '/shop/broken': { body: page('<div><h1>origin<p>words</div>') },
  '/shop/sjis': { headers: { ...ALL, 'content-type': 'text/html; charset=Shift_JIS' } },
}

const origin = await startOrigin(({ target, headers: asked }, response) => {
  const { status = 200, headers = ALL, body = WORDS } = SERVED[target.split('?', 1)[0]!] ?? {}
  if (/(?:W\/)?"abc"/.test(asked['if-none-match'] ?? ''))
    return response.writeHead(304, { etag: '"abc"', 'cache-control': 'max-age=1' }).end()
  if (asked.range === 'bytes=0-3')
    return response.writeHead(206, { ...headers, 'content-range': `bytes 0-3/${body.length}` }).end(body.subarray(0, 4))
  return response.writeHead(status, { ...headers, 'content-length': body.length }).end(body)
})
const SITES = JSON.stringify({ 'untagged.example': 'untagged' })
const record = await startRecord()
const worker = await startWorker({ origin: origin.url, breakable: true, record, vars: { SITES } })
afterAll(() => Promise.all([worker.dispose(), record.dispose(), origin.close()]))

const SLOTS = {
  headline: { paths: ['/shop/*'], selector: 'h1', kind: 'text' },
  aside: { paths: ['/shop/*'], selector: 'aside.none', kind: 'text' },
}
const drawn = {
  id: 'drawn',
  control: 0.4,
  variants: [{ id: 'v', slots: { headline: { text: '雨の日に<b>' }, aside: { text: 'never seen' } } }],
}
const RULES = ruleset(
  SLOTS,
  [
    plain('plain', { headline: { text: 'for everybody' } }, { when: { 'page.path': '/shop/plain' } }),
    plain('nobody', { headline: { text: 'x' } }, { when: { 'page.path': '/shop/unwon', 'geo.city': 'Nowhere' } }),
    { ...drawn, when: { 'page.path': { $ne: '/shop/unwon' } } },
  ],
  { memory: 'on', holdout: 0.2, script: true },
)

beforeAll(async () => {
  expect((await worker.publish(RULES)).status).toBe(200)
  expect((await worker.publish({ ...RULES, site: { ...RULES.site, script: false } }, 'untagged')).status).toBe(200)
})

const withTag = (bytes: Buffer, tag = TAG): Buffer => {
  const at = bytes.toString('latin1').search(/<body/i)
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(tag), bytes.subarray(at)])
}
const straight = (path: string, init?: RawRequest) => fetchRaw(origin.url + path, init)
/** What differs by what is in the body alone. */
const BODY = ['content-length', 'content-encoding']

describe('a page that no experience addresses', () => {
  test.each(['/elsewhere', '/sjis', '/guess', '/weak'])('%s is the origin’s with the tag', async (path) => {
    const answer = await worker.fetch(path)
    expect(answer.body.equals(withTag((await straight(path)).body))).toBe(true)
  })

  test('has the origin’s headers but for those of the bytes, and a weak validator', async () => {
    for (const [path, etag] of [
      ['/elsewhere', 'W/"abc"'],
      ['/weak', 'W/"abc"'],
      ['/gzip', 'W/"abc"'],
    ]) {
      const answer = await worker.fetch(path!, { headers: { 'accept-encoding': 'identity' } })
      const wanted = comparable(await straight(path!), [...BODY, ...Object.keys(OF_BYTES), 'etag'])
      expect(comparable(answer, ['content-length'])).toEqual([...wanted, `etag: ${etag}`].sort())
      expect(answer.header('server-timing')).toBe(null)
    }
  })

  test('comes decoded, where it was compressed', async () => {
    const answer = await worker.fetch('/gzip', { headers: { 'accept-encoding': 'gzip' } })
    expect(origin.seen.at(-1)?.headers['accept-encoding']).toMatch(/gzip/)
    const decoded = answer.header('content-encoding') === 'gzip' ? gunzipSync(answer.body) : answer.body
    expect(decoded.equals(withTag(WORDS))).toBe(true)
  })

  test('is asked for in an encoding that can be read, and in everything else as it came', async () => {
    const headers = {
      'accept-encoding': 'gzip, deflate, br, zstd',
      cookie: 'x=1',
      'if-modified-since': 'never',
      'x-own': '1',
    }
    await worker.fetch('/elsewhere?a=1', { headers })
    const seen = origin.seen.at(-1)!
    const encodings = seen.headers['accept-encoding']!.split(',').map((encoding) => encoding.trim())
    expect(['gzip', 'br']).toEqual(expect.arrayContaining(encodings))
    expect(seen).toMatchObject({
      target: '/elsewhere?a=1',
      headers: { cookie: 'x=1', 'if-modified-since': 'never', 'x-own': '1' },
    })
  })

  test.each<readonly [string, Record<string, string>]>([
    ['a visitor with our cookie', { cookie: '__Host-awase=1.abc' }],
    ['a bot', { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' }],
    ['a prefetch', { 'sec-purpose': 'prefetch;prerender' }],
    ['a script that fetches it', { 'sec-fetch-dest': 'empty', accept: '*/*' }],
  ])('is the same for %s', async (_, headers) => {
    const [one, other] = [await worker.fetch('/elsewhere'), await worker.fetch('/elsewhere', { headers })]
    expect(other.body.equals(one.body)).toBe(true)
    expect(comparable(other)).toEqual(comparable(one))
  })

  test.each(['/login', '/login-not-gzip'])('%s tells of a login: us, and no visitor', async (path) => {
    const cookie = await visitorCookie(returning('nana'.padEnd(22, '-'), { isKnown: true }))
    const answer = await worker.fetch(path, { headers: { cookie } })
    expect(answer.header('awase-identity')).toBeNull()
    expect(answer.body.includes(TAG)).toBe(path === '/login')
    const ours = answer.setCookies.filter((one) => one.startsWith('awase='))
    expect(ours).toHaveLength(path === '/login' ? 1 : 0)
    expect(answer.header('cache-control')).toMatch(path === '/login' ? /^private/ : /^public/)
  })

  test.each([
    ['W/"abc"', 'W/"abc"'],
    ['"x", W/"abc"', 'W/"abc"'],
    ['"abc"', '"abc"'],
  ])('is revalidated with %s by the origin', async (asked, etag) => {
    const answer = await worker.fetch('/elsewhere', { headers: { 'if-none-match': asked } })
    expect(origin.seen.at(-1)?.headers['if-none-match']).toBe(asked)
    expect([answer.status, answer.header('etag'), answer.header('cache-control')]).toEqual([304, etag, 'max-age=1'])
  })

  test.each<readonly [string, Record<string, string>]>([
    ['/elsewhere', { range: 'bytes=0-3' }],
    ['/no-transform', {}],
    ['/json', {}],
    ['/bytes', {}],
    ['/missing', {}],
    ['/moved', {}],
    ['/zstd', {}],
    ['/not-gzip', { 'accept-encoding': 'gzip' }],
  ])('%s %j passes', async (path, more) => {
    const init = { headers: { 'accept-encoding': 'identity', ...more } }
    const [answer, origins] = [await worker.fetch(path, init), await straight(path, init)]
    expect(answer.status).toBe(origins.status)
    expect(answer.body.equals(origins.body)).toBe(true)
    expect(comparable(answer)).toEqual(comparable(origins))
  })

  test('in an encoding that cannot be read comes as it is, and that is counted', async () => {
    const before = (await fallbacks(worker)).encoding ?? 0
    expect((await worker.fetch('/utf-16')).body.equals(SERVED['/utf-16']!.body as Buffer)).toBe(true)
    await expect.poll(async () => (await fallbacks(worker)).encoding).toBe(before + 1)
  })

  test('carries the nonce of the policy that it came with', async () => {
    const tag = '<script src="/_awase/client.js" nonce="r4nd0m" defer></script>'
    expect((await worker.fetch('/nonce')).body.equals(withTag(WORDS, tag))).toBe(true)
  })
})

describe('has no tag', () => {
  /** A page of a cold isolate is asked for without conditions. */
  afterEach(() => warm(worker))

  test('while the kill switch is on', async () => {
    await worker.rules.put(KEYS.off('main'), '1')
    await worker.restart()
    await warm(worker)
    expect((await worker.fetch('/elsewhere')).body.equals(WORDS)).toBe(true)
    await worker.rules.delete(KEYS.off('main'))
    await worker.restart()
  })

  test('as long as the rules are not known, and then has it', async () => {
    await worker.restart()
    await worker.breakKv('hangs')
    expect((await worker.fetch('/elsewhere')).body.equals(WORDS)).toBe(true)
    await worker.breakKv('none')
    await worker.restart()
    expect((await worker.fetch('/elsewhere')).body.equals(withTag(WORDS))).toBe(true)
    expect((await worker.fetch('/elsewhere')).body.equals(withTag(WORDS))).toBe(true)
  })

  test.each(['off', 'compiled before there was a script'])('with the setting %s', async (how) => {
    const compiled = JSON.parse((await worker.rules.get(KEYS.compiled('untagged'))) as string)
    if (how !== 'off') delete compiled.ruleset.site.script
    await worker.rules.put(KEYS.compiled('untagged'), JSON.stringify(compiled))
    await worker.restart()
    for (const path of ['/elsewhere', '/shop/x']) {
      const init = { headers: { host: 'untagged.example' } }
      await worker.fetch(path, init)
      expect((await worker.fetch(path, init)).text).not.toContain('_awase')
    }
    await worker.restart()
  })
})

const readBlock = ({ text }: RawResponse): PageBlock | null => {
  const json = BLOCK.exec(text)?.[1]
  return json === undefined ? null : JSON.parse(json)
}
const withoutBlock = ({ text }: RawResponse): string => text.replace(BLOCK, '')

/** The first visitor for whom the experience comes to this. */
async function visitorWith(wanted: string): Promise<string> {
  for (let i = 0; i < 200; i++) {
    const visitor = `visitor-${i}`.padEnd(22, 'v')
    const asked = await worker.fetch('/_awase/explain?url=/shop/&format=json', { simulate: { visitor } })
    const { slots, stops } = JSON.parse(asked.text)
    const stop = stops.find((one: { experience: string }) => one.experience === 'drawn')?.reason
    if ((slots[0] === undefined ? stop : (slots[0].arm ?? 'control')) === wanted) return visitor
  }
  throw new Error(`no visitor gets ${wanted}`)
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const HEADLINE = { slot: 'headline', selector: 'h1', match: 'first', list: null }

describe('a personalised page', () => {
  test('tells of the slots that were met, for the variant', async () => {
    const visitor = await visitorWith('v')
    const answer = await worker.fetch('/shop/', { simulate: { visitor } })
    const edits = { own: [{ op: 'text', value: '雨の日に<b>' }], parts: [], arrange: null }
    expect(readBlock(answer)).toEqual({ decision: expect.stringMatching(UUID_V7), slots: [{ ...HEADLINE, edits }] })
    expect(answer.text).toMatch(new RegExp(`<script type="application/json"[^>]*>[^<]*</script>${TAG}<Body  class=x>`))
    expect(withoutBlock(answer)).toBe(withTag(WORDS).toString().replace('>origin<', '>雨の日に&lt;b&gt;<'))
    expect(answer.text).not.toContain(visitor)
  })

  test('and for control, with nothing changed', async () => {
    const answer = await worker.fetch('/shop/', { simulate: { visitor: await visitorWith('control') } })
    expect(readBlock(answer)?.slots).toEqual([{ ...HEADLINE, edits: null }])
    expect(withoutBlock(answer)).toBe(withTag(WORDS).toString())
  })

  test('names another decision each time, and without memory identifies nobody', async () => {
    const forgotten = { simulate: { visitor: null } }
    const pages = [await worker.fetch('/shop/plain', forgotten), await worker.fetch('/shop/plain', forgotten)]
    const decisions = pages.map((answer) => readBlock(answer)?.decision)
    expect(new Set(decisions).size).toBe(2)
    for (const decision of decisions) expect(decision).toMatch(UUID_V7)
    for (const answer of pages) expect(answer.setCookies).toEqual(['a=1; Path=/', 'b=2'])
  })

  test('names the decision that its exposure has', async () => {
    const cookie = await visitorCookie(returning(await visitorWith('v')))
    const block = readBlock(await worker.fetch('/shop/plain', { headers: { cookie } }))
    const exposed = () => record.rows('select kind, experience from events where decision = ?', [block!.decision])
    await expect.poll(exposed).toEqual([{ kind: 'exposure', experience: 'plain' }])
  })

  test('in Shift_JIS tells it in ASCII', async () => {
    const answer = await worker.fetch('/shop/sjis', { simulate: { visitor: await visitorWith('v') } })
    expect(readBlock(answer)?.slots[0]?.edits?.own).toEqual([{ op: 'text', value: '雨の日に<b>' }])
  })

  test('carries the nonce, on what is fetched alone', async () => {
    const { text } = await worker.fetch('/shop/nonce', { simulate: { visitor: await visitorWith('v') } })
    expect(text.match(/<script [^>]*>/g)).toEqual([
      '<script type="application/json" id="awase-plan">',
      '<script src="/_awase/client.js" nonce="r4nd0m" defer>',
    ])
    expect(text.match(/<link [^>]*modulepreload[^>]*>/g)).toEqual([
      `<link rel="modulepreload" href="${HYDRATE_URL}" nonce="r4nd0m">`,
    ])
  })

  test('has neither where the origin forbids to transform it', async () => {
    const answer = await worker.fetch('/shop/no-transform', { simulate: { visitor: await visitorWith('v') } })
    expect(answer.text).toBe(WORDS.toString().replace('>origin<', '>雨の日に&lt;b&gt;<'))
  })

  test('that falls back is the origin’s, byte for byte', async () => {
    const answer = await worker.fetch('/shop/broken', { simulate: { visitor: await visitorWith('v') } })
    expect(answer.body.equals(SERVED['/shop/broken']!.body as Buffer)).toBe(true)
  })

  test('as a preview has both', async () => {
    const forced = { experience: 'drawn', arm: 'v', anyAudience: true }
    const answer = await worker.fetch(`/shop/?awase-preview=${await tokenFor({ forced })}`)
    expect(answer.header('awase-preview')).toBe('published; decided')
    expect(readBlock(answer)?.slots).toHaveLength(1)
    expect(answer.text).toContain(`${TAG}<Body`)
    expect(answer.header('cache-control')).toBe('private, no-store')
  })
})

describe('an addressed page that nothing is planned for has the tag alone', () => {
  test.each<readonly [string, string, () => Promise<RawRequest>]>([
    ['for the holdout', '/shop/', async () => ({ simulate: { visitor: await visitorWith('holdout') } })],
    [
      'for a bot',
      '/shop/',
      async () => ({ headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' } }),
    ],
    ['where nobody won', '/shop/unwon', async () => ({})],
    ['without memory', '/shop/', async () => ({ simulate: { visitor: null } })],
  ])('%s', async (_, path, situation) => {
    const answer = await worker.fetch(path, await situation())
    expect(answer.body.equals(withTag(WORDS))).toBe(true)
  })

  test('and the same headers as for a variant', async () => {
    const wanted = comparable(await worker.fetch('/shop/', { simulate: { visitor: await visitorWith('v') } }), BODY)
    for (const reason of ['control', 'holdout']) {
      const answer = await worker.fetch('/shop/', { simulate: { visitor: await visitorWith(reason) } })
      expect(comparable(answer, BODY)).toEqual(wanted)
    }
  })
})
