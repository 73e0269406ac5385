/** The keys that cookies are sealed with, from the text of COOKIE_KEYS. Not the sealing: seal.ts. */

import { fromBase64url } from '../../base64url.ts'
import { fail, ok, type Result } from '../../core/result.ts'

/** 256 bits from a generator of random numbers. */
export const MIN_KEY_BYTES = 32
const MAX_KEY_BYTES = 128
/** Of which the first seals; the others still open what they sealed. */
const MAX_KEYS_COUNT = 8

/**
 * AES-256-GCM keys by HKDF-SHA-256 (RFC 5869), without salt; under another info two bytes that name the key, so that nobody
 * has to number them.
 */
const KEY_INFO = 'awase cookie, format 1'
const ID_INFO = 'awase cookie key id, format 1'
const ID_BITS = 16

export interface SealKey {
  /** Two bytes as a number. */
  readonly id: number
  readonly key: CryptoKey
}

export interface SealKeys {
  readonly sealing: SealKey
  /** By id, the sealing one too. */
  readonly opening: ReadonlyMap<number, CryptoKey>
}

/** `place`: which of the keys, 1 the first. */
export type SealKeysFault =
  | { readonly reason: 'missing' | 'too_many' }
  | { readonly reason: 'malformed' | 'bad_length' | 'same_id'; readonly place: number }

/** For who runs the site. */
export function sealKeysAdvice(fault: SealKeysFault): string {
  switch (fault.reason) {
    case 'missing':
      return 'Without COOKIE_KEYS nobody is remembered. npm run deploy makes one up and sets it.'
    case 'too_many':
      return `COOKIE_KEYS takes up to ${MAX_KEYS_COUNT} keys with commas between them: take the oldest away.`
    case 'malformed':
      return `COOKIE_KEYS: key ${fault.place} is not base64url. A new one: openssl rand -base64 32.`
    case 'bad_length':
      return `COOKIE_KEYS: key ${fault.place} has not ${MIN_KEY_BYTES} to ${MAX_KEY_BYTES} bytes (43 letters or more).`
    case 'same_id':
      return `COOKIE_KEYS: key ${fault.place} cannot be told from one before it: take another random one.`
  }
}

export async function importSealKeys(text: string | undefined): Promise<Result<SealKeys, SealKeysFault>> {
  const materials = readCookieKeys(text)
  if (!materials.ok) return materials
  const keys = await Promise.all(materials.value.map(derive))
  const opening = new Map<number, CryptoKey>()
  for (const [at, { id, key }] of keys.entries()) {
    if (opening.has(id)) return fail({ reason: 'same_id', place: at + 1 })
    opening.set(id, key)
  }
  return ok({ sealing: keys[0] as SealKey, opening })
}

/** The bytes of each key: at least one. Standard base64 with padding is read, too, as `openssl rand -base64 32` writes it. */
export function readCookieKeys(text: string | undefined): Result<readonly Uint8Array[], SealKeysFault> {
  const parts = (text ?? '').split(',').map((part) => part.trim())
  const given = parts.filter((part) => part !== '')
  if (given.length === 0) return fail({ reason: 'missing' })
  if (given.length > MAX_KEYS_COUNT) return fail({ reason: 'too_many' })
  const keys: Uint8Array[] = []
  for (const [at, part] of given.entries()) {
    const key = fromBase64url(part.replaceAll('+', '-').replaceAll('/', '_').replace(/=*$/, ''))
    if (key === null) return fail({ reason: 'malformed', place: at + 1 })
    if (key.length < MIN_KEY_BYTES || key.length > MAX_KEY_BYTES) return fail({ reason: 'bad_length', place: at + 1 })
    keys.push(key)
  }
  return ok(keys)
}

async function derive(material: Uint8Array): Promise<SealKey> {
  const from = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveKey', 'deriveBits'])
  const key = await crypto.subtle.deriveKey(hkdf(KEY_INFO), from, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  const id = new DataView(await crypto.subtle.deriveBits(hkdf(ID_INFO), from, ID_BITS)).getUint16(0)
  return { id, key }
}

const hkdf = (info: string) => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: new Uint8Array(),
  info: new TextEncoder().encode(info),
})

/**
 * Imported when they are first asked for. Requests that ask meanwhile import for themselves: none waits for what another
 * began, which ends with it. Null, and reported once, where there are none.
 */
export function lateSealKeys(
  text: string | undefined,
  report: (fault: SealKeysFault) => void,
): () => Promise<SealKeys | null> {
  let known: { readonly keys: SealKeys | null } | null = null
  return async () => {
    if (known !== null) return known.keys
    const imported = await importSealKeys(text)
    if (known === null && !imported.ok) report(imported.error)
    known ??= { keys: imported.ok ? imported.value : null }
    return known.keys
  }
}
