/** HTTP between visitor, us and the origin: what the origin is asked, and which of its headers go back. Not the body. */

import { keep } from '../core/bounded-map.ts'
import type { Config } from '../env.ts'
import { ACCOUNT_LINK } from './account-asked.ts'
import { withoutCookie } from './cookie-header.ts'
import { mapOriginNames } from './origin-names.ts'
import { COOKIE_NAMES } from './sealed/cookie-name.ts'

/** What HTMLRewriter can read; zstd and deflate would arrive compressed. */
const READABLE_ENCODINGS = ['gzip', 'br'] as const

/** With any of these the origin may answer 304 or 206: somebody's stale copy, or half a page. */
const CONDITIONAL = ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since', 'if-range', 'range']

/** Headers and the query parameter that are ours and none of the origin's business. */
export const SIMULATE = 'awase-simulate'

const OUR_PARAMETERS = [SIMULATE, ACCOUNT_LINK] as const

/** A request that may become a personalised page. `url` is the request's own, parsed. One copy of the headers is made. */
export function forOrigin(request: Request, url: URL, config: Config): Request {
  const asked = new Request(target(url, config), request)
  const { headers } = asked
  for (const name of CONDITIONAL) headers.delete(name)
  headers.delete(SIMULATE)
  const cookie = headers.get('cookie')
  if (cookie !== null) setOrDelete(headers, 'cookie', cookie, withoutCookie(cookie, COOKIE_NAMES))
  askReadable(headers)
  return asked
}

/** A request for a page that may get our script's tag and stays the origin's in everything else. */
export function forTag(request: Request, url: URL, config: Config): Request {
  const asked = new Request(target(url, config), request)
  askReadable(asked.headers)
  return asked
}

function askReadable(headers: Headers): void {
  const accepted = headers.get('accept-encoding')
  if (accepted !== null) setOrDelete(headers, 'accept-encoding', accepted, readableEncodings(accepted))
}

/** A request that we leave alone, addressed to the origin. */
export const passedOn = (request: Request, url: URL, config: Config): Request =>
  config.origin === null ? request : new Request(target(url, config), request)

function target(url: URL, config: Config): string {
  const search = OUR_PARAMETERS.reduce(
    (kept, name) => (kept.includes(name) ? withoutParameter(kept, name) : kept),
    url.search,
  )
  return (config.origin ?? url).origin + url.pathname + search
}

/** `search` with its `?`, or empty. Other parameters keep their bytes; a name of ours is spelled without percent signs. */
export function withoutParameter(search: string, name: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== name && !pair.startsWith(`${name}=`))
  return kept.length === 0 ? '' : `?${kept.join('&')}`
}

/** The client's ∩ ours; `identity` when nothing is left, or the origin would be free to choose. Browsers send few forms. */
function readableEncodings(accepted: string): string {
  return agreed.get(accepted) ?? keep(agreed, MAX_AGREED_COUNT, accepted, agree(accepted))
}

const MAX_AGREED_COUNT = 50
const agreed = new Map<string, string>()

function agree(accepted: string): string {
  const offered = accepted.toLowerCase()
  const left = READABLE_ENCODINGS.filter((encoding) => accepts(offered, encoding))
  return left.length === 0 ? 'identity' : left.join(', ')
}

const accepts = (offered: string, encoding: string): boolean =>
  offered.split(',').some((item) => {
    const [name, quality] = item.split(';')
    return name?.trim() === encoding && !/^\s*q=0(?:\.0*)?\s*$/.test(quality ?? '')
  })

function setOrDelete(headers: Headers, name: string, before: string, value: string): void {
  if (value === '') headers.delete(name)
  else if (value !== before) headers.set(name, value)
}

/** The origin's answer under our name: Location and cookies that name its host name ours. */
export function fromOrigin(response: Response, url: URL, config: Config): Response {
  return config.origin === null ? response : mapOriginNames(response, url, config.origin)
}

/** Whether HTMLRewriter can read the body: 200, HTML, an encoding that the runtime decodes. */
export function isRewritable(page: Response): 'yes' | 'no' | 'compressed' {
  if (page.status !== 200) return 'no'
  const type = page.headers.get('content-type')
  if (type === null || !/^\s*text\/html\s*(?:;|$)/i.test(type)) return 'no'
  const encoding = page.headers.get('content-encoding')
  return encoding === null || /^(?:identity|gzip|br)?$/i.test(encoding.trim()) ? 'yes' : 'compressed'
}

/** Headers that describe the origin's bytes. */
const OF_BYTES = ['content-length', 'digest', 'repr-digest', 'content-digest', 'content-md5', 'accept-ranges']

/** And those that allow somebody to keep or revive them. */
const DROPPED = [
  ...OF_BYTES,
  'etag',
  'last-modified',
  'expires',
  'age',
  'cdn-cache-control',
  'cloudflare-cdn-cache-control',
  'surrogate-control',
  'surrogate-key',
]

/** An answer for a page that experiences address: the same headers for every visitor, in no shared cache (promise 6). */
export function privately(page: Response, body: BodyInit | null, bodyIsPlain: boolean): Response {
  const response = new Response(body, page)
  const { headers } = response
  for (const name of DROPPED) headers.delete(name)
  if (bodyIsPlain) headers.delete('content-encoding')
  headers.set(
    'cache-control',
    /\bno-store\b/i.test(page.headers.get('cache-control') ?? '') ? 'private, no-store' : 'private, no-cache',
  )
  return response
}

/** An answer that is the origin's but for its bytes: as cacheable as before, by a validator that does not promise them. */
export function withOwnBytes(page: Response, body: BodyInit | null, bodyIsPlain: boolean): Response {
  const response = new Response(body, page)
  const { headers } = response
  for (const name of OF_BYTES) headers.delete(name)
  if (bodyIsPlain) headers.delete('content-encoding')
  const tag = headers.get('etag')
  if (tag !== null) headers.set('etag', weak(tag))
  return response
}

const weak = (tag: string): string => (tag.startsWith('W/') ? tag : `W/${tag}`)

/**
 * A 304 speaks of the copy that the client has: if that has our weak validator, a strong one in the answer would be of
 * none that it keeps (RFC 9111, 4.3.4).
 */
export function revalidated(answer: Response, asked: Headers): Response {
  const tag = answer.headers.get('etag')
  if (tag === null || !asked.get('if-none-match')?.includes(weak(tag))) return answer
  const response = new Response(null, answer)
  response.headers.set('etag', weak(tag))
  return response
}
