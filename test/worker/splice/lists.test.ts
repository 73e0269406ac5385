/** List slots laid out: every list by itself and in its place, whatever the plan's order. Not the order itself: core/content. */

import { describe, expect, test } from 'vitest'
import { FORMS, listPlan, slotPlan } from './pages.ts'

const list = (name: string, keys: string): string =>
  `<ul class="${name}">${[...keys].map((key) => `<li data-k="${key}">${name} ${key}</li>`).join('\n')}</ul>`

describe.each(FORMS)('$name', ({ rewrite }) => {
  test.each([
    ['as they stand in the page', ['ul.one', 'ul.two']],
    ['the other way round', ['ul.two', 'ul.one']],
  ])('two lists, planned %s, are both laid out, and nothing stands twice', async (_, selectors) => {
    const page = `<body>${list('one', 'abc')}<p>between</p>${list('two', 'abc')}<p>after</p></body>`
    const { text, met, failure } = await rewrite(
      page,
      selectors.map((selector) => listPlan(selector, { first: [selector === 'ul.one' ? 'c' : 'b'] })),
    )
    expect(text).toBe(`<body>${list('one', 'cab')}<p>between</p>${list('two', 'bac')}<p>after</p></body>`)
    expect([met, failure]).toEqual([selectors, null])
  })

  test('with match "all" every list is arranged, and its items stay in it', async () => {
    const page = `<body>${list('l', 'abc')}${list('other', 'cba')}${list('l', 'cd')}${list('l', '')}${list('l', 'xac')}</body>`
    const plan = listPlan('ul.l', { first: ['c'], hide: ['a'] }, { match: 'all' })
    const { text, failure } = await rewrite(page, [plan])
    const arranged = [list('l', 'cab'), list('other', 'cba'), list('l', 'cd'), list('l', ''), list('l', 'cxa')]
    expect(text.replaceAll(' hidden', '')).toBe(`<body>${arranged.join('')}</body>`)
    expect(text.match(/<li hidden data-k="a">l a/g)).toHaveLength(2)
    expect(failure).toBe(null)
  })

  test('with match "all" and another list between, planned first', async () => {
    const page = `<body>${list('l', 'ab')}${list('other', 'ab')}${list('l', 'ab')}</body>`
    const { text } = await rewrite(page, [
      listPlan('ul.other', { last: ['a'] }),
      listPlan('ul.l', { pin: [['b', 0]] }, { match: 'all' }),
    ])
    expect(text).toBe(`<body>${list('l', 'ba')}${list('other', 'ba')}${list('l', 'ba')}</body>`)
  })

  test.each([
    ['the item itself', null, 'data-k', '<li data-k="a&amp;b">A</li>'],
    ['the item itself, by number', null, 'data-k', '<li data-k="a&#38;b">A</li>'],
    ['an element inside', 'a', 'href', '<li><a href="a&amp;b">A</a></li>'],
    ['an element inside, written bare', 'a', 'href', '<li><a href="a&b">A</a></li>'],
  ])('a key with an ampersand is read as browsers read it, on %s', async (_, on, attribute, item) => {
    const other = '<li data-k="x"><a href="x">X</a></li>'
    const plan = slotPlan('ul', {
      list: { item: 'li', key: { on, attribute } },
      edits: { arrange: { first: ['a&b'], last: [], by: null, pin: [], hide: [] } },
    })
    expect((await rewrite(`<ul>${other}${item}</ul>`, [plan])).text).toBe(`<ul>${item}${other}</ul>`)
  })
})
