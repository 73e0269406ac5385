/** What the parts of `awase slots` promise by themselves: places, names, links, words for every fallback. Not pages: findings.test.ts. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differenceFinding } from '../../../src/cli/slots/difference-text.ts'
import type { Cause } from '../../../src/cli/slots/differences.ts'
import { fallbackFinding } from '../../../src/cli/slots/fallback-text.ts'
import { size } from '../../../src/cli/slots/finding.ts'
import { generatedNames, makerOf } from '../../../src/cli/slots/generated-name.ts'
import { sameSiteLinks } from '../../../src/cli/slots/links.ts'
import { tooManySlots } from '../../../src/cli/slots/page-findings.ts'
import { harmless, pageSource } from '../../../src/cli/slots/page-source.ts'
import { pageTree, startOf } from '../../../src/cli/slots/page-tree.ts'
import type { Fallback } from '../../../src/edge/failure.ts'

describe('places', () => {
  const piece = fc.constantFrom(
    '<p>',
    '</p>',
    '日本',
    'é',
    '\n',
    '\r\n',
    '𩸽',
    'a',
    ' ',
    '<b class="x">',
    'あ'.repeat(3000),
  )

  test('of tags are the same in bytes and in characters, line and column as parse5 has them', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, marked) => {
        const text = pieces.join('')
        const bytes = new TextEncoder().encode((marked ? '\ufeff' : '') + text)
        const source = pageSource(bytes, 'utf-8')
        expect(source.text).toBe(text)
        for (const element of pageTree(text, { scripting: true }).select('p, b')) {
          const at = startOf(element)
          if (at === -1) continue
          const byte = source.toByte(at)
          expect(bytes[byte]).toBe(0x3c)
          expect(source.toCharacter(byte)).toBe(at)
          const { startLine, startCol } = element.sourceCodeLocation!
          expect(source.placeOf(byte)).toEqual({ line: startLine, column: startCol, offset: byte })
        }
      }),
    )
  })

  test('what a page says is one harmless line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const line = harmless(text)
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
        expect(line.length).toBeLessThanOrEqual(101)
        expect(line.isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('names', () => {
  test.each([
    ['css-1a2b3c', 'Emotion'],
    ['sc-bdVaJa', 'styled-components'],
    ['Hero_title__3xY2z', 'CSS modules'],
    ['jss12', 'JSS'],
    ['svelte-1ab2c3d', 'Svelte'],
    ['data-v-7ba5bd90', 'Vue'],
    ['_ngcontent-abc-c12', 'Angular'],
    ['_1x8a9', 'a build tool'],
    [':r1a:', 'React'],
    ['radix-1', 'a component library'],
    ['elementor-element-7d1f3a2', 'a program'],
    ['post-12345', 'a program'],
    ['0f8fad5b-d9cb-469f', 'a program'],
  ])('%s was made up by %s', (name, maker) => expect(makerOf(name)).toBe(maker))

  test.each([
    ...['hero', 'hero-title', 'hero__title', 'card__title--large', 'top__TITLE', 'css-grid', 'svelte-card', 'h2o'],
    ...[
      'col-md-6',
      'mt-4',
      'mb20px',
      'u-mt16px',
      'section-2024',
      'btn-primary2',
      'deadbeef',
      'facade',
      'hero-v2',
      'nav__items',
    ],
  ])('%s may be a person’s', (name) => expect(makerOf(name)).toBeNull())

  test('are found in selectors, as they are written', () => {
    const selector = 'section.hero > div.css-1a2b3c[data-v-7ba5bd90] > a[href="/x12345678"] > p[id="post-12345"]'
    expect(generatedNames(selector).map(({ written }) => written)).toEqual([
      '.css-1a2b3c',
      '[data-v-7ba5bd90]',
      '[id="post-12345"]',
    ])
  })
})

describe('links', () => {
  const linksOf = (body: string, page = 'https://shop.example/a/') =>
    sameSiteLinks(pageTree(body, { scripting: true }), new URL(page)).map(({ href }) => href)

  test('of the same host, once each, without their fragment, relative to the base', () => {
    const body =
      '<base href="/b/"><a href="1">1</a><a href="/2?q=1#x">2</a><a href="/2?q=1">2</a><a href="https://other.example/">o</a><a href="mailto:a@shop.example">m</a><a href="javascript:alert(1)">j</a><a href="http://[">?</a>'
    expect(linksOf(body)).toEqual(['https://shop.example/b/1', 'https://shop.example/2?q=1'])
  })

  test.each([
    '<a href="/a.pdf">x</a>',
    '<a href="/logout">x</a>',
    '<a href="/cart/remove/3">x</a>',
    '<a href="/_awase/health">x</a>',
    '<a rel="external nofollow" href="/x">x</a>',
    '<a download href="/x">x</a>',
  ])('%s is not followed', (body) => expect(linksOf(body)).toEqual([]))

  test.each(['/page.html', '/page.php', '/v1.2/', '/removed-items'])('%s is', (path) =>
    expect(linksOf(`<a href="${path}">x</a>`)).toEqual([`https://shop.example${path}`]),
  )
})

describe('words', () => {
  const WHOLE = 'The whole page then goes out as the origin sent it.'
  const OURS: readonly [string, string] = [
    `The rewriting failed in a way that has nothing to do with the page. ${WHOLE}`,
    'Please report it, with the page.',
  ]
  const fallbacks: { readonly [failure in Exclude<Fallback, 'unbalanced_element'>]: readonly [string, string] } = {
    rules_unavailable: OURS,
    fault: OURS,
    isolate_full: OURS,
    origin_cut: OURS,
    encoding: [`The page’s encoding is one that the Worker does not touch. ${WHOLE}`, 'Serve the page as UTF-8.'],
    compressed: [
      `The page’s Content-Encoding is one that the Worker does not read. ${WHOLE}`,
      'Serve it with gzip, br or none.',
    ],
    ambiguous_markup: [
      `HTMLRewriter gives this page up: its markup can be read in two ways, has a tag of megabytes, or thousands of elements that nothing closes. ${WHOLE}`,
      'Look for an unclosed <select> or a <frameset> before a <style> or <noscript>, for very long tags, and for items without end tags.',
    ],
    void_target: [
      `The element has no inside, and an edit would put something into it. ${WHOLE}`,
      'Use before or after, or address the element around it.',
    ],
    untouchable_target: [
      `The element is one of code (script, iframe, template and their kind), which may go but not change. ${WHOLE}`,
      'Narrow the selector to an element that shows content.',
    ],
    list_too_long: [
      `The list has more than 500 items. ${WHOLE}`,
      'Narrow the slot to one list, or the item to the rows that matter.',
    ],
    too_large: [
      'It stands, or ends, beyond the first 4.0 MB of the page, which is all that the Worker holds. It is left as it is.',
      'Move it further up in the page, or make the page smaller.',
    ],
  }
  test.each(Object.entries(fallbacks))('fallback: %s', (failure, [message, advice]) => {
    expect(fallbackFinding(failure as Fallback, ['a', 'b'], [])).toEqual({
      code: failure,
      mark: 'bad',
      message: `Falls back (a and b). ${message}`,
      advice,
    })
  })

  test('fallback: an element without its end tag that cannot be named, and many experiences', () => {
    expect(fallbackFinding('unbalanced_element', ['a', 'b', 'c', 'd', 'e'], []).message).toBe(
      `Falls back (a, b, c and 2 more). An element that is edited has no end tag of its own. ${WHOLE}`,
    )
  })

  const OTHER = 'the browser builds another tree there.'
  const ADVICE =
    'Compare the page’s source at that line with the browser’s inspector, and address an element where the two agree.'
  test.each<['stream' | 'browser', Cause]>([
    ['stream', 'other'],
    ['stream', 'split'],
    ['browser', 'other'],
  ])('difference: %s %s', (only, cause) => {
    const who =
      only === 'stream'
        ? 'The Worker meets 2 elements that a browser does not'
        : 'A browser meets 2 elements that the Worker does not'
    expect(differenceFinding({ only, cause, tag: null, at: [1, 2] }, 'line 3', false)).toEqual({
      code: `${only}_only_${cause}`,
      mark: 'warning',
      message: `${who} (line 3): ${OTHER}`,
      advice: ADVICE,
    })
  })

  test('difference: in a template, and not edited', () => {
    expect(
      differenceFinding({ only: 'stream', cause: 'template', tag: 'template', at: [1] }, 'line 3', false),
    ).toMatchObject({
      message:
        'The Worker meets 1 element that a browser does not (line 3): it stands in a <template>, where nobody sees it.',
      advice: '',
    })
  })

  test('more slots than a page may have', () => {
    expect(tooManySlots(64)).toEqual([])
    expect(tooManySlots(65)).toEqual([
      {
        code: 'too_many_slots',
        mark: 'warning',
        message: '65 slots address this page; the Worker edits 64 of them at most.',
        advice: 'Give the slots narrower paths.',
      },
    ])
  })

  test.each([
    [1, '1 byte'],
    [900, '900 bytes'],
    [14 * 1024 + 100, '14 KB'],
    [6 * 1024 * 1024, '6.0 MB'],
  ])('%d bytes are %s', (bytes, text) => expect(size(bytes)).toBe(text))
})
