/** HTML from marketers: what stays, what goes, what is refused; nothing that runs ever comes out. Not its messages: validate.test.ts. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { undoReferences } from '../../src/core/content/character-reference.ts'
import { safeUrlAttribute } from '../../src/core/content/url.ts'
import { findImbalance } from '../../src/ruleset/balance.ts'
import { sanitiseHtml } from '../../src/ruleset/sanitise.ts'
import cases from '../cases/ruleset-html.json' with { type: 'json' }
import { sharedJson } from '../shared-data.ts'

interface Row {
  readonly html: string
  readonly out: string
  readonly removed?: readonly string[]
  readonly fault?: object
}

describe('cases', () => {
  test.each(cases as readonly Row[])('$html', ({ html, out, removed = [], fault = null }) => {
    expect(sanitiseHtml(html)).toEqual({ html: out, removed, fault })
  })
})

const TAG = /<\/?([a-z][a-z0-9]*)((?: [^<>]*)?)>/g
const ATTRIBUTE = / ([^\s"=<>]+)(?:="([^"<>]*)")?/g
const withoutFields = (html: string): string => html.replace(/\{\{[\s\S]*?\}\}/g, 'field')
const FORBIDDEN_TAG =
  /^(script|style|iframe|frame|object|embed|applet|form|input|button|textarea|select|link|meta|base|svg|math|template|noscript|xmp|plaintext|title|video|audio|noembed|noframes)$/

/** By a reader of its own: the output's tags are plain, so that what is not one of them must not have a `<` or `>`. */
function expectHarmless(html: string): void {
  const plain = withoutFields(html)
  expect(plain.replace(TAG, '')).not.toMatch(/[<>]/)
  for (const [, tag = '', attributes = ''] of plain.matchAll(TAG)) {
    expect(tag).not.toMatch(FORBIDDEN_TAG)
    expect(attributes.replace(ATTRIBUTE, '').replace(/ \/$/, '')).toBe('')
    for (const [, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
      expect(name).not.toMatch(/^on|^style$|^srcdoc$|^formaction$|^action$|^http-equiv$|:/)
      if (!['href', 'src', 'srcset', 'cite'].includes(name)) continue
      // A browser undoes references once, and then reads the URL.
      const url = value.replace(/&(amp|lt|gt|quot|#39);/g, undoReferences)
      expect(url).not.toMatch(/^[\s\p{Cc}]*(javascript|data|vbscript|blob|file)\s*:/iu)
      expect(value === '' || safeUrlAttribute(name, url)).toBe(true)
    }
  }
}

interface Payload {
  readonly title?: string
  readonly payload: string
}
const payloads = sharedJson<readonly Payload[]>('conformance/xss_dompurify_expect.json')

test.skipIf(!payloads.found)(
  `DOMPurify's payloads come out harmless, whole, and once and for all${payloads.note}`,
  () => {
    const rows = payloads.read()
    expect(rows.length).toBeGreaterThan(100)
    for (const { payload } of rows) {
      const { html, fault } = sanitiseHtml(payload)
      expectHarmless(html)
      if (fault !== null) continue
      expect(findImbalance(withoutFields(html))).toBe(null)
      expect(sanitiseHtml(html)).toEqual({ html, removed: [], fault: null })
    }
  },
)

describe('whatever comes in', () => {
  const piece = fc.constantFrom(
    ...[
      '<',
      '>',
      '</',
      '/>',
      '"',
      "'",
      '=',
      ' ',
      '\n',
      '\t',
      '\u0000',
      '`',
      '&',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
    ],
    ...[
      'p',
      'a',
      'b',
      'div',
      'img',
      'br',
      'svg',
      'script',
      'style',
      'title',
      'textarea',
      'math',
      'iframe',
      'noscript',
      'select',
    ],
    ...[
      '<a href="',
      '<img src=',
      'javascript:',
      'java&#9;script:',
      '&colon;',
      '&Tab;',
      '&#x6a;',
      'onerror=alert(1)',
      '<p ',
      '</p>',
    ],
    ...[
      '{{geo.city|x}}',
      '{{geo.city|<b>"}}',
      '{',
      '}',
      '<script>',
      '</script>',
      '<b>',
      '</b>',
      'srcset="/a 1x, data:b 2x"',
    ],
  )
  const soup = fc
    .array(fc.oneof({ weight: 6, arbitrary: piece }, fc.string()), { maxLength: 20 })
    .map((all) => all.join(''))

  test('nothing that runs comes out, and what passes is closed and stays as it is', () => {
    fc.assert(
      fc.property(soup, (source) => {
        const { html, fault } = sanitiseHtml(source)
        expectHarmless(html)
        if (fault !== null) return
        expect(findImbalance(withoutFields(html))).toBe(null)
        expect(sanitiseHtml(html)).toEqual({ html, removed: [], fault: null })
      }),
      { numRuns: 2000 },
    )
  })

  test('plain text keeps its words', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[<>&{\p{Cc}]/u.test(text)),
        (text) => {
          expect(sanitiseHtml(text)).toEqual({ html: text.toWellFormed(), removed: [], fault: null })
        },
      ),
    )
  })
})

test.each([
  ['&#106;&#x61;&#X76;a', 'java'],
  ['&#106javascript', 'jjavascript'],
  ['a&colon;&Tab;&NewLine;&sol;&lpar;', 'a:\t\n/('],
  ['&amp;&lt;&gt;&quot;&apos;&AMP;', '&<>"\'&'],
  ['a?b&lt=1&amp&copy;&unknown;', 'a?b&lt=1&&copy;&unknown;'],
  ['&#0;&#x110000;&#xd800;', '\ufffd\ufffd\ufffd'],
  ['&constructor;&toString;', '&constructor;&toString;'],
])('references in %j', (text, expected) => {
  expect(undoReferences(text)).toBe(expected)
})
