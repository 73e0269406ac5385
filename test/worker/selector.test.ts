/** The selectors that we take are ones that HTMLRewriter takes: in workerd, where it lives. Not what they match. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSelector } from '../../src/core/page/selector.ts'
import cases from '../cases/ruleset-selectors.json' with { type: 'json' }

const isTaken = (selector: string): boolean => {
  try {
    new HTMLRewriter().on(selector, { element() {} })
    return true
  } catch {
    return false
  }
}

/** Refused by us alone: unclosed, commented, namespaced, oversized, with NUL or an escaped tag, which HTMLRewriter reads somehow. */
const OURS_ONLY = new Set([
  ...['p[x', 'p[x="a]', 'p:nth-child(1', 'p:not(.x', '*|a', '|a', '/* c */p', 'p/*c*/.a', 'p\\', 'p.a\\'],
  ...['p\u0000a', 'p.\u0000', 'p:nth-child(99999999999)', '\\73 cript', 'p\\:x'],
])

describe('HTMLRewriter', () => {
  test.each(cases.accepted)('takes %j', (selector) => {
    expect(isTaken(selector)).toBe(true)
  })

  const refused = cases.refused.filter(([selector, reason]) => isOfTheirs(selector as string, reason as string))
  test.each(refused)('refuses %j', (selector) => {
    expect(isTaken(selector as string)).toBe(false)
  })

  test('takes whatever we take', () => {
    const simple = fc.constantFrom(
      '.a',
      '#b',
      '[x]',
      '[x="y" i]',
      "[x^='']",
      ':not(.c, p)',
      ':first-child',
      ':nth-child(2n + 1)',
    )
    const odd = fc.constantFrom(
      '.-',
      '.--',
      '\\',
      '\\31 ',
      '雨',
      '.\u{1f327}',
      ' ',
      '>',
      ',',
      '|',
      ':nth-of-type(-n)',
      '[',
      ']',
      '"',
    )
    const tag = fc.constantFrom('div', 'p', 'my-tag', '*', '')
    const pieces = fc.array(fc.oneof({ weight: 4, arbitrary: simple }, { weight: 2, arbitrary: tag }, odd))
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((all) => all.join('')),
          fc.string({ unit: 'binary', maxLength: 12 }),
        ),
        (selector) => {
          fc.pre(parseSelector(selector).ok)
          expect(isTaken(selector)).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

const isOfTheirs = (selector: string, reason: string): boolean =>
  !OURS_ONLY.has(selector) && !['too_long', 'too_many_steps', 'too_many_branches', 'nested_not'].includes(reason)
