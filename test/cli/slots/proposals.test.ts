/** Which selector is proposed for an element, on one page and on several; slots beside and inside each other. By the real HTMLRewriter. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examinePage } from '../../../src/cli/slots/examine-page.ts'
import { type Prober, startProber } from '../../../src/cli/slots/prober.ts'
import { summarise } from '../../../src/cli/slots/summary.ts'
import { lookFor } from '../../../src/cli/slots/wanted.ts'
import { pageOf, rulesFor, type Slots } from './pages.ts'

let prober: Prober
beforeAll(async () => {
  prober = await startProber()
})
afterAll(() => prober.dispose())

const html = (body: string): string => `<!doctype html>\n<html><body>${body}</body></html>`
const pagesOf = (...bodies: readonly string[]) =>
  Promise.all(
    bodies.map((body, index) =>
      examinePage(pageOf(html(body), undefined, `https://shop.example/${index}`), null, prober),
    ),
  )

async function proposed(wanted: string, ...bodies: readonly string[]) {
  const { proposal } = await lookFor(wanted, await pagesOf(...bodies), prober)
  return proposal === null ? null : `${proposal.selector} ${proposal.holds}/${proposal.of}`
}

describe('a proposal prefers', () => {
  test.each([
    ['an id that a person gave', '<div id="hero" class="a">x</div>', 'div#hero 1/1'],
    ['no id that a program gave', '<div id="post-12345" class="teaser">x</div>', 'div.teaser 1/1'],
    ['a data attribute to a class', '<div data-section="hero" class="teaser">x</div>', 'div[data-section="hero"] 1/1'],
    ['no data that changes', '<div data-id="hero" data-price="a" class="teaser">x</div>', 'div.teaser 1/1'],
    ['a class to a role', '<div role="banner" class="teaser">x</div>', 'div.teaser 1/1'],
    ['a role to a class of looks', '<div role="banner" class="mt-4">x</div>', 'div[role="banner"] 1/1'],
    ['no class of a state', '<div class="is-active teaser">x</div>', 'div.teaser 1/1'],
    [
      'a named parent to a class made up',
      '<section class="hero"><h1 class="css-1a2b3c">x</h1></section>',
      'section.hero > h1 1/1',
    ],
    ['two classes where one is not enough', '<p class="a b">x</p><p class="a">y</p><p class="b">z</p>', 'p.a.b 1/1'],
    ['nothing rather than chance', '<div><h2>x</h2></div>', null],
    ['what a browser sees too', '<table class="t"><tr><td class="css-1a2b3c">x</td></tr></table>', 'table.t td 1/1'],
  ])('%s', async (_, body, selector) => expect(await proposed('text:x', body)).toBe(selector))

  test('what holds on most of the pages', async () => {
    const one = '<section class="hero top-only"><h1>x</h1></section>'
    const other = '<section class="hero"><h1>y</h1></section>'
    expect(await proposed('text:x', one, other, '<p>z</p>')).toBe('section.hero > h1 2/3')
  })

  test('nothing in a template', async () => {
    expect(await proposed('body > p', '<p class="a">x</p><template><p class="a">x</p></template>')).toBe(
      'body > p.a 1/1',
    )
    expect(await proposed('body > p', '<template><p class="a">x</p></template><p class="a">x</p>')).toBe(
      'body > p.a 1/1',
    )
  })
})

describe('the words of an element', () => {
  test('are compared in one form and without regard to white space; the innermost counts', async () => {
    const body = '<section class="hero"><p class="lead"><span class="kana">カ\u3099ス  と\n水</span></p></section>'
    const report = await lookFor('text:ガス と 水', await pagesOf(body), prober)
    expect(report.snippet).toBe('<span class="kana">')
  })

  test.each([
    ['a wave dash typed, a full-width tilde in the page', '菊\u301c花', '菊\uff5e花'],
    ['and the other way round', '菊\uff5e花', '菊\u301c花'],
    ['a minus', '\u221220度', '\uff0d20度'],
    ['digits and letters of any width', '10% OFF', '１０％　ＯＦＦ'],
  ])('are the same in any width: %s', async (_, typed, written) => {
    const report = await lookFor(`text:${typed}`, await pagesOf(`<p class="a">${written}</p>`), prober)
    expect(report.snippet).toBe('<p class="a">')
  })

  test('in scripts are none', async () => {
    expect(
      (await lookFor('text:hidden', await pagesOf('<script>hidden</script><noscript>hidden</noscript>'), prober)).url,
    ).toBeNull()
  })
})

describe('slots beside each other', () => {
  const at = (selector: string) => ({ paths: ['/'], selector })
  async function marks(slots: Slots, body: string) {
    const rules = rulesFor(slots, Object.fromEntries(Object.keys(slots).map((id) => [id, { text: 'x' }])))
    const page = await examinePage(pageOf(html(body)), rules, prober)
    const summaries = await summarise(rules, [page], prober)
    return summaries.map(({ slot, mark, pages }) => [
      slot,
      mark,
      ...pages.flatMap(({ on }) => on.findings.map(({ message }) => message)),
    ])
  }

  test('two of one element: the second is left out', async () => {
    expect(await marks({ one: at('p.a'), two: at('p.b') }, '<p class="a b">x</p>')).toEqual([
      ['one', 'good'],
      [
        'two',
        'warning',
        'Its element lies in the slot one; where both are edited the outer one wins and this one is left out.',
      ],
    ])
  })

  test('one inside another', async () => {
    expect(
      await marks(
        { inner: at('h1.t'), outer: at('section.hero') },
        '<section class="hero"><h1 class="t">x</h1></section>',
      ),
    ).toEqual([
      [
        'inner',
        'warning',
        'Its element lies in the slot outer; where both are edited the outer one wins and this one is left out.',
      ],
      ['outer', 'good'],
    ])
  })

  test('two that only follow each other', async () => {
    expect(await marks({ one: at('p.a'), two: at('p.b') }, '<p class="a">x</p><p class="b">y</p>')).toEqual([
      ['one', 'good'],
      ['two', 'good'],
    ])
  })

  test('a whole page read for match: all', async () => {
    const [slot] = await marks(
      { one: { ...at('p.a'), match: 'all' } },
      `<p class="a">x</p>${'<i>y</i>'.repeat(70_000)}`,
    )
    expect(slot).toEqual([
      'one',
      'warning',
      'match: all has the Worker read the whole page, 547 KB, on every view that edits it.',
    ])
  })

  test('a list of more items than are laid out', async () => {
    const rules = rulesFor(
      { list: { paths: ['/'], selector: 'ul.l', kind: 'list', item: 'li', key: '@data-k' } },
      { list: { order: { first: ['b'] } } },
    )
    const page = await examinePage(
      pageOf(html(`<ul class="l">${'<li data-k="a">a</li>'.repeat(501)}</ul>`)),
      rules,
      prober,
    )
    expect(page.slots.get(0)!.findings.map(({ code, mark }) => [code, mark])).toEqual([['list_too_long', 'bad']])
    expect(page.slots.get(0)!.parts.map(({ name, count }) => [name, count])).toEqual([
      ['item', 501],
      ['key', 501],
    ])
  })
})

describe('a page that means no good', () => {
  test.each([
    ['16,000 deep', `${'<div>'.repeat(16_000)}<p class="a">x</p>${'</div>'.repeat(16_000)}`],
    ['a class of a megabyte', `<p class="a ${'a-'.repeat(500_000)}">x</p>`],
    ['100,000 paragraphs', `<p class="a">x</p><ul>${'<p>y</p>'.repeat(100_000)}</ul>`],
  ])('%s: is looked at all the same', { timeout: 120_000 }, async (_, body) => {
    const rules = rulesFor(
      { it: { paths: ['/'], selector: 'p.a' }, p: { paths: ['/'], selector: 'ul > p', match: 'all' } },
      {},
    )
    const page = await examinePage(pageOf(html(body)), rules, prober)
    expect(page.slots.get(0)!.count).toBe(1)
    expect((await summarise(rules, [page], prober)).length).toBe(2)
    expect((await lookFor('p.a', [page], prober)).proposal?.selector).toBe('p.a')
    await lookFor('text:x', [page], prober)
  })

  test('more elements open than HTMLRewriter holds: with this selector it gives up', async () => {
    const rules = rulesFor({ it: { paths: ['/'], selector: 'p.a' } }, { it: { text: 'x' } })
    const page = await examinePage(pageOf(html(`<p class="a">x</p><ul>${'<li>y'.repeat(20_000)}</ul>`)), rules, prober)
    const on = page.slots.get(0)!
    expect(on.findings.map(({ code, mark }) => [code, mark])).toEqual([['ambiguous_markup', 'bad']])
    expect([on.count, on.matches]).toEqual([0, []])
  })
})
