/** Numbers, amounts, names and times in bits: what is put is taken, and what no sink writes breaks the source. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { putAmount, takeAmount } from '../../../src/edge/sealed/amount-bits.ts'
import {
  type BitSink,
  type BitSource,
  bitSink,
  bitSource,
  bytesOf,
  isWhole,
  putBits,
  putNumber,
  takeBits,
  takeNumber,
} from '../../../src/edge/sealed/bits.ts'
import { age, list, name, type Part } from '../../../src/edge/sealed/parts.ts'
import { putText } from '../../../src/edge/sealed/text-bits.ts'

const written = (put: (sink: BitSink) => void): BitSource => {
  const sink = bitSink()
  put(sink)
  return bitSource(bytesOf(sink))
}

test('bits come back in their order, however many', () => {
  const field = fc.integer({ min: 1, max: 24 }).chain((count) => fc.tuple(fc.nat(2 ** count - 1), fc.constant(count)))
  fc.assert(
    fc.property(fc.array(field, { maxLength: 2_000 }), (fields) => {
      const source = written((sink) => {
        for (const [value, count] of fields) putBits(sink, value, count)
      })
      expect(fields.map(([, count]) => takeBits(source, count))).toEqual(fields.map(([value]) => value))
      expect(isWhole(source)).toBe(true)
    }),
  )
})

test('numbers and amounts come back', () => {
  const amounts = fc.oneof(
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.nat().map((cents) => cents / 100),
  )
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: 8 }), amounts, (number, group, amount) => {
      const source = written((sink) => {
        putNumber(sink, number, group)
        putAmount(sink, amount)
      })
      expect([takeNumber(source, group), takeAmount(source) + 0]).toEqual([number, amount + 0])
      expect(isWhole(source)).toBe(true)
    }),
  )
})

const ones = (count: number) => (sink: BitSink) => {
  for (let at = 0; at < count; at++) putBits(sink, 1, 1)
}
const taken =
  <T>(part: Part<T>, newest = 10) =>
  (source: BitSource) =>
    part.take({ source, newest, previous: newest, names: new Map([['item', ['a', 'b', 'c']]]) })
const newName = (text: string) => (sink: BitSink) => {
  putBits(sink, 0, 1)
  putText(sink, text)
}
const atMostSixty = list(age, 60)

describe('a source is broken by', () => {
  test.each<[string, (sink: BitSink) => void, (source: BitSource) => unknown]>([
    ['nothing', () => {}, (source) => takeBits(source, 1)],
    ['a number beyond the safe ones', ones(100), (source) => takeNumber(source, 6)],
    ['an amount that is none', ones(66), takeAmount],
    ['a name with a number that no name has', ones(3), taken(name('item', 9))],
    ['a name that is longer than it may be', newName('ab'), taken(name('item', 1))],
    ['a time before 1970', (sink) => putNumber(sink, 11, 6), taken(age)],
    ['a list that is longer than it may be', (sink) => putNumber(sink, 61, 4), taken(atMostSixty)],
  ])('%s', (_, put, take) => {
    const source = written((sink) => {
      put(sink)
      for (let more = sink.at > 0 ? 40 : 0; more > 0; more--) putBits(sink, 0, 24) // so that nothing lacks
    })
    take(source)
    expect(source.isBroken).toBe(true)
  })

  test('nothing that is as it should be', () => {
    const source = written((sink) => {
      putBits(sink, 0b110, 3)
      putNumber(sink, 10, 6)
    })
    expect([taken(name('item', 9))(source), taken(age)(source), source.isBroken]).toEqual(['c', 0, false])
  })
})
