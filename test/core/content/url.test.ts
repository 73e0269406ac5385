/** Which URLs pass. Not where merge fields may stand in them: ruleset/. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkSrcset,
  checkUrl,
  isSrcset,
  isUrlAttribute,
  MAX_SRCSET_LENGTH,
  MAX_URL_LENGTH,
  safeUrl,
  safeUrlAttribute,
  srcsetUrls,
} from '../../../src/core/content/url.ts'

describe('checkUrl', () => {
  test.each([
    ['/', 'relative'],
    ['/a/b?c=d&e#f', 'relative'],
    ['/雨具', 'relative'],
    ['#top', 'relative'],
    ['?page=2', 'relative'],
    ['a.html', 'relative'],
    ['../a:b', 'relative'],
    ['./javascript:alert(1)', 'relative'],
    ['/\u2028', 'relative'],
    ['https://shop.example/a', 'absolute'],
    ['HTTP://shop.example', 'absolute'],
    ['mailto:a@example.com', 'absolute'],
    ['tel:+81-3-0000-0000', 'absolute'],
    [' https://shop.example/ ', 'absolute'],
    ['//cdn.example/a.js', 'protocol_relative'],
    ['/\\cdn.example', 'protocol_relative'],
    ['\\\\cdn.example', 'protocol_relative'],
    ['//user@cdn.example', 'protocol_relative'],
  ])('takes %j: %s', (url, kind) => {
    expect(checkUrl(url)).toEqual({ ok: true, value: kind })
    expect(safeUrl(url)).toBe(true)
  })

  test.each([
    ['', { reason: 'empty' }],
    ['  ', { reason: 'empty' }],
    ['/' + 'a'.repeat(MAX_URL_LENGTH), { reason: 'too_long' }],
    ['java\tscript:alert(1)', { reason: 'control_character' }],
    ['/a\nb', { reason: 'control_character' }],
    ['\u0001javascript:alert(1)', { reason: 'control_character' }],
    ['/\t/evil.example', { reason: 'control_character' }],
    ['http://', { reason: 'malformed' }],
    ['https://a b/', { reason: 'malformed' }],
    ['javascript:alert(1)', { reason: 'scheme', scheme: 'javascript' }],
    ['\u00a0javascript:alert(1)', { reason: 'scheme', scheme: 'javascript' }],
    [' JavaScript:alert(1)', { reason: 'scheme', scheme: 'javascript' }],
    ['data:text/html,<script>', { reason: 'scheme', scheme: 'data' }],
    ['vbscript:x', { reason: 'scheme', scheme: 'vbscript' }],
    ['blob:https://shop.example/1', { reason: 'scheme', scheme: 'blob' }],
    ['file:///etc/passwd', { reason: 'scheme', scheme: 'file' }],
    ['localhost:8787/', { reason: 'scheme', scheme: 'localhost' }],
  ])('refuses %j', (url, fault) => {
    expect(checkUrl(url)).toEqual({ ok: false, error: fault })
    expect(safeUrl(url)).toBe(false)
  })

  test('what passes has a harmless scheme wherever it is resolved', () => {
    const piece = fc.constantFrom(
      'javascript',
      'data',
      ':',
      '/',
      '\\',
      ' ',
      '\t',
      '\u0000',
      '//',
      'http',
      'x',
      '&colon;',
      '@',
      '#',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (url) => {
          fc.pre(safeUrl(url))
          expect(new URL(url, 'https://shop.example/a').protocol).toMatch(/^(https?|mailto|tel):$/)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('srcset', () => {
  test.each([
    ['a.jpg', ['a.jpg']],
    ['a.jpg 1x, b.jpg 2x', ['a.jpg', 'b.jpg']],
    ['a.jpg 1x,b.jpg 2x', ['a.jpg', 'b.jpg']],
    ['a.jpg, b.jpg 1.5x', ['a.jpg', 'b.jpg']],
    [' a,b.jpg 640w , c.jpg 480h', ['a,b.jpg', 'c.jpg']],
    ['a.jpg 2q', null],
    ['a.jpg 1x 2x', null],
    ['', []],
    [',', []],
  ])('the URLs of %j', (srcset, urls) => {
    expect(srcsetUrls(srcset)).toEqual(urls)
  })

  test.each([
    ['a.jpg 1x, //cdn.example/b.jpg 2x', { ok: true, value: ['relative', 'protocol_relative'] }],
    ['a.jpg 1x, javascript:x 2x', { ok: false, error: { reason: 'scheme', scheme: 'javascript' } }],
    ['a.jpg 2q', { ok: false, error: { reason: 'malformed' } }],
    ['', { ok: false, error: { reason: 'empty' } }],
    ['a'.repeat(MAX_SRCSET_LENGTH + 1), { ok: false, error: { reason: 'too_long' } }],
  ])('%j', (srcset, expected) => {
    expect(checkSrcset(srcset)).toEqual(expected)
  })

  test('is judged as one in attributes that hold one', () => {
    expect(safeUrlAttribute('srcset', 'a.jpg 1x, javascript:x 2x')).toBe(false)
    expect(safeUrlAttribute('srcset', 'a.jpg 1x, b.jpg 2x')).toBe(true)
    expect(safeUrlAttribute('href', 'javascript:x')).toBe(false)
    expect(['srcset', 'imagesrcset', 'src'].map(isSrcset)).toEqual([true, true, false])
    expect(['href', 'xlink:href', 'alt', 'data-src'].map(isUrlAttribute)).toEqual([true, true, false, false])
  })
})
