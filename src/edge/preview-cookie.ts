/** The cookie that carries a preview on through links. Not the token in it: preview/token.ts. */

import type { Preview } from '../preview/preview.ts'

/** Host-only and secure like the profile's: no other host or path can plant one. */
export const PREVIEW_COOKIE = '__Host-awase-preview'

/** A look around. Whoever needs longer opens the link again. */
const MAX_AGE_MS = 3_600_000

/** Ends with the token or after an hour, whichever is sooner. `now` in epoch milliseconds. */
export const keepPreview = (token: string, { expiresAt }: Preview, now: number): string =>
  cookie(token, Math.floor(Math.min(expiresAt - now, MAX_AGE_MS) / 1000))

export const endPreview = (): string => cookie('', 0)

const cookie = (value: string, maxAgeSeconds: number): string =>
  `${PREVIEW_COOKIE}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`
