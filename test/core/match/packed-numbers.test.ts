/** Packed lists are read as they were written. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packNumbers, unpackNumbers } from '../../../src/core/match/packed-numbers.ts'

test('any list of integers from 0 to 2 ** 31 - 1', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(300), fc.nat(2 ** 31 - 1))), (numbers) => {
      expect([...unpackNumbers(packNumbers(numbers))]).toEqual(numbers)
    }),
  )
})

test('long lists', () => {
  const numbers = Array.from({ length: 100_000 }, (_, at) => at * 20_000)
  expect([...unpackNumbers(packNumbers(numbers))]).toEqual(numbers)
})

test('what is no packed list is not read as one', () => {
  expect(() => unpackNumbers('not base64 *')).toThrow()
})
