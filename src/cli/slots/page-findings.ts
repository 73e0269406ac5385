/** What is to be said about a page as a whole, in words. Not about its slots: slot-on-page.ts. */

import { MAX_SLOTS_PER_PAGE_COUNT, MAX_WINDOW_BYTES } from '../../edge/splice/limits.ts'
import { type FetchedPage, type FetchFailure, MAX_PAGE_BYTES, MAX_REDIRECTS_COUNT } from './fetch-page.ts'
import { bad, count, type Finding, size, warning } from './finding.ts'
import { harmless } from './page-source.ts'

export function fetchFailureFinding(failure: FetchFailure): Finding {
  switch (failure.reason) {
    case 'timeout':
      return bad(
        'timeout',
        `The page did not come within ${count(failure.afterMs / 1000, 'second')}.`,
        'Try again, or allow more with --timeout SECONDS.',
      )
    case 'unreachable':
      return bad('unreachable', `The server cannot be reached: ${harmless(failure.detail)}.`, 'Check the address.')
    case 'too_many_redirects':
      return bad(
        'too_many_redirects',
        `After ${MAX_REDIRECTS_COUNT} redirects there was still no page.`,
        'Give the address at which the page really is.',
      )
    case 'scheme':
      return bad(
        'redirect_scheme',
        `It redirects to ${harmless(failure.to)}, which is neither http nor https.`,
        'Give the address at which the page really is.',
      )
  }
}

/** Null: the Worker would read it. `rewritable`: as the edge judges its status and headers (edge/forward.ts). */
export function refusal({ status, headers }: FetchedPage, rewritable: 'yes' | 'no' | 'compressed'): Finding | null {
  if (status !== 200) {
    const message = `It answers with status ${status}; the Worker edits only pages with status 200.`
    return bad(
      'status',
      message,
      'Give the address of a page that is there, or a --user-agent that the server lets in.',
    )
  }
  if (rewritable === 'no') {
    const type = harmless(headers.get('content-type') ?? '')
    const message = `It is ${type === '' ? 'of no stated type' : type}, not text/html; the Worker edits only HTML pages.`
    return bad('not_html', message, 'Give the address of a page.')
  }
  if (rewritable === 'compressed') {
    const encoding = harmless(headers.get('content-encoding') ?? '')
    const message = `It comes with Content-Encoding ${encoding}, which the Worker does not read.`
    return bad('compressed', message, 'Serve it with gzip, br or none, as was asked for.')
  }
  return null
}

export const unreadable: Finding = bad(
  'encoding',
  'Its encoding (UTF-16, ISO-2022-JP or their kind) is one that the Worker does not touch.',
  'Serve the page as UTF-8.',
)

export const gaveUp: Finding = bad(
  'gave_up',
  'HTMLRewriter does not come to the end of this page; the Worker sends it as it came.',
  'Look for an unclosed <select> or a <frameset> before a <style> or <noscript>, and for tags of megabytes.',
)

export const guessedCharset: Finding = warning(
  'guessed_charset',
  'Neither its header nor a <meta> names its encoding; the Worker inserts everything beyond ASCII as character references.',
  'Name it in the header: Content-Type: text/html; charset=utf-8.',
)

export function sizeFindings({ isCut, bytes }: FetchedPage): readonly Finding[] {
  if (isCut) {
    const message = `The page is larger than ${size(MAX_PAGE_BYTES)}; only so much of it was looked at.`
    return [warning('cut', message, 'Make the page smaller.')]
  }
  if (bytes.byteLength <= MAX_WINDOW_BYTES) return []
  const message = `The page has ${size(bytes.byteLength)}; the Worker holds ${size(MAX_WINDOW_BYTES)} and leaves alone what stands beyond.`
  return [warning('large_page', message, 'Make the page smaller.')]
}

export function redirectFindings({ redirects, url }: FetchedPage): readonly Finding[] {
  const [first] = redirects
  if (first === undefined || first.from.host === url.host) return []
  const message = `It is a page of another host: ${first.from.host} redirects to ${url.host}.`
  return [warning('other_host', message, `The Worker must stand before ${url.host} to edit it.`)]
}

export function tooManySlots(slots: number): readonly Finding[] {
  if (slots <= MAX_SLOTS_PER_PAGE_COUNT) return []
  const message = `${slots} slots address this page; the Worker edits ${MAX_SLOTS_PER_PAGE_COUNT} of them at most.`
  return [warning('too_many_slots', message, 'Give the slots narrower paths.')]
}
