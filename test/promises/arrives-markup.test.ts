/** Promise 1, for what can be wrong with a page: it arrives as the origin sent it, and we say why. Broken KV: arrives-rules. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchRaw, type RawHead } from '../harness/fetch-raw.ts'
import { startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { comparable, fallbacks, fetchPaused, pausingOrigin, plain, ruleset } from './site.ts'

const MIB = 1024 * 1024
const words = (bytes: number): string => '<p>words and words</p>\n'.repeat(Math.ceil(bytes / 23))
const TITLE = '<h1 class="t">title</h1>'

/** What is wrong with a page, the page, and the reason that is given. */
const BROKEN: readonly (readonly [name: string, html: string, reason: string])[] = [
  ['an element without an end of its own', `<div><h1 class="t">one<p>two</div>${words(400)}`, 'unbalanced_element'],
  ['an element that never ends', `<body><h1 class="t">one ${words(400)}`, 'unbalanced_element'],
  ['text for an element without an inside', `<body><img class="t"><p>after</p>${words(400)}`, 'void_target'],
  ['an unclosed select before a style', `<body><select><option>a<style>b</style>${TITLE}`, 'ambiguous_markup'],
  ['an unclosed select before a noscript', `<body><select><noscript>b</noscript>${TITLE}`, 'ambiguous_markup'],
  ['a frameset before a style', `<html><frameset><style>b</style>${TITLE}</frameset>`, 'ambiguous_markup'],
  ['a start tag of 5 MiB', `<body><h1 class="t" data-x="${'x'.repeat(5 * MIB)}">title</h1>`, 'ambiguous_markup'],
  ['16,385 open elements', `<body>${'<div>'.repeat(16_385)}${TITLE}`, 'ambiguous_markup'],
  ['a list of 501 items', `<body><ul class="list">${'<li data-k="a">x</li>'.repeat(501)}</ul>`, 'list_too_long'],
  ['a list item without an end', `<body><ul class="list"><li data-k="a">x<li data-k="b">y</ul>`, 'unbalanced_element'],
  ['a slot of more than 4 MiB', `<body><h1 class="t">${words(4 * MIB + 100)}</h1>`, 'too_large'],
]

/** Framing: a buffer has a length, a stream has none. */
const LENGTH = ['content-length']

const HEADERS: [string, string | string[]][] = [
  ['content-type', 'text/html; charset=utf-8'],
  ['set-cookie', ['a=1; Path=/', 'b=2; Path=/; HttpOnly']],
  ['x-from-origin', 'one'],
  ['content-security-policy', "default-src 'self'"],
  ['link', '</style.css>; rel=preload; as=style'],
  ['cache-control', 'private, no-cache'],
]

/** A path each, because an isolate remembers how a path's pages arrive. */
const pages = new Map<string, Uint8Array>(
  BROKEN.flatMap(([, html], i) => ['at-once', 'trickles'].map((how) => [`/${how}/${i}`, Buffer.from(html)] as const)),
)
const BEYOND = Buffer.from(`<body>${words(4 * MIB + 100)}${TITLE}`)
for (const how of ['at-once', 'trickles']) pages.set(`/beyond/${how}`, BEYOND)

const site = pausingOrigin(pages, HEADERS)
const origin = await startOrigin(site.handler)
const worker = await startWorker({ origin: origin.url })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

beforeAll(async () => {
  const slots = {
    title: { paths: ['/*'], selector: '.t', kind: 'text' },
    list: { paths: ['/*'], selector: 'ul.list', kind: 'list', item: 'li', key: '@data-k' },
  }
  const contents = { title: { text: 'edited' }, list: { order: { first: ['b'] } } }
  expect((await worker.publish(ruleset(slots, [plain('e', contents)]))).status).toBe(200)
})

describe.each(BROKEN.map((entry, i) => [...entry, i] as const))('a page with %s arrives', (_, html, reason, i) => {
  const page = Buffer.from(html)

  async function expectFallback(path: string, get: () => Promise<RawHead & { body: Buffer }>) {
    const before = (await fallbacks(worker))[reason] ?? 0
    const answer = await get()
    expect(answer.status).toBe(200)
    expect(answer.body.equals(page), `${answer.body.length} bytes of ${page.length}`).toBe(true)
    expect(comparable(answer, LENGTH)).toEqual(comparable(await fetchRaw(origin.url + path), LENGTH))
    const said = await worker.logged(new RegExp(`"fallback".*"${path}"`))
    expect(JSON.parse(said)).toEqual({ event: 'fallback', reason, site: 'main', path })
    expect(await fallbacks(worker)).toMatchObject({ [reason]: before + 1 })
  }

  test('when it comes at once', () => expectFallback(`/at-once/${i}`, () => worker.fetch(`/at-once/${i}`)))

  test('when it trickles', () =>
    expectFallback(`/trickles/${i}`, () => {
      const target = `/trickles/${i}?pause=6`
      return fetchPaused(worker, target, () => site.goOn(target))
    }))
})

test('a page whose slot lies beyond 4 MiB arrives untouched when it comes at once, and edited when it trickles', async () => {
  const untouched = await worker.fetch('/beyond/at-once')
  expect(untouched.body.equals(BEYOND)).toBe(true)
  await worker.logged(/too_large.*beyond/)
  const target = '/beyond/trickles?pause=6'
  const { body } = await fetchPaused(worker, target, () => site.goOn(target))
  expect(body.equals(Buffer.from(BEYOND.toString().replace('>title<', '>edited<')))).toBe(true)
})
