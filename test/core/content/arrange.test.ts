/** Arranging a list's own items: each rule by a case, and that it is always a permutation. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Arrangement } from '../../../src/core/compiled.ts'
import { arrange } from '../../../src/core/content/arrange.ts'
import table from '../../cases/arrange.json' with { type: 'json' }

const NOTHING: Arrangement = { first: [], last: [], by: null, pin: [], hide: [] }

describe('cases', () => {
  test.each(table.cases)('$name', ({ keys, arrange: asked, order, hidden = [] }) => {
    const labels: (string | null)[] = keys
    const items = labels.map((label) => ({ key: label === null ? null : label.replace(/\d$/, '') }))
    const arranged = arrange(items, { ...NOTHING, ...(asked as Partial<Arrangement>) })
    expect(arranged.order.map((index) => labels[index])).toEqual(order)
    expect(arranged.hidden.map((index) => labels[index])).toEqual(hidden)
  })
})

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'absent')
const items = fc.array(fc.record({ key: fc.option(key) }), { maxLength: 12 })
const arrangement: fc.Arbitrary<Arrangement> = fc.record({
  first: fc.array(key),
  last: fc.array(key),
  by: fc.constantFrom(null, 'affinity' as const),
  ranked: fc.array(fc.array(key)),
  pin: fc.array(fc.tuple(key, fc.nat(15)), { maxLength: 5 }),
  hide: fc.array(key),
})

describe('always', () => {
  test('the order is a permutation of the items', () => {
    fc.assert(
      fc.property(items, arrangement, (list, asked) => {
        const { order } = arrange(list, asked)
        expect([...order].sort((a, b) => a - b)).toEqual(list.map((_, index) => index))
      }),
    )
  })

  test('items that nothing names keep their relative order', () => {
    fc.assert(
      fc.property(items, arrangement, (list, asked) => {
        const named = new Set([
          ...asked.first,
          ...asked.last,
          ...asked.ranked!.flat(),
          ...asked.pin.map(([name]) => name),
        ])
        const unnamed = arrange(list, asked).order.filter((index) => !named.has(list[index]!.key ?? ''))
        expect(unnamed).toEqual([...unnamed].sort((a, b) => a - b))
      }),
    )
  })

  test('exactly the items with a hidden key are hidden', () => {
    fc.assert(
      fc.property(items, arrangement, (list, asked) => {
        const expected = list.flatMap((item, index) =>
          item.key !== null && asked.hide.includes(item.key) ? [index] : [],
        )
        expect(arrange(list, asked).hidden).toEqual(expected)
      }),
    )
  })
})
