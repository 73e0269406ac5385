/** What a request shows of previews, and the same request without it. Not whether it is granted: preview.ts. */

import { PREVIEW_PARAMETER } from '../preview/preview.ts'
import { withoutCookie } from './cookie-header.ts'
import { withoutParameter } from './forward.ts'
import { PREVIEW_COOKIE } from './preview-cookie.ts'

export interface PreviewAsked {
  /** As it was shown, unread. Null: shown several times and differently, so that nobody can tell which was meant. */
  readonly token: string | null
  readonly by: 'parameter' | 'cookie'
  readonly hasCookie: boolean
}

/** The parameter counts before the cookie, as the later wish. Null: the request shows neither. */
export function readAsked({ headers }: Request, { search }: URL): PreviewAsked | null {
  const given = valuesIn(search.slice(1).split('&'), PREVIEW_PARAMETER)
  const kept = valuesIn((headers.get('cookie') ?? '').split(';'), PREVIEW_COOKIE)
  const shown = given.length > 0 ? given : kept
  const [token = null] = shown
  if (token === null) return null
  const isOne = shown.every((other) => other === token)
  return { token: isOne ? token : null, by: given.length > 0 ? 'parameter' : 'cookie', hasCookie: kept.length > 0 }
}

/** A token's characters need no decoding, and what is written otherwise is none. */
const valuesIn = (pairs: readonly string[], name: string): readonly string[] =>
  pairs
    .map((pair) => pair.trim())
    .filter((pair) => pair === name || pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))

export interface AskedPage {
  readonly request: Request
  readonly url: URL
}

/** For the origin, for rules and for everything else: no parameter, no cookie, and no address with a token to come from. */
export function withoutPreview(request: Request, url: URL): AskedPage {
  const clean = cleanAddress(url)
  const asked = new Request(clean, request)
  const { headers } = asked
  const cookie = headers.get('cookie')
  const others = cookie === null ? '' : withoutCookie(cookie, [PREVIEW_COOKIE])
  if (cookie !== null && others === '') headers.delete('cookie')
  else if (cookie !== null) headers.set('cookie', others)
  const referrer = headers.get('referer') ?? ''
  if (referrer.includes(PREVIEW_PARAMETER)) headers.set('referer', cleanReferrer(referrer))
  return { request: asked, url: clean }
}

/** An explanation's address may hold the page's, and that the token: of such a one the host is told alone. */
function cleanReferrer(referrer: string): string {
  const address = URL.parse(referrer)
  const clean = address === null ? '' : cleanAddress(address).href
  return clean.includes(PREVIEW_PARAMETER) ? `${address?.origin}/` : clean
}

/** A copy. Where there is nothing to take out, no `?` is put in either. */
export function cleanAddress(url: URL): URL {
  const clean = new URL(url)
  if (url.search !== '') clean.search = withoutParameter(url.search, PREVIEW_PARAMETER)
  return clean
}
