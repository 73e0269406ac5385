import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cookieValue, withoutCookie } from '../../src/edge/cookie-header.ts'

describe('a cookie by its name', () => {
  test.each([
    [null, 'a', null],
    ['', 'a', null],
    ['a=1', 'a', '1'],
    ['b=2; a=1', 'a', '1'],
    ['b=2;a=1', 'a', '1'],
    ['b=2;   a=1 ', 'a', '1'],
    ['aa=1; a=2', 'a', '2'],
    ['a=1; a=2', 'a', '1'],
    ['a=', 'a', ''],
    ['a', 'a', null],
    ['b=a=1', 'a', null],
    ['a=b=c', 'a', 'b=c'],
    [';;;', 'a', null],
    ['A=1', 'a', null],
  ])('%j, %s: %j', (header, name, value) => {
    expect(cookieValue(header, name)).toBe(value)
  })
})

describe('the header without ours', () => {
  test.each([
    ['a=1; ours=2; b=3', 'a=1; b=3'],
    ['ours=2', ''],
    ['ours=2; ours=3', ''],
    ['a=1;ours=2', 'a=1'],
    ['yours=1; oursnot=2', 'yours=1; oursnot=2'],
    ['a="x; ours=2"', 'a="x'],
    ['a=1;  b=2', 'a=1;  b=2'],
  ])('%j: %j', (header, left) => {
    expect(withoutCookie(header, ['ours'])).toBe(left)
  })

  test('never holds ours, and keeps every other cookie', () => {
    const pair = fc.stringMatching(/^[a-z]{1,3}=[a-z0-9]{0,3}$/)
    fc.assert(
      fc.property(fc.array(pair), fc.array(pair), (before, after) => {
        const header = [...before, 'ours=1', ...after].join('; ')
        const left = withoutCookie(header, ['ours'])
        expect(cookieValue(left, 'ours')).toBe(null)
        expect(left).toBe([...before, ...after].join('; '))
      }),
    )
  })
})
