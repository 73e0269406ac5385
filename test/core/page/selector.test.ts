/** What selectors are taken, and what they mean. That HTMLRewriter takes them too: worker/selector.test.ts. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTaggedCompound, parseListKey } from '../../../src/core/page/list-key.ts'
import {
  descendantCount,
  liesInside,
  meansSame,
  parseSelector,
  type Selector,
  targetTags,
  untaggedSteps,
} from '../../../src/core/page/selector.ts'
import cases from '../../cases/ruleset-selectors.json' with { type: 'json' }

const parsed = (source: string): Selector => {
  const result = parseSelector(source)
  if (!result.ok) throw new Error(`${source}: ${result.error.reason}`)
  return result.value
}

describe('parseSelector', () => {
  test.each(cases.accepted)('takes %j', (source) => {
    expect(parseSelector(source)).toMatchObject({ ok: true })
  })

  test.each(cases.refused)('refuses %j: %s', (source, reason, found) => {
    expect(parseSelector(source as string)).toEqual({
      ok: false,
      error: found === undefined ? { reason } : { reason, found },
    })
  })

  test('reads steps from the outermost to the element that is meant', () => {
    expect(parsed('Main > section.Hero h1, *.x')).toEqual([
      [
        { combinator: null, tag: 'main', text: 'main' },
        { combinator: 'child', tag: 'section', text: 'section.Hero' },
        { combinator: 'descendant', tag: 'h1', text: 'h1' },
      ],
      [{ combinator: null, tag: null, text: '*.x' }],
    ])
  })

  test('never throws, whatever it is given', () => {
    const pieces = fc.constantFrom(
      'div',
      '.a',
      '#b',
      '[x=y]',
      ':not(',
      ')',
      ' ',
      '>',
      ',',
      '\\',
      '"',
      '|',
      ':',
      '1',
      '*',
      '雨',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (source) => {
          const result = parseSelector(source)
          expect(result.ok ? result.value.length : result.error.reason.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

test('the costliest branch counts', () => {
  expect(descendantCount(parsed('a > b'))).toBe(0)
  expect(descendantCount(parsed('a > b, a b > c d'))).toBe(2)
})

test('steps without a tag, and the tags that are meant', () => {
  expect(untaggedSteps(parsed('.a > p, div #b')).map((step) => step.text)).toEqual(['.a', '#b'])
  expect(targetTags(parsed('.a > P, div #b'))).toEqual(['p', null])
})

test.each([
  ['section.hero h1', 'section.hero', true],
  ['main section.hero > h1', 'section.hero', true],
  ['main > section.hero h1', 'main section.hero', false],
  ['section.hero', 'section.hero', false],
  ['section.hero', 'main section.hero', false],
  ['p, section.hero a', 'div, section.hero', true],
])('%s lies inside %s: %s', (inner, outer, inside) => {
  expect(liesInside(parsed(inner), parsed(outer))).toBe(inside)
})

test.each([
  ['Section.hero', 'section.hero', true],
  ['main section', 'main > section', false],
  ['a, p.x', 'p.x', true],
])('%s means the same as %s: %s', (one, other, same) => {
  expect(meansSame(parsed(one), parsed(other))).toBe(same)
})

test.each([
  ['@data-category', { on: null, attribute: 'data-category' }],
  ['@DATA-x', { on: null, attribute: 'data-x' }],
  ['a@href', { on: 'a', attribute: 'href' }],
  ['a.link[rel="x@y"]@href', { on: 'a.link[rel="x@y"]', attribute: 'href' }],
  ['data-category', null],
  ['.link@href', null],
  ['li > a@href', null],
  ['a@', null],
  ['@1', null],
  ['', null],
])('list key %j', (key, expected) => {
  expect(parseListKey(key)).toEqual(expected)
})

test('an item is one compound that names its tag', () => {
  expect(['li', 'li.item[data-x]', 'li, div', 'ul > li', '.item', '*', ''].filter(isTaggedCompound)).toEqual([
    'li',
    'li.item[data-x]',
  ])
})
