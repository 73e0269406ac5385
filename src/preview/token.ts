/** Preview tokens, signed and read, in workerd and in Node. Pure but for WebCrypto. Not what they grant: preview.ts. */

import { fail, ok, type Result } from '../core/result.ts'
import { readPayload, writePayload } from './payload.ts'
import { MAX_LIFETIME_MS, type Preview } from './preview.ts'

/**
 * `1.<payload>.<mac>`, both base64url without padding. The payload is JSON (payload.ts); the mac is HMAC-SHA-256 (RFC 2104)
 * of `1.<payload>`, its key HKDF-SHA-256 (RFC 5869) of the publish token with an info of its own: another publish token,
 * another key, and every preview has ended.
 */
const FORMAT = '1'
const KEY_INFO = 'awase preview link, format 1'

/** Fits into a cookie with its name and attributes: browsers keep 4,096 bytes (RFC 6265bis, 5.6). */
export const MAX_TOKEN_LENGTH = 3_800
/** Who signs and who reads may have clocks that differ by so much. */
const CLOCK_SLACK_MS = 300_000

export type PreviewFault = 'malformed' | 'too_long' | 'unknown_format' | 'forged' | 'other_site' | 'expired'

export interface PreviewReading {
  /** The one that the page belongs to. */
  readonly site: string
  readonly secret: string
  /** Epoch milliseconds. */
  readonly now: number
}

/** Signs what it is given; `readPreview` of the outcome says whether anybody would accept it (length, lifetime). */
export async function signPreview(grant: Preview, secret: string): Promise<string> {
  const signed = `${FORMAT}.${base64url(encode(writePayload(grant)))}`
  const mac = await crypto.subtle.sign('HMAC', await keyOf(secret), encode(signed))
  return `${signed}.${base64url(new Uint8Array(mac))}`
}

/** Each reason apart, for logs and commands: who shows a token to a page learns none of them. */
export async function readPreview(
  token: string,
  { site, secret, now }: PreviewReading,
): Promise<Result<Preview, PreviewFault>> {
  if (token.length > MAX_TOKEN_LENGTH) return fail('too_long')
  const parts = SHAPE.exec(token)
  if (parts === null) return fail('malformed')
  const [, format = '', payload = '', mac = ''] = parts
  if (format !== FORMAT) return fail('unknown_format')
  const isOurs = await crypto.subtle.verify('HMAC', await keyOf(secret), decode(mac), encode(`${format}.${payload}`))
  if (!isOurs) return fail('forged')
  const preview = readPayload(new TextDecoder().decode(decode(payload)))
  if (preview === null || preview.expiresAt > now + MAX_LIFETIME_MS + CLOCK_SLACK_MS) return fail('malformed')
  if (preview.site !== site) return fail('other_site')
  return now < preview.expiresAt ? ok(preview) : fail('expired')
}

/** Of base64url's last letter of 32 bytes only some bits count: one spelling a mac, and no second one for the same bytes. */
const SHAPE = /^(\d{1,3})\.([\w-]{1,3800})\.([\w-]{42}[AEIMQUYcgkosw048])$/

async function keyOf(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encode(secret), 'HKDF', false, ['deriveKey'])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(KEY_INFO) }
  const kind = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  return crypto.subtle.deriveKey(derivation, material, kind, false, ['sign', 'verify'])
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Byte by byte, because a long list of arguments is not everybody's. */
const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Of letters that SHAPE let through; a length that base64 cannot have gives no bytes. */
function decode(text: string): Uint8Array {
  if (text.length % 4 === 1) return new Uint8Array()
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return new Uint8Array(Array.from(letters, (letter) => letter.charCodeAt(0)))
}
