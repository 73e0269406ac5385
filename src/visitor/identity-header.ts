/** How the origin tells of a login on a page of its own: a signed header, taken off before the visitor sees it. Not what follows: identify.ts. */

import { fromBase64url, toBase64url } from '../base64url.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { IDENTITY_HEADER } from '../edge/login-said.ts'
import { MIN_IDENTITY_KEY_LENGTH } from '../env.ts'
import { isLogin, isSignedBy, MAX_LOGIN_LENGTH, signedBy } from './identity-key.ts'

/**
 * `v1.<login id, UTF-8 in base64url>.<epoch seconds>.<mac>`, mac the HMAC-SHA-256 of all before its full stop with
 * IDENTITY_KEY, in base64url without padding; or the word `logout`, unsigned.
 */
export { IDENTITY_HEADER }

const LOGOUT = 'logout'

/** How old a signature may be, and how far its clock may run ahead: a page that somebody kept is nobody's login. */
const MAX_AGE_S = 300

/** `none`: the page says nothing. */
export type IdentityWord =
  | { readonly kind: 'none' }
  | { readonly kind: 'login'; readonly login: string }
  | { readonly kind: 'logout' }

export type IdentityFault = 'no_key' | 'malformed' | 'forged' | 'stale'

/** Each fault is for the log: the page goes on as if nothing had been said. `key` null: IDENTITY_KEY is not set; `now` in epoch milliseconds. */
export async function readIdentityHeader(
  headers: Headers,
  key: string | null,
  now: number,
): Promise<Result<IdentityWord, IdentityFault>> {
  const value = headers.get(IDENTITY_HEADER)
  if (value === null) return ok({ kind: 'none' })
  if (value === LOGOUT) return ok({ kind: 'logout' })
  if (key === null || key.length < MIN_IDENTITY_KEY_LENGTH) return fail('no_key')
  const parts = value.length <= MAX_HEADER_LENGTH ? SHAPE.exec(value) : null
  if (parts === null) return fail('malformed')
  const [, signed = '', encoded = '', seconds = '', mac = ''] = parts
  const signature = fromBase64url(mac)
  if (signature === null) return fail('malformed')
  if (!(await isSignedBy(key, signed, signature))) return fail('forged')
  if (Math.abs(Math.floor(now / 1000) - Number(seconds)) > MAX_AGE_S) return fail('stale')
  const login = textOf(encoded)
  return login === null ? fail('malformed') : ok({ kind: 'login', login })
}

/** What an origin has to send: for tests and examples. */
export async function identityHeader(login: string, key: string, now: number): Promise<string> {
  const signed = `v1.${toBase64url(new TextEncoder().encode(login))}.${Math.floor(now / 1000)}`
  return `${signed}.${await signedBy(key, signed)}`
}

/** Three bytes a UTF-16 unit at most, four letters for three bytes. */
const MAX_ENCODED_LENGTH = MAX_LOGIN_LENGTH * 4
const MAX_HEADER_LENGTH = MAX_ENCODED_LENGTH + 80

const SHAPE = /^(v1\.([\w-]{1,1280})\.(\d{1,11}))\.([\w-]{43})$/

function textOf(encoded: string): string | null {
  const bytes = fromBase64url(encoded)
  if (bytes === null) return null
  try {
    const login = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return isLogin(login) ? login : null
  } catch {
    return null // no UTF-8: nobody's login
  }
}
