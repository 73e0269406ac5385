import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bitSink, bitSource, bytesOf, isWhole } from '../../../src/edge/sealed/bits.ts'
import { putText, takeText } from '../../../src/edge/sealed/text-bits.ts'

function written(text: string): { readonly bits: number; readonly bytes: Uint8Array } {
  const sink = bitSink()
  putText(sink, text)
  return { bits: sink.at, bytes: bytesOf(sink) }
}

test('every text comes back, and one that is longer than allowed does not', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.stringMatching(/^[\w-]*$/))
  fc.assert(
    fc.property(text, (given) => {
      const source = bitSource(written(given).bytes)
      expect(takeText(source, given.length)).toBe(given)
      expect(isWhole(source)).toBe(true)
      if (given === '') return
      const short = bitSource(written(given).bytes)
      takeText(short, given.length - 1)
      expect(short.isBroken).toBe(true)
    }),
  )
})

/** Bits a character at most, its end included. */
test.each([
  ['rain-jackets', 5.5],
  ['/category/rainwear/', 5.3],
  ['jacket-2p', 6],
  ['B08N5WRWNW', 7.2],
  ['q8Zt3vXkT0mY5bJw1cR7hA', 6.6],
  ['ウルトラライト', 10],
  ['防水ジャケット', 12.5],
  ['Rain Jacket', 7.1],
  ['🏔', 16],
])('%s is short', (text, most) => {
  expect(written(text).bits / text.length).toBeLessThanOrEqual(most)
})
