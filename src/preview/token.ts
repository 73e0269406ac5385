/** Preview tokens, signed and read, in workerd and in Node. Not what they grant: preview.ts; not how anything is signed: signed-token.ts. */

import { fail, ok, type Result } from '../core/result.ts'
import { readSigned, signText, type TokenFault, type TokenKind } from '../signed-token.ts'
import { readPayload, writePayload } from './payload.ts'
import { MAX_LIFETIME_MS, type Preview } from './preview.ts'

/** Fits into a cookie with its name and attributes: browsers keep 4,096 bytes (RFC 6265bis, 5.6). */
export const MAX_TOKEN_LENGTH = 3_800
/** Who signs and who reads may have clocks that differ by so much. */
const CLOCK_SLACK_MS = 300_000

/** The text is JSON (payload.ts), the secret the publish token: with another one every preview has ended. */
const PREVIEW: TokenKind = { info: 'awase preview link, format 1', format: '1', maxLength: MAX_TOKEN_LENGTH }

export type PreviewFault = TokenFault | 'other_site' | 'expired'

export interface PreviewReading {
  /** The one that the page belongs to. */
  readonly site: string
  readonly secret: string
  /** Epoch milliseconds. */
  readonly now: number
}

/** Signs what it is given; `readPreview` of the outcome says whether anybody would accept it (length, lifetime). */
export const signPreview = (grant: Preview, secret: string): Promise<string> =>
  signText(writePayload(grant), PREVIEW, secret)

/** Each reason apart, for logs and commands: who shows a token to a page learns none of them. */
export async function readPreview(
  token: string,
  { site, secret, now }: PreviewReading,
): Promise<Result<Preview, PreviewFault>> {
  const payload = await readSigned(token, PREVIEW, secret)
  if (!payload.ok) return payload
  const preview = readPayload(payload.value)
  if (preview === null || preview.expiresAt > now + MAX_LIFETIME_MS + CLOCK_SLACK_MS) return fail('malformed')
  if (preview.site !== site) return fail('other_site')
  return now < preview.expiresAt ? ok(preview) : fail('expired')
}
