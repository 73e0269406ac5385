/** Which URLs may stand in a page's attributes. Not for fetching: nothing here asks where a URL leads. */

import { fail, ok, type Result } from '../result.ts'

export const MAX_URL_LENGTH = 2048
/** A srcset holds several URLs. */
export const MAX_SRCSET_LENGTH = 8192

/** `protocol_relative`: `//host/…` (or `/\host/…`, which browsers read alike): the host is not the page's own. */
export type UrlKind = 'absolute' | 'relative' | 'protocol_relative'

export type UrlFault =
  | { readonly reason: 'empty' }
  | { readonly reason: 'too_long' }
  | { readonly reason: 'control_character' }
  | { readonly reason: 'malformed' }
  | { readonly reason: 'scheme'; readonly scheme: string }

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:'])
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i
/** An origin that no site can have, so that a URL which leaves it was not relative. */
const BASE = 'https://page.invalid/folder/page'
const BASE_ORIGIN = 'https://page.invalid'
const CANDIDATE = /[\s,]*([^\s]+)/y
const DESCRIPTOR = /\s*(?:\d+(?:\.\d+)?[xwh]\s*)?(?:,|$)/y
/** Own paths and fragments of plain ASCII: what most URLs are, known to be safe without a parser. */
const PLAIN_RELATIVE = /^(?:\/(?![/\\])|#|\?)[\w\-./?=&#%+,~!$'()*;@]*$/

/** URL standard: resolved as a browser would, then the scheme decides; http, https, mailto, tel and relative pass. */
export function checkUrl(url: string): Result<UrlKind, UrlFault> {
  if (url.length > MAX_URL_LENGTH) return fail({ reason: 'too_long' })
  if (PLAIN_RELATIVE.test(url)) return ok('relative')
  // Stricter than browsers, which strip ASCII spaces only: no reader takes ` javascript:` for a path.
  const bare = url.trim()
  if (bare === '') return fail({ reason: 'empty' })
  if (hasControl(url)) return fail({ reason: 'control_character' })
  const parsed = parse(bare)
  if (parsed === null) return fail({ reason: 'malformed' })
  if (!SCHEMES.has(parsed.protocol)) return fail({ reason: 'scheme', scheme: parsed.protocol.slice(0, -1) })
  if (HAS_SCHEME.test(bare)) return ok('absolute')
  return ok(parsed.origin === BASE_ORIGIN ? 'relative' : 'protocol_relative')
}

export const safeUrl = (url: string): boolean => checkUrl(url).ok

/** Whether a rendered value may be set on the URL attribute `name`; knows that a srcset holds several. */
export function safeUrlAttribute(name: string, value: string): boolean {
  return isSrcset(name) ? checkSrcset(value).ok : safeUrl(value)
}

/** HTML standard, srcset: candidates parted by commas, each a URL and at most one descriptor (`2x`, `640w`). */
export function checkSrcset(srcset: string): Result<readonly UrlKind[], UrlFault> {
  if (srcset.length > MAX_SRCSET_LENGTH) return fail({ reason: 'too_long' })
  const urls = srcsetUrls(srcset)
  if (urls === null) return fail({ reason: 'malformed' })
  if (urls.length === 0) return fail({ reason: 'empty' })
  const kinds: UrlKind[] = []
  for (const url of urls) {
    const checked = checkUrl(url)
    if (!checked.ok) return checked
    kinds.push(checked.value)
  }
  return ok(kinds)
}

/** The URLs of a srcset in order, or null when a descriptor is not like `2x`, `640w` or `480h`. */
export function srcsetUrls(srcset: string): readonly string[] | null {
  const urls: string[] = []
  CANDIDATE.lastIndex = 0
  for (let found = CANDIDATE.exec(srcset); found !== null; found = CANDIDATE.exec(srcset)) {
    const url = found[1] ?? ''
    const bare = url.replace(/,+$/, '')
    if (bare === '') break
    urls.push(bare)
    if (bare !== url) continue
    DESCRIPTOR.lastIndex = CANDIDATE.lastIndex
    const descriptor = DESCRIPTOR.exec(srcset)
    if (descriptor === null) return null
    CANDIDATE.lastIndex = DESCRIPTOR.lastIndex
  }
  return urls
}

/** Attributes whose whole value a browser reads as a URL, on any element. Lower case. */
const URL_ATTRIBUTES: ReadonlySet<string> = new Set([
  'action',
  'archive',
  'background',
  'cite',
  'classid',
  'codebase',
  'data',
  'dynsrc',
  'href',
  'icon',
  'imagesrcset',
  'longdesc',
  'lowsrc',
  'manifest',
  'ping',
  'poster',
  'profile',
  'src',
  'srcset',
  'usemap',
  'xlink:href',
])

/** `name` in lower case. */
export const isUrlAttribute = (name: string): boolean => URL_ATTRIBUTES.has(name)
export const isSrcset = (name: string): boolean => name === 'srcset' || name === 'imagesrcset'

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}

function parse(url: string): URL | null {
  try {
    return new URL(url, BASE)
  } catch {
    return null
  }
}
