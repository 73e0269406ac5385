/** Bytes as a cookie's value, which only we can write and read, and back. Not what the bytes are: seal.ts, journal.ts; not the keys: seal-keys.ts. */

import { fromBase64url, toBase64url } from '../../base64url.ts'
import type { CookieName } from './cookie-name.ts'
import { MAX_READ_LENGTH } from './limits.ts'
import type { SealKeys } from './seal-keys.ts'

/**
 * base64url of: version, 1 byte; key id, 2 bytes; IV, 12 random bytes; AES-256-GCM (NIST SP 800-38D) of the bytes, with its
 * tag of 16. Authenticated with them: version, key id, the cookie's name and the site, so that a cookie is good for one
 * site and one name alone. Random IVs are safe for 2 ** 32 cookies a key: a busier site takes a new key each month.
 */
const VERSION = 1
const HEAD_BYTES = 3
const IV_BYTES = 12
const TAG_BYTES = 16

/** What sealing adds, before base64url adds a third. */
export const ENVELOPE_BYTES = HEAD_BYTES + IV_BYTES + TAG_BYTES

/** Where a cookie is good. */
export interface SealedPlace {
  readonly site: string
  readonly name: CookieName
}

/** Null for anything that was not sealed with one of these keys for this place. Never throws. */
export async function openBytes(value: string | null, keys: SealKeys, place: SealedPlace): Promise<Uint8Array | null> {
  if (value === null || value.length > MAX_READ_LENGTH) return null
  const bytes = fromBase64url(value)
  if (bytes === null || bytes.length <= ENVELOPE_BYTES || bytes[0] !== VERSION) return null
  const key = keys.opening.get(((bytes[1] as number) << 8) | (bytes[2] as number))
  if (key === undefined) return null
  try {
    const sealed = bytes.subarray(HEAD_BYTES + IV_BYTES)
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(bytes, place), key, sealed))
  } catch {
    return null
  }
}

export async function sealBytes(bytes: Uint8Array, keys: SealKeys, place: SealedPlace): Promise<string> {
  const { id, key } = keys.sealing
  const whole = new Uint8Array(ENVELOPE_BYTES + bytes.length)
  whole.set([VERSION, id >> 8, id & 0xff])
  crypto.getRandomValues(whole.subarray(HEAD_BYTES, HEAD_BYTES + IV_BYTES))
  const sealed = await crypto.subtle.encrypt(algorithm(whole, place), key, bytes)
  whole.set(new Uint8Array(sealed), HEAD_BYTES + IV_BYTES)
  return toBase64url(whole)
}

const encoder = new TextEncoder()

/** Of an envelope whose head and IV are there. */
function algorithm(envelope: Uint8Array, { site, name }: SealedPlace) {
  const place = encoder.encode(`${name}\n${site}`)
  const additionalData = new Uint8Array(HEAD_BYTES + place.length)
  additionalData.set(envelope.subarray(0, HEAD_BYTES))
  additionalData.set(place, HEAD_BYTES)
  return { name: 'AES-GCM', iv: envelope.subarray(HEAD_BYTES, HEAD_BYTES + IV_BYTES), additionalData }
}
