/** Pages in any encoding: Japanese is inserted, a browser reads it as written, and every other byte stays. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import charsets from '../cases/charsets.json' with { type: 'json' }
import { startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'
import { pagesFound, pagesNote, sharedPage } from '../real/shared-pages.ts'

interface Case {
  readonly type: string
  readonly meta?: string
  /** A byte order mark, hex. */
  readonly mark?: string
  readonly word: string
  readonly reads: string | null
  /** Instead of HEADLINE and ALT. */
  readonly says?: string
}

const cases: readonly Case[] = charsets.cases
const HEADLINE = '日本語の見出し — é & <表>'
const ALT = '「絵」 "ソ" & more'

const word = (one: Case): Buffer => Buffer.from(one.word, 'hex')

/** The page in pieces: what stays, the headline's inside, what stays, the image's text, what stays. */
function parts(one: Case): Buffer[] {
  const ascii = (text: string) => Buffer.from(text)
  const head = ascii(`<!doctype html><html><head>${one.meta ?? ''}<title>`)
  return [
    Buffer.concat([
      Buffer.from(one.mark ?? '', 'hex'),
      head,
      word(one),
      ascii('</title></head><body class="'),
      word(one),
      ascii('"><h1 id="t">'),
    ]),
    word(one),
    Buffer.concat([ascii('</h1><p>'), word(one), ascii('</p><img src="/x.png" alt="')]),
    word(one),
    Buffer.concat([ascii('"><p data-x="'), word(one), ascii('">'), word(one), ascii('</p></body></html>')]),
  ]
}

const ENCODINGS = [
  'SHIFT_JIS___chromium_Shift-JIS_with_no_encoding_specified',
  'windows-1251-russian___chromium_windows-1251_with_no_encoding_specified',
]

const origin = await startOrigin(({ target }, response) => {
  const [, kind, index] = target.split('/')
  if (kind === 'real') {
    const body = sharedPage(`encodings/${ENCODINGS[Number(index)]}.html`)
    return response.writeHead(200, { 'content-type': 'text/html' }).end(body)
  }
  const one = cases[Number(index)]!
  const body = Buffer.concat(parts(one))
  response.writeHead(200, { 'content-type': one.type })
  if (kind === 'at-once') return response.end(body)
  for (let at = 0; at < body.length; at += 5) response.write(body.subarray(at, at + 5))
  return response.end()
})
const worker = await startWorker({ origin: origin.url })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

beforeAll(async () => {
  const paths = ['/at-once/*', '/pieces/*']
  const slots = {
    headline: { paths, selector: 'h1', kind: 'text' },
    image: { paths, selector: 'img', kind: 'image' },
    body: { paths: ['/real/*'], selector: 'body', kind: 'element' },
  }
  const contents = {
    headline: { text: HEADLINE },
    image: { alt: ALT },
    body: { append: `<p title="ソ">${'見出し'}</p>` },
  }
  const own = cases.flatMap((one, i) =>
    one.says === undefined
      ? []
      : [
          plain(
            `case-${i}`,
            { headline: { text: one.says }, image: { alt: one.says } },
            { when: { 'page.path': { $suffix: `/${i}` } } },
          ),
        ],
  )
  expect((await worker.publish(ruleset(slots, [...own, plain('e', contents)]))).status).toBe(200)
})

/** As a browser does; what an encoding lacks stands there as a character reference. */
const read = (bytes: Uint8Array, encoding: string): string =>
  new TextDecoder(encoding)
    .decode(bytes)
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex, decimal) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const escapeAttribute = (text: string) => text.replaceAll('"', '&quot;')

/** The bytes between two that must be there unchanged. */
function between(body: Buffer, before: Buffer, after: Buffer): Buffer {
  const start = body.indexOf(before)
  expect(start, 'what stood before is there').toBeGreaterThanOrEqual(0)
  const end = body.indexOf(after, start + before.length)
  expect(end, 'what stood after is there').toBeGreaterThanOrEqual(0)
  return body.subarray(start + before.length, end)
}

describe.each(['at-once', 'pieces'])('%s', (how) => {
  test.each(cases.map((one, i) => [`${one.type} ${one.meta ?? ''}${one.mark ?? ''}`.trim(), one.word, i] as const))(
    '%s (%s)',
    async (_, __, i) => {
      const one = cases[i]!
      const page = await worker.fetch(`/${how}/${i}`)
      expect(page.header('content-type')).toBe(one.type)
      const [a, , b, , c] = parts(one) as [Buffer, Buffer, Buffer, Buffer, Buffer]
      if (one.reads === null) {
        expect(page.body.equals(Buffer.concat(parts(one)))).toBe(true)
        expect(await worker.logged(new RegExp(`"fallback".*"/${how}/${i}"`))).toContain('"encoding"')
        return
      }
      expect(page.body.subarray(0, a.length).equals(a)).toBe(true)
      expect(page.body.subarray(-c.length).equals(c)).toBe(true)
      expect(read(between(page.body, a, b), one.reads)).toBe(escapeText(one.says ?? HEADLINE))
      expect(read(between(page.body, b, c), one.reads)).toBe(escapeAttribute(one.says ?? ALT))
    },
  )
})

describe.skipIf(!pagesFound)(`real pages that name no encoding${pagesNote}`, () => {
  test.each([
    ['shift_jis', 0],
    ['windows-1251', 1],
  ])('%s', async (encoding, index) => {
    const original = sharedPage(`encodings/${ENCODINGS[index]}.html`)
    const { body } = await worker.fetch(`/real/${index}`)
    const end = original.lastIndexOf('</body>')
    expect(body.subarray(0, end).equals(original.subarray(0, end))).toBe(true)
    expect(body.subarray(end - original.length).equals(original.subarray(end))).toBe(true)
    expect(read(body.subarray(end, end - original.length), encoding)).toBe('<p title="ソ">見出し</p>')
  })
})
