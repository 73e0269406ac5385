/** Promise 2: outside the edited slots not one byte of the body changes, in any encoding, however it arrives. */

import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RawResponse } from '../harness/fetch-raw.ts'
import { startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { plain, ruleset } from './site.ts'

interface Served {
  readonly pieces: readonly Uint8Array[]
  readonly contentType: string
}

const served = new Map<string, Served>()
const origin = await startOrigin(({ target, headers }, response) => {
  const { pieces, contentType } = served.get(target) as Served
  response.setHeader('content-type', contentType)
  if (target.startsWith('/gzip') && headers['accept-encoding']?.includes('gzip')) {
    response.setHeader('content-encoding', 'gzip')
    return response.end(gzipSync(Buffer.concat(pieces)))
  }
  for (const piece of pieces) response.write(piece)
  return response.end()
})
const worker = await startWorker({
  origin: origin.url,
  vars: { SITES: JSON.stringify({ 'tagged.example': 'tagged' }) },
})
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

beforeAll(async () => {
  const slot = { paths: ['/*'], selector: 'section.slot', kind: 'element' }
  const badge = { paths: ['/*'], selector: 'b.badge', kind: 'element' }
  const rules = ruleset({ slot, badge }, [
    plain('nobody', { slot: { text: 'x' }, badge: { remove: true } }, { when: { 'geo.city': 'Nowhere' } }),
    plain('edits', { slot: { text: 'new' }, badge: { remove: true } }, { when: { 'page.query.edit': '1' } }),
  ])
  expect((await worker.publish(rules)).status).toBe(200)
  const paths = ['/plain/*', '/gzip/*']
  const tagged = {
    ...rules,
    site: { ...rules.site, script: true },
    slots: { slot: { ...slot, paths }, badge: { ...badge, paths } },
  }
  expect((await worker.publish(tagged, 'tagged')).status).toBe(200)
})

const SLOT = '<section class="slot">old <i>title</i></section>'
const EDITED = '<section class="slot">new</section>'
/** Edited, it would swallow what follows: such a page is left alone. */
const UNCLOSED = '<section class="slot">old <i>title</i>'
const BADGE = '<b class="badge">badge</b>'

const tag = fc.constantFrom(
  'div',
  'p',
  'span',
  'li',
  'ul',
  'table',
  'tr',
  'td',
  'a',
  'b',
  'h1',
  'svg',
  'select',
  'option',
  'template',
)
const rawTag = fc.constantFrom('script', 'style', 'textarea', 'title', 'noscript', 'xmp', 'iframe')
const attributes = fc.constantFrom(
  '',
  ' class="a b"',
  " x='1'",
  ' y=2',
  ' "=">',
  ' hidden',
  ' data-x="&amp;&lt;"',
  ' =',
  ' a/b',
)
const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('&amp;', '&#x3042', '&bogus;'),
)
const markup = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(tag, attributes).map(([name, rest]) => `<${name}${rest}>`) },
  { weight: 3, arbitrary: tag.map((name) => `</${name}>`) },
  { weight: 1, arbitrary: fc.tuple(rawTag, text).map(([name, inside]) => `<${name}>${inside}</${name}>`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<!--',
      '-->',
      '<!doctype html>',
      '<![CDATA[',
      ']]>',
      '<?xml?>',
      '<',
      '>',
      '<br/>',
      '\0',
      '\r\n',
    ),
  },
  { weight: 3, arbitrary: text },
)
/** Two bytes of Shift_JIS or EUC-JP, or any bytes at all. */
const doubleBytes = (lead: [number, number], trail: [number, number]) =>
  fc
    .array(fc.tuple(fc.integer({ min: lead[0], max: lead[1] }), fc.integer({ min: trail[0], max: trail[1] })), {
      maxLength: 10,
    })
    .map((pairs) => Buffer.from(pairs.flat()))
const FOREIGN: readonly (readonly [contentType: string, bytes: fc.Arbitrary<Buffer>])[] = [
  ['text/html; charset=utf-8', fc.string({ unit: 'binary', maxLength: 10 }).map((word) => Buffer.from(word))],
  ['text/html; charset=Shift_JIS', doubleBytes([0x81, 0x9f], [0x80, 0xfc])],
  ['text/html; charset=EUC-JP', doubleBytes([0xa1, 0xf4], [0xa1, 0xfe])],
  ['text/html; charset=windows-1251', fc.uint8Array({ min: 0x80, maxLength: 10 }).map((bytes) => Buffer.from(bytes))],
  ['text/html', fc.uint8Array({ min: 0x80, maxLength: 10 }).map((bytes) => Buffer.from(bytes))],
  ['text/html; charset=utf-8', fc.uint8Array({ maxLength: 10 }).map((bytes) => Buffer.from(bytes))],
]

const soup = (bytes: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc
    .array(
      fc.oneof({ weight: 4, arbitrary: markup.map((part) => Buffer.from(part)) }, { weight: 1, arbitrary: bytes }),
      { maxLength: 40 },
    )
    .map((parts) => Buffer.concat(parts))

const page = fc.constantFrom(...FOREIGN).chain(([contentType, bytes]) =>
  fc.record({
    contentType: fc.constant(contentType),
    before: soup(bytes),
    between: soup(bytes),
    after: soup(bytes),
    filler: fc.constantFrom(0, 0, 5_000, 20_000),
    cuts: fc.array(fc.nat(), { maxLength: 6 }),
    gzip: fc.boolean(),
    closed: fc.constantFrom(true, true, true, false),
  }),
)

function cutAt(body: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (body.length + 1)))].sort((a, b) => a - b)
  return [0, ...places].map((from, i) => body.subarray(from, places[i]))
}

/** Miniflare compresses for a client that accepts it. */
const decoded = (answer: RawResponse): Buffer =>
  answer.header('content-encoding') === 'gzip' ? gunzipSync(answer.body) : answer.body

/**
 * What may become of a page: each of the two slots is edited or is not. Its markup may end within a tag (`<b "`), so that the
 * badge's own becomes a piece of that, and goes with it; parse5 says where such a tag begins.
 */
function outcomes(build: (slot: string, badge: string) => Buffer, slot: string, afterLength: number): Buffer[] {
  return (slot === SLOT ? [SLOT, EDITED] : [slot]).flatMap((one) => {
    const whole = build(one, BADGE)
    const end = whole.length - afterLength
    const start = badgeIn(whole.toString('latin1')) ?? end
    return [
      whole,
      build(one, ''),
      ...(start < end ? [Buffer.concat([whole.subarray(0, start), whole.subarray(end)])] : []),
    ]
  })
}

/** Where the tag of the first `b.badge` begins. */
function badgeIn(text: string): number | null {
  const open: DefaultTreeAdapterTypes.Node[] = [parse(text, { sourceCodeLocationInfo: true })]
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    if (
      node.nodeName === 'b' &&
      'attrs' in node &&
      node.attrs.some(({ name, value }) => name === 'class' && value === 'badge')
    )
      return node.sourceCodeLocation?.startOffset ?? null
    if ('childNodes' in node) open.unshift(...node.childNodes)
  }
  return null
}

let count = 0

test('random pages: the slots are edited, or nothing is, and every other byte stays', async () => {
  let edited = 0
  await fc.assert(
    fc.asyncProperty(page, async ({ contentType, before, between, after, filler, cuts, gzip, closed }) => {
      const start = Buffer.concat([Buffer.from('<body>'), Buffer.alloc(filler, '<p>words</p>\n'), before])
      const build = (slot: string, badge: string) =>
        Buffer.concat([start, Buffer.from(slot), between, Buffer.from(badge), after])
      const slot = closed ? SLOT : UNCLOSED
      const body = build(slot, BADGE)
      const path = `/${gzip ? 'gzip' : 'plain'}/${count++}?edit=1`
      served.set(path, { pieces: cutAt(body, cuts), contentType })
      const answer = await worker.fetch(path, { headers: { 'accept-encoding': gzip ? 'gzip' : 'identity' } })
      served.delete(path)
      const got = decoded(answer)
      const right = outcomes(build, slot, after.length).some((one) => one.equals(got))
      if (!got.equals(body)) edited++
      expect(right, got.toString('latin1')).toBe(true)
    }),
    { numRuns: 250 },
  )
  expect(edited).toBeGreaterThan(60)
})

test('random pages: where nothing wins, the body is the origin’s', async () => {
  await fc.assert(
    fc.asyncProperty(page, async ({ contentType, before, after, cuts }) => {
      const body = Buffer.concat([before, Buffer.from(SLOT), after])
      const path = `/plain/${count++}`
      served.set(path, { pieces: cutAt(body, cuts), contentType })
      const answer = await worker.fetch(path)
      served.delete(path)
      expect(answer.body.equals(body)).toBe(true)
      expect(answer.header('content-type')).toBe(contentType)
    }),
    { numRuns: 60 },
  )
})

const TAG = Buffer.from('<script src="/_awase/client.js" defer></script>')
const BLOCK =
  /(?:<link rel="modulepreload" href="\/_awase\/hydrate\.js[^"]*">)?<script type="application\/json" id="awase-plan">[^<]*<\/script>/

/** What is left of an element that was taken away. */
const TRACE = /<!--awase:badge\.0--><!--\/awase-->/

/** What there is but for what is ours. */
function withoutOurs(body: Buffer): Buffer {
  const text = body.toString('latin1').replace(BLOCK, '').replace(TRACE, '').replace(TAG.toString(), '')
  return Buffer.from(text, 'latin1')
}

/** The badge's tag is a piece of another one. */
const OPEN_TAG = {
  contentType: 'text/html; charset=utf-8',
  before: Buffer.alloc(0),
  between: Buffer.from('<b "=">>"'),
  after: Buffer.alloc(0),
  filler: 0 as const,
  cuts: [],
  gzip: false,
  closed: true,
}

test('random pages with the script on: but for tag and block they are what they are without', async () => {
  let tagged = 0
  let told = 0
  const where = fc.constantFrom('plain', 'elsewhere')
  await fc.assert(
    fc.asyncProperty(
      page,
      where,
      async ({ contentType, before, between, after, filler, cuts, gzip, closed }, folder) => {
        const start = Buffer.concat([
          Buffer.from('<head></head><body>'),
          Buffer.alloc(filler, '<p>words</p>\n'),
          before,
        ])
        const build = (slot: string, badge: string) =>
          Buffer.concat([start, Buffer.from(slot), between, Buffer.from(badge), after])
        const slot = closed ? SLOT : UNCLOSED
        const body = build(slot, BADGE)
        const path = `/${gzip ? 'gzip' : folder}/${count++}?edit=1`
        served.set(path, { pieces: cutAt(body, cuts), contentType })
        const headers = { host: 'tagged.example', 'accept-encoding': gzip ? 'gzip' : 'identity' }
        const got = decoded(await worker.fetch(path, { headers }))
        served.delete(path)
        const wanted = outcomes(build, slot, after.length)
        const left = withoutOurs(got)
        expect(
          wanted.some((one) => one.equals(left)),
          got.toString('latin1'),
        ).toBe(true)
        if (got.includes(TAG)) tagged++
        if (BLOCK.test(got.toString('latin1'))) told++
        else expect(left.equals(body), got.toString('latin1')).toBe(true) // who is told nothing has nothing to be told of
      },
    ),
    { numRuns: 250, examples: [[OPEN_TAG, 'plain']] },
  )
  expect(tagged).toBeGreaterThan(150)
  expect(told).toBeGreaterThan(40)
})
