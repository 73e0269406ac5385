/** A page's path in one normal form, and the patterns of rules that match it. Not for queries or hosts. */

import type { PathPattern } from '../compiled.ts'

export const MAX_PATH_LENGTH = 2048

/** Stays encoded: `/` and `%` would change the path's meaning when decoded, control characters mean nothing in one. */
const KEPT_ENCODED = /[/%\p{Cc}]/gu
/** Not right after a stray `%` or `%x`, which could make an encoded character out of what is decoded. */
const ENCODED_RUN = /(?<!%[0-9a-f]?)(?:%[0-9a-f]{2})+/gi

/**
 * Percent-decoded (malformed or non-UTF-8 sequences stay as they are; `%2F`, `%25` and controls stay encoded), NFC,
 * without duplicate slashes and dot segments, at most MAX_PATH_LENGTH long. A trailing slash is kept.
 * Normalising twice changes nothing, so authored patterns may be written decoded or encoded.
 */
export function normalisePath(path: string): string {
  const bounded = path.length > MAX_PATH_LENGTH * 4 ? path.slice(0, MAX_PATH_LENGTH * 4) : path
  const decoded = bounded.includes('%') ? bounded.replace(ENCODED_RUN, decodeRun) : bounded
  const composed = isAscii(decoded) ? decoded : decoded.normalize('NFC')
  return cut(isPlain(composed) ? composed : withoutEmptyAndDots(composed))
}

/**
 * `/items/*` holds for `/items`, `/items/` and everything below; `/*` for every path. Anything else is exact.
 * A trailing slash makes no difference to an exact pattern: most sites serve the same page under both.
 */
export function pathPattern(text: string): PathPattern {
  if (text.endsWith('/*')) return { kind: 'under', path: withoutTrailingSlash(normalisePath(text.slice(0, -1))) }
  return { kind: 'exact', path: withoutTrailingSlash(normalisePath(text)) }
}

/** `path` is normalised. */
export function pathMatches(pattern: PathPattern, path: string): boolean {
  const wanted = pattern.path
  if (!path.startsWith(wanted)) return false
  const rest = path.length - wanted.length
  if (rest === 0) return true
  const below = wanted === '/' || path.charCodeAt(wanted.length) === SLASH
  return pattern.kind === 'under' ? below : below && rest === 1 && wanted !== '/'
}

const SLASH = 47

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run).replace(KEPT_ENCODED, encodeURIComponent)
  } catch {
    return run
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

const isPlain = (path: string): boolean => path.startsWith('/') && !path.includes('//') && !path.includes('/.')

function withoutEmptyAndDots(path: string): string {
  const kept: string[] = []
  const segments = path.split('/')
  for (const segment of segments) {
    if (segment === '..') kept.pop()
    else if (segment !== '' && segment !== '.') kept.push(segment)
  }
  const last = segments[segments.length - 1]
  const isFolder = kept.length > 0 && (last === '' || last === '.' || last === '..')
  return '/' + kept.join('/') + (isFolder ? '/' : '')
}

/** Never through the middle of a surrogate pair. */
function cut(path: string): string {
  if (path.length <= MAX_PATH_LENGTH) return path
  const last = path.charCodeAt(MAX_PATH_LENGTH - 1)
  return path.slice(0, last >= 0xd800 && last < 0xdc00 ? MAX_PATH_LENGTH - 1 : MAX_PATH_LENGTH)
}

const withoutTrailingSlash = (path: string): string =>
  path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
