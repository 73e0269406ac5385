/** Short texts signed for links, and read again, in workerd and in Node. Pure but for WebCrypto. Not what they say: preview/, visitor/account-link.ts. */

import { fromBase64url, toBase64url } from './base64url.ts'
import { fail, ok, type Result } from './core/result.ts'

/**
 * `<format>.<text>.<mac>`, both base64url without padding. The mac is HMAC-SHA-256 (RFC 2104) of `<format>.<text>`, its key
 * HKDF-SHA-256 (RFC 5869) of the secret with an info of its own for each kind of token: no kind passes for another, and with
 * another secret every token has ended.
 */
export interface TokenKind {
  readonly info: string
  readonly format: string
  readonly maxLength: number
}

export type TokenFault = 'malformed' | 'too_long' | 'unknown_format' | 'forged'

export async function signText(text: string, { info, format }: TokenKind, secret: string): Promise<string> {
  const signed = `${format}.${toBase64url(encode(text))}`
  const mac = await crypto.subtle.sign('HMAC', await keyOf(secret, info), encode(signed))
  return `${signed}.${toBase64url(new Uint8Array(mac))}`
}

export async function readSigned(
  token: string,
  { info, format, maxLength }: TokenKind,
  secret: string,
): Promise<Result<string, TokenFault>> {
  if (token.length > maxLength) return fail('too_long')
  const parts = SHAPE.exec(token)
  if (parts === null) return fail('malformed')
  const [, written = '', text = '', mac = ''] = parts
  if (written !== format) return fail('unknown_format')
  const [said, signature] = [fromBase64url(text), fromBase64url(mac)]
  if (said === null || signature === null) return fail('malformed')
  const isOurs = await crypto.subtle.verify('HMAC', await keyOf(secret, info), signature, encode(`${written}.${text}`))
  return isOurs ? ok(new TextDecoder().decode(said)) : fail('forged')
}

const SHAPE = /^(\d{1,3})\.([\w-]{1,3800})\.([\w-]{43})$/

async function keyOf(secret: string, info: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encode(secret), 'HKDF', false, ['deriveKey'])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(info) }
  const kind = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  return crypto.subtle.deriveKey(derivation, material, kind, false, ['sign', 'verify'])
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
