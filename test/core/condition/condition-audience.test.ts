/** Audiences that refer to audiences: cycles, long chains, and that each is asked once a frame. */

import { describe, expect, test } from 'vitest'
import type { Condition } from '../../../src/core/authored.ts'
import { audienceCycles, audienceHeights } from '../../../src/core/condition/audience.ts'
import { firstCause } from '../../../src/core/condition/cause.ts'
import { MAX_AUDIENCE_DEPTH } from '../../../src/core/condition/condition-options.ts'
import { compileWith, conditionSet } from '../../../src/core/condition/evaluate.ts'

const to = (...names: string[]): Condition => ({ $and: names.map((name) => ({ $audience: name })) })

const chain = (length: number): Record<string, Condition> => {
  const audiences: Record<string, Condition> = { a0: { x: 1 } }
  for (let at = 1; at < length; at++) audiences[`a${at}`] = to(`a${at - 1}`)
  return audiences
}

describe('cycles', () => {
  test.each<[string, Record<string, Condition>, string[][]]>([
    ['none', { a: to('b'), b: { x: 1 } }, []],
    ['none, though two ways lead to one', { a: to('b', 'c'), b: to('d'), c: to('d'), d: {} }, []],
    ['of itself', { a: to('a') }, [['a']]],
    ['of two', { a: to('b'), b: to('a') }, [['a', 'b']]],
    ['of three, entered from outside', { in: to('x'), x: to('y'), y: to('z'), z: to('x') }, [['x', 'y', 'z']]],
    ['with a way out', { a: to('out', 'b'), b: to('a'), out: { x: 1 } }, [['a', 'b']]],
    ['two of them', { a: to('a'), b: to('c'), c: to('b') }, [['a'], ['b', 'c']]],
    ['below operators', { a: { $or: [{ x: 1 }, { $not: { $audience: 'a' } }] } }, [['a']]],
    ['none by way of a name that does not exist', { a: to('nobody') }, []],
  ])('%s', (_, audiences, expected) => {
    expect(audienceCycles(audiences)).toEqual(expected)
  })

  test('are unknown, whichever audience is asked first, and so is what leads into them', () => {
    const audiences = { a: { $or: [{ x: 1 }, { $audience: 'b' }] }, b: to('a'), into: to('b'), fine: { x: 1 } }
    for (const name of ['a', 'b', 'into']) {
      expect(compileWith({ $audience: name }, { audiences })({ x: 1 }), name).toBe('unknown')
      expect(firstCause({ $audience: name }, { x: 1 }, { audiences }).path).toBe(`$audience(${name})`)
    }
    expect(compileWith({ $audience: 'fine' }, { audiences })({ x: 1 })).toBe(true)
  })
})

describe('chains', () => {
  test('have heights', () => {
    const heights = audienceHeights({ ...chain(3), top: to('a0', 'a2'), loop: to('loop') })
    expect(Object.fromEntries(heights)).toEqual({ a0: 1, a1: 2, a2: 3, top: 4 })
  })

  test('are evaluated up to the limit and unknown above it', () => {
    const audiences = chain(MAX_AUDIENCE_DEPTH + 1)
    const answers = Object.keys(audiences).map((name) => compileWith({ $audience: name }, { audiences })({ x: 1 }))
    expect(answers).toEqual([...new Array(MAX_AUDIENCE_DEPTH).fill(true), 'unknown'])
  })

  test('of ten thousand are answered', () => {
    const audiences = chain(10_000)
    expect(compileWith({ $audience: 'a9999' }, { audiences })({ x: 1 })).toBe('unknown')
    expect(audienceCycles(audiences)).toEqual([])
  })
})

test('an audience that many conditions name is asked once a frame', () => {
  let read = 0
  const attributes = {
    get x() {
      read++
      return { y: 1 }
    },
  }
  const set = conditionSet({ audiences: { a: { 'x.y': { $elemMatch: { $exists: true } } } } })
  const holds = Array.from({ length: 5 }, () => set.add({ $audience: 'a' }))
  const frame = set.frame(attributes)
  expect(holds.map((ask) => ask(frame))).toEqual(new Array(5).fill(false))
  expect(read).toBe(1)
})
