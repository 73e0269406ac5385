/** What is made of IDENTITY_KEY: the hash that stands for a login id, and the check of what the origin signed. WebCrypto only. */

import { toBase64url } from '../base64url.ts'

const HASH_INFO = 'awase login hash, format 1'

/** As the site names its customers: an e-mail address, a number. UTF-16 units. */
export const MAX_LOGIN_LENGTH = 320

const CONTROL = /\p{Cc}/u

/** Taken letter by letter: who writes an address in two ways has two logins. */
export const isLogin = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= MAX_LOGIN_LENGTH &&
  value.isWellFormed() &&
  !CONTROL.test(value) &&
  value.trim() !== ''

/**
 * 43 characters, base64url: HMAC-SHA-256 (RFC 2104) of site and login, its key HKDF-SHA-256 (RFC 5869) of IDENTITY_KEY. The
 * login id itself is kept nowhere, and without the key nobody finds it by trying. Another IDENTITY_KEY: nobody is known.
 */
export async function loginHash(site: string, login: string, identityKey: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', await hashKey(identityKey), encode(`${site}\n${login}`))
  return toBase64url(new Uint8Array(mac))
}

/** Enough of a hash to tell one login from another in one browser, and too little to find somebody by. */
export const loginMark = (hash: string): string => hash.slice(0, 8)

/** The same for a mac of the origin's, whose key is IDENTITY_KEY itself: `crypto.createHmac('sha256', IDENTITY_KEY)`. */
export async function isSignedBy(identityKey: string, signed: string, mac: Uint8Array): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', encode(identityKey), HMAC, false, ['verify'])
  return crypto.subtle.verify('HMAC', key, mac, encode(signed))
}

export async function signedBy(identityKey: string, signed: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', encode(identityKey), HMAC, false, ['sign'])
  return toBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, encode(signed))))
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' }

/** The last one, which is the only one but in tests: an import asks for hundreds of hashes. Never a promise: those end with their request. */
let derived: { readonly from: string; readonly key: CryptoKey } | null = null

async function hashKey(identityKey: string): Promise<CryptoKey> {
  if (derived?.from === identityKey) return derived.key
  const material = await crypto.subtle.importKey('raw', encode(identityKey), 'HKDF', false, ['deriveKey'])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(HASH_INFO) }
  const key = await crypto.subtle.deriveKey(derivation, material, { ...HMAC, length: 256 }, false, ['sign'])
  derived = { from: identityKey, key }
  return key
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
