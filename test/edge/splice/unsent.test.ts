/** What of a fed page has gone out, however the parser's output is cut, and what must follow when parsing fails there. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unsentBytes } from '../../../src/edge/splice/unsent.ts'

const TAG = '<script src="/x.js" defer></script>'
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const heads = fc.constantFrom(
  '',
  '<',
  '<s',
  `${TAG}`,
  '<!doctype html><head></head>',
  `<head>${TAG}</head>\n`,
  '<b><bo',
)
const bodies = fc.constantFrom('<body>', '<BODY class=x>', '<body\n>')

test('whatever has gone out, with what is unsent it is the page with its tag, or without it', () => {
  fc.assert(
    fc.property(
      heads,
      bodies,
      fc.string(),
      fc.array(fc.nat(80), { maxLength: 12 }),
      fc.nat(200),
      fc.array(fc.nat(60), { maxLength: 8 }),
      (head, body, rest, cuts, stop, feeds) => {
        const raw = head + body + rest
        const output = encode(head + TAG + body + rest)
        const seen = { body: false }
        const unsent = unsentBytes(TAG, () => seen.body)
        for (const piece of cutInto(encode(raw), feeds)) unsent.add(piece)
        let gone = 0
        for (const piece of cutInto(output.subarray(0, stop), cuts)) {
          seen.body ||= gone + piece.byteLength > encode(head).byteLength
          unsent.sent(piece)
          gone += piece.byteLength
        }
        const page = decode(output.subarray(0, gone)) + decode(unsent.unsent())
        const hasTag = gone > encode(head).byteLength + 1
        expect(page).toBe(hasTag ? decode(output) : raw)
      },
    ),
    { numRuns: 2_000 },
  )
})

function cutInto(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = []
  let at = 0
  for (const length of lengths) {
    pieces.push(bytes.subarray(at, at + length))
    at += length
  }
  return [...pieces, bytes.subarray(at)].filter(({ byteLength }) => byteLength > 0)
}

test('without anything inserted it counts bytes', () => {
  const unsent = unsentBytes('', () => false)
  unsent.add(encode('abc'))
  unsent.add(encode('def'))
  unsent.sent(encode('abcd'))
  expect([unsent.held(), unsent.total(), decode(unsent.unsent())]).toEqual([2, 6, 'ef'])
})
