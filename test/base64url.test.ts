import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64url, toBase64url } from '../src/base64url.ts'

test('bytes are written as Node writes them, and read again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64url(toBase64url(bytes))).toEqual(new Uint8Array(bytes))
    }),
  )
})

test('each has one spelling, and all else is none', () => {
  const letters = fc.stringMatching(/^[\w-]{0,9}$/)
  fc.assert(
    fc.property(fc.oneof(letters, fc.string({ unit: 'binary', maxLength: 9 })), (text) => {
      const bytes = fromBase64url(text)
      expect(bytes === null ? null : toBase64url(bytes)).toBe(bytes === null ? null : text)
    }),
    { numRuns: 1_000 },
  )
  expect(['A', 'AB', 'AAB', 'AA==', 'AA+A', 'AA A', 'AA\u0100A'].map(fromBase64url)).toEqual(Array(7).fill(null))
})
