/** Merge fields: what is read, and that nothing leaves its place. Not where validation allows them: ruleset/. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldsOf, MAX_FIELD_COUNT, parseTemplate } from '../../../src/core/content/parse-template.ts'
import {
  escapeHtml,
  escapeReferences,
  MAX_VALUE_LENGTH,
  type Place,
  render,
} from '../../../src/core/content/template.ts'
import { safeUrl } from '../../../src/core/content/url.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'

const PLACES: readonly Place[] = ['text', 'html', 'attribute', 'url']

const template = (source: string) => {
  const parsed = parseTemplate(source)
  if (!parsed.ok) throw new Error(parsed.error.reason)
  return parsed.value
}

describe('parseTemplate', () => {
  test.each([
    ['plain', 'plain'],
    ['a }} b | c', 'a }} b | c'],
    ['{{geo.city|here}}', [{ attribute: 'geo.city', fallback: 'here' }]],
    ['In { {{ geo.city |here | there}}!', ['In { ', { attribute: 'geo.city', fallback: 'here | there' }, '!']],
    ['{{a|x}}{{b|y}} z', [{ attribute: 'a', fallback: 'x' }, { attribute: 'b', fallback: 'y' }, ' z']],
  ])('reads %j', (source, expected) => {
    expect(parseTemplate(source)).toEqual({ ok: true, value: expected })
  })

  test.each([
    ['a {{geo.city|x', { reason: 'unclosed', field: '{{geo.city|x' }],
    ['a {{geo.city|x} }', { reason: 'unclosed', field: '{{geo.city|x} }' }],
    ['{{geo.city}}', { reason: 'no_fallback', field: '{{geo.city}}' }],
    ['{{geo.city|}}', { reason: 'no_fallback', field: '{{geo.city|}}' }],
    ['{{geo.city| }}', { reason: 'no_fallback', field: '{{geo.city| }}' }],
    ['{{|x}}', { reason: 'no_attribute', field: '{{|x}}' }],
    ['{{}}', { reason: 'no_attribute', field: '{{}}' }],
    ['{{a|x}}'.repeat(MAX_FIELD_COUNT + 1), { reason: 'too_many' }],
  ])('refuses %j', (source, fault) => {
    expect(parseTemplate(source)).toEqual({ ok: false, error: fault })
  })

  test('names its fields', () => {
    expect(fieldsOf('plain')).toEqual([])
    expect(fieldsOf(template('a {{b|c}}'))).toEqual([{ attribute: 'b', fallback: 'c' }])
  })
})

describe('render', () => {
  const greeting = template('In {{geo.city|your town}}.')
  const inCity = (city: unknown) => render(greeting, { geo: { city } }, 'text')

  test.each([
    ['Sendai', 'In Sendai.'],
    [12.5, 'In 12.5.'],
    [0, 'In 0.'],
    [false, 'In false.'],
    ['', 'In your town.'],
    [' ', 'In your town.'],
    [null, 'In your town.'],
    [undefined, 'In your town.'],
    [UNKNOWN, 'In your town.'],
    [Number.NaN, 'In your town.'],
    [Number.POSITIVE_INFINITY, 'In your town.'],
    [['Sendai'], 'In your town.'],
    [{ name: 'Sendai' }, 'In your town.'],
    ['a\r\nSet-Cookie: x=1\u0000\u0085b', 'In a Set-Cookie: x=1 b.'],
    ['\udf27x', 'In \ufffdx.'],
    ['{{geo.country|x}}', 'In {{geo.country|x}}.'],
  ])('%j in a text', (value, expected) => {
    expect(inCity(value)).toBe(expected)
  })

  test('reads dotted names, own properties and unknown families as conditions do', () => {
    expect(render(greeting, { 'geo.city': 'Naha' }, 'text')).toBe('In Naha.')
    expect(render(greeting, { geo: UNKNOWN }, 'text')).toBe('In your town.')
    expect(render(greeting, { geo: Object.create({ city: 'inherited' }) }, 'text')).toBe('In your town.')
    expect(render(template('{{constructor.name|x}}{{__proto__|y}}'), {}, 'text')).toBe('xy')
  })

  test('escapes by place', () => {
    const attributes = { geo: { city: `<b>&amp;"'</b>` } }
    const rendered = PLACES.map((place) => render(template('/?q={{geo.city|x}}&copy=1'), attributes, place))
    expect(rendered).toEqual([
      `/?q=<b>&amp;"'</b>&copy=1`,
      '/?q=&lt;b&gt;&amp;amp;&quot;&#39;&lt;/b&gt;&copy=1',
      `/?q=<b>&amp;amp;"'</b>&amp;copy=1`,
      "/?q=%3Cb%3E%26amp%3B%22'%3C%2Fb%3E&amp;copy=1",
    ])
  })

  test('treats the fallback as a value', () => {
    expect(render(template('{{geo.city|<A & "B">}}'), {}, 'html')).toBe('&lt;A &amp; &quot;B&quot;&gt;')
    expect(render(template('/{{geo.city|雨 具}}'), {}, 'url')).toBe('/%E9%9B%A8%20%E5%85%B7')
  })

  test('keeps a value from climbing in a path', () => {
    expect(render(template('/shop/{{utm.term|all}}/cart'), { utm: { term: '..' } }, 'url')).toBe('/shop/all/cart')
    expect(render(template('/shop/{{utm.term|all}}'), { utm: { term: '../x' } }, 'url')).toBe('/shop/..%2Fx')
  })

  test('cuts long values between characters', () => {
    expect(inCity('a'.repeat(1000))).toBe(`In ${'a'.repeat(MAX_VALUE_LENGTH)}.`)
    expect(inCity('a' + '🌧'.repeat(500))).toBe(`In a${'🌧'.repeat((MAX_VALUE_LENGTH - 2) / 2)}.`)
  })

  test('gives a plain text back as it is', () => {
    expect(render('a < b & c', {}, 'text')).toBe('a < b & c')
    expect(render('<b>&nbsp;</b>', {}, 'html')).toBe('<b>&nbsp;</b>')
    expect(render('/?a=1&b=2& c', {}, 'url')).toBe('/?a=1&amp;b=2& c')
    expect(render('AT&T', {}, 'attribute')).toBe('AT&amp;T')
  })

  test('whatever the value, no place is left, and no URL becomes unsafe', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('javascript:alert(1)', '//evil', '"><script>', '\\'),
    )
    const sources = ['/{{geo.city|x}}', '/a?b={{geo.city|x}}#{{geo.city|y}}', 'https://shop.example/{{geo.city|x}}']
    fc.assert(
      fc.property(hostile, fc.constantFrom(...sources), (city, source) => {
        const attributes = { geo: { city } }
        expect(render(template('{{geo.city|x}}'), attributes, 'html')).not.toMatch(/[<>"']/)
        expect(render(template('{{geo.city|x}}'), attributes, 'text')).not.toMatch(/\p{Cc}/u)
        const url = render(template(source), attributes, 'url')
        expect(safeUrl(url)).toBe(true)
        expect(new URL(url, 'https://shop.example/').origin).toBe('https://shop.example')
      }),
    )
  })
})

test('escapeHtml and escapeReferences', () => {
  expect(escapeHtml(`a<b>&"'`)).toBe('a&lt;b&gt;&amp;&quot;&#39;')
  expect(escapeReferences('a & b &c; &#1; &&d')).toBe('a & b &amp;c; &amp;#1; &&amp;d')
})
