/** Tokens that grant nothing: the page is what everybody gets, counted as theirs, and says nothing of why. Valid ones: preview.test.ts. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RawRequest, RawResponse } from '../harness/fetch-raw.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'
import { PREVIEW_COOKIE, storeDraft, tokenFor } from './preview-site.ts'
import { comparable, headlineRules } from './site.ts'

const PAGE = '<!doctype html><title>t</title><h1>origin</h1><p>words</p>'
const KEPT = { 'cache-control': 'public, max-age=600', etag: '"abc"' }
const SITES = JSON.stringify({ 'shop.example': 'shop' })
const DRAFT = { rules: { kind: 'draft', name: 'secret' } } as const
const HIDDEN = 'not yet public'

const origin = await startOrigin(pages({ '/': PAGE, '/plain': PAGE }, KEPT))
const production = { ENVIRONMENT: 'production', SITES }
const worker = await startWorker({ origin: origin.url, vars: production })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const onHome = (text: string) => {
  const { slots, ...rest } = headlineRules(text, { memory: 'on' })
  return { ...rest, slots: { headline: { ...(slots as { headline: object }).headline, paths: ['/'] } } }
}

beforeAll(async () => {
  await storeDraft(worker, 'secret', onHome(HIDDEN))
  await storeDraft(worker, 'secret', onHome(HIDDEN), 'shop')
  expect((await worker.publish(onHome('live'))).status).toBe(200)
  expect((await worker.publish(onHome('live shop'), 'shop')).status).toBe(200)
})

const OF_THE_VISIT = ['set-cookie']

/** As to somebody who never heard of previews. */
async function expectEverybodys(answer: RawResponse, path: string, left: readonly string[] = []): Promise<void> {
  const everybodys = await worker.fetch(path)
  const ignored = [...OF_THE_VISIT, ...left]
  expect(answer.text).toBe(everybodys.text)
  expect(comparable(answer, ignored)).toEqual(comparable(everybodys, ignored))
  expect(answer.header('server-timing')?.replace(/\d+/, '0')).toBe(
    everybodys.header('server-timing')?.replace(/\d+/, '0'),
  )
  expect(answer.text).not.toContain(HIDDEN)
}

const flipped = (token: string, at: number): string =>
  token.slice(0, at) + (token.at(at) === 'A' ? 'B' : 'A') + token.slice(at + 1)

const REFUSED: readonly (readonly [string, () => Promise<string>])[] = [
  ['nothing', async () => ''],
  ['words', async () => 'let me in'],
  ['markup', async () => '"><script>alert(1)</script>'],
  ['percent signs', async () => '%00%ff%E0%A4%A'],
  ['a forged signature', async () => flipped(await tokenFor(DRAFT), -20)],
  ['a forged payload', async () => flipped(await tokenFor(DRAFT), 12)],
  ['a cut one', async () => (await tokenFor(DRAFT)).slice(0, -1)],
  ['one that has ended', () => tokenFor({ ...DRAFT, expiresAt: Date.now() - 1_000 })],
  ['one for longer than may be', () => tokenFor({ ...DRAFT, expiresAt: Date.now() + 60 * 86_400_000 })],
  ['another site’s', () => tokenFor({ ...DRAFT, site: 'shop' })],
  ['another secret’s', () => tokenFor(DRAFT, `${TEST_TOKEN}!`)],
  ['another format’s', async () => (await tokenFor(DRAFT)).replace(/^1/, '2')],
  ['a long one', async () => `1.${'A'.repeat(8_000)}.${'A'.repeat(43)}`],
  ['names that every object has', async () => '__proto__.constructor.toString'],
]

describe.each(REFUSED)('%s', (_, make) => {
  test.each(['/', '/plain'])('as parameter of %s', async (path) => {
    const answer = await worker.fetch(`${path}?awase-preview=${encodeURI(await make())}`)
    await expectEverybodys(answer, path)
    expect(answer.setCookies.some((line) => line.startsWith(PREVIEW_COOKIE))).toBe(false)
  })

  test.each(['/', '/plain'])('as cookie on %s, which is deleted', async (path) => {
    const answer = await worker.fetch(path, { headers: { cookie: `${PREVIEW_COOKIE}=${encodeURI(await make())}` } })
    await expectEverybodys(answer, path, ['cache-control'])
    expect(answer.setCookies).toContain(`${PREVIEW_COOKIE}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax`)
    expect(answer.header('cache-control')).toBe('private, no-store')
  })
})

afterEach(() => {
  for (const { target, headers } of origin.seen.splice(0))
    expect(`${target} ${JSON.stringify(headers)}`, 'the origin sees none of them').not.toContain('awase-preview=')
})

test('100 KB of address', async () => {
  const answer = await worker.fetch(`/?awase-preview=1.${'A'.repeat(100_000)}.${'A'.repeat(43)}`)
  if (answer.status === 200) await expectEverybodys(answer, '/')
  else expect([414, 431]).toContain(answer.status)
})

describe('shown twice', () => {
  const shown = async (by: 'parameter' | 'cookie', one: string, other: string): Promise<RawResponse> => {
    const init: RawRequest = { headers: { cookie: `${PREVIEW_COOKIE}=${one}; ${PREVIEW_COOKIE}=${other}` } }
    return by === 'cookie' ? worker.fetch('/', init) : worker.fetch(`/?awase-preview=${one}&x=1&awase-preview=${other}`)
  }

  test.each(['parameter', 'cookie'] as const)('differently, as %s: neither counts', async (by) => {
    const [draft, published] = [await tokenFor(DRAFT), await tokenFor()]
    for (const answer of [await shown(by, draft, published), await shown(by, published, draft)])
      await expectEverybodys(answer, '/', by === 'cookie' ? ['cache-control'] : [])
  })

  test.each(['parameter', 'cookie'] as const)('alike, as %s: it counts once', async (by) => {
    const draft = await tokenFor(DRAFT)
    expect((await shown(by, draft, draft)).text).toContain(HIDDEN)
  })
})

test('a bad parameter ends a good cookie', async () => {
  const cookie = `${PREVIEW_COOKIE}=${await tokenFor(DRAFT)}`
  const answer = await worker.fetch('/?awase-preview=x', { headers: { cookie } })
  await expectEverybodys(answer, '/', ['cache-control'])
  expect(answer.setCookies.some((line) => line.startsWith(`${PREVIEW_COOKIE}=;`))).toBe(true)
})

test('a token is for its site: on the other host it shows the other’s draft', async () => {
  const token = await tokenFor({ ...DRAFT, site: 'shop' })
  const there = await worker.fetch(`/?awase-preview=${token}`, { headers: { host: 'shop.example' } })
  expect(there.text).toContain(HIDDEN)
  const main = await worker.fetch(`/?awase-preview=${await tokenFor(DRAFT)}`, { headers: { host: 'shop.example' } })
  expect(main.text).toContain('live shop')
})

test('whoever is refused is counted as everybody', async () => {
  const answer = await worker.fetch('/?awase-preview=x')
  expect(answer.setCookies).toEqual([expect.stringMatching(/^__Host-awase=/)])
})

test('what only looks like ours is the origin’s', async () => {
  await worker.fetch('/?x=awase-preview&awase-previewed=1', { headers: { cookie: 'awase-preview-x=1' } })
  expect(origin.seen[0]).toMatchObject({ target: '/?x=awase-preview&awase-previewed=1' })
  expect(origin.seen[0]?.headers.cookie).toBe('awase-preview-x=1')
})

describe('the publish token', () => {
  test('replaced: every preview has ended', async () => {
    await using rotating = await startWorker({ origin: origin.url, vars: production })
    await storeDraft(rotating, 'secret', onHome(HIDDEN))
    const path = `/?awase-preview=${await tokenFor(DRAFT)}`
    expect((await rotating.fetch(path)).text).toContain(HIDDEN)
    await rotating.restart({ PUBLISH_TOKEN: 'another' })
    expect((await rotating.fetch(path)).text).toContain('origin')
    expect((await rotating.fetch(`/?awase-preview=${await tokenFor(DRAFT, 'another')}`)).text).toContain(HIDDEN)
  })

  test.each(['', 'null', 'undefined', TEST_TOKEN])(
    'not set: there are no previews, not by the secret "%s"',
    async (secret) => {
      await using without = await startWorker({ origin: origin.url, vars: { ...production, PUBLISH_TOKEN: '' } })
      await storeDraft(without, 'secret', onHome(HIDDEN))
      const answer = await without.fetch(`/?awase-preview=${await tokenFor(DRAFT, secret)}`)
      expect(answer.text).toContain('origin')
    },
  )
})
