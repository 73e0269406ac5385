/** Accept-Language, best first. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptedLanguages } from '../../../src/core/fact/languages.ts'

test.each([
  [null, []],
  ['', []],
  ['ja', ['ja']],
  ['ja,en-US;q=0.9,en;q=0.8', ['ja', 'en-US', 'en']],
  ['en;q=0.8, ja ; q=1.0 ,fr;q=0.8', ['ja', 'en', 'fr']],
  ['EN-us, zh-hant-tw, de-1996, x-klingon', ['en-US', 'zh-Hant-TW', 'de-1996', 'x-klingon']],
  ['*', []],
  ['de;q=0, fr;q=0.001, *;q=0.5', ['fr']],
  ['ja;q=2, en;q=-1, fr;q=abc, es;q=, it;v=1', []],
  ['ja, ja;q=0.5, JA', ['ja']],
  ['<script>, ja', ['ja']],
  [`${'a-'.repeat(300)}b`, []],
])('%s', (header, expected) => {
  expect(acceptedLanguages(header)).toEqual(expected)
})

test('any header gives a short list of distinct tags', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(fc.stringMatching(/^[a-z*;q=0-9. -]{0,12}$/)).map(String)), (header) => {
      const tags = acceptedLanguages(header)
      expect(tags.length).toBeLessThanOrEqual(16)
      expect(new Set(tags).size).toBe(tags.length)
      for (const tag of tags) expect(tag).toMatch(/^[a-zA-Z0-9-]+$/)
    }),
  )
})
