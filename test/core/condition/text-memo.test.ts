/** Answers about texts are kept, within bounds, and never change. */

import { expect, test, vi } from 'vitest'
import { rememberingTexts } from '../../../src/core/condition/text-memo.ts'

test('a text that is asked about again is made once, a short one each time', () => {
  const make = vi.fn((text: string) => text.toUpperCase())
  const upper = rememberingTexts(4, make)
  expect([upper('rainy'), upper('rainy'), upper('sun'), upper('sun')]).toEqual(['RAINY', 'RAINY', 'SUN', 'SUN'])
  expect(make).toHaveBeenCalledTimes(3)
})

test('what is held stays below a bound: the oldest are made again', () => {
  const make = vi.fn((text: string) => text.toUpperCase())
  const upper = rememberingTexts(0, make)
  const texts = Array.from({ length: 100 }, (_, at) => `${at}${'a'.repeat(1_000)}`)
  for (const text of texts) expect(upper(text)).toBe(text.toUpperCase())
  upper(texts[99]!)
  expect(make).toHaveBeenCalledTimes(100)
  upper(texts[0]!)
  expect(make).toHaveBeenCalledTimes(101)
})
