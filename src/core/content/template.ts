/** Text with merge fields rendered for a visitor, and what every place has to escape. Not how fields are written: parse-template.ts. */

import { keep } from '../bounded-map.ts'
import type { MergeField, Template } from '../compiled.ts'
import { type Reader, readerOf } from '../condition/lookup.ts'

/** UTF-16 code units of one merged value. */
export const MAX_VALUE_LENGTH = 200

/**
 * `text`: between tags, where HTMLRewriter itself escapes `<>&`. `html`: inside a fragment that is inserted raw.
 * `attribute`: for setAttribute, which escapes `"` only. `url`: the same, and merged values are percent-encoded.
 */
export type Place = 'text' | 'html' | 'attribute' | 'url'

/**
 * What HTMLRewriter is to be given. `attributes` is the VisitContext or any object like it; a value that is missing, unknown,
 * empty, or neither string, number nor boolean gives way to the fallback. A URL must still pass `safeUrlAttribute`.
 */
export function render(template: Template, attributes: object, place: Place): string {
  if (typeof template === 'string')
    return place === 'attribute' || place === 'url' ? escapeReferences(template) : template
  let out = ''
  for (const piece of template) {
    out += typeof piece === 'string' ? piece : encode(mergedValue(piece, attributes, place), place)
  }
  return place === 'attribute' || place === 'url' ? escapeReferences(out) : out
}

function mergedValue(field: MergeField, attributes: object, place: Place): string {
  const found = reader(field.attribute)(attributes)
  const isScalar = typeof found === 'string' || typeof found === 'boolean' || Number.isFinite(found)
  const value = isScalar ? clean(String(found)) : ''
  if (value === '' || (place === 'url' && ONLY_DOTS.test(value))) return clean(field.fallback)
  return value
}

const MAX_READERS_COUNT = 256
/** Memory of answers only: what a call returns does not depend on it. */
const readers = new Map<string, Reader>()

function reader(attribute: string): Reader {
  return readers.get(attribute) ?? keep(readers, MAX_READERS_COUNT, attribute, readerOf(attribute))
}

/** `/shop/{{…}}/cart` must not become `/shop/../cart`. */
const ONLY_DOTS = /^\.+$/
/** Line breaks and NUL would split headers, and none of them belongs into a headline. */
const CONTROLS = /\p{Cc}+/gu

/** Half of a surrogate pair that the cut left behind. */
const CUT_PAIR = /[\ud800-\udbff]$/

const clean = (value: string): string =>
  value.replace(CONTROLS, ' ').trim().slice(0, MAX_VALUE_LENGTH).replace(CUT_PAIR, '').toWellFormed()

function encode(value: string, place: Place): string {
  if (place === 'url') return encodeURIComponent(value)
  return place === 'html' ? escapeHtml(value) : value
}

const HTML_SPECIAL = /[&<>"']/g
const HTML_ESCAPES: { readonly [char: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string => text.replace(HTML_SPECIAL, (char) => HTML_ESCAPES[char] ?? char)

/** `&` where a browser would begin a character reference: `a=1&copy=2` must not become `a=1©=2`. */
const REFERENCE = /&(?=[a-z0-9#])/gi

export const escapeReferences = (text: string): string => (text.includes('&') ? text.replace(REFERENCE, '&amp;') : text)
