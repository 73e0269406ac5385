/** `GET /_awase/client.js`, `/_awase/hydrate.js`, `/_awase/ask.js` and `/_awase/consent.js`. Not their making: dev/make-client-script.ts. */

import type { ServedScript } from './served-script.ts'
import { ASK_SCRIPT, CLIENT_SCRIPT, CONSENT_SCRIPT, HYDRATE_SCRIPT } from './served-scripts.ts'

/** An hour after a deploy every browser has the new one; until then a look costs a 304. */
const AN_HOUR = 'public, max-age=3600'
const FOR_GOOD = 'public, max-age=31536000, immutable'

export const clientScript = (request: Request): Response => serve(request, CLIENT_SCRIPT, AN_HOUR)

export const consentScript = (request: Request): Response => serve(request, CONSENT_SCRIPT, AN_HOUR)

/** Nobody calls into it, so that any version goes with any other. */
export const askScript = (request: Request): Response => serve(request, ASK_SCRIPT, AN_HOUR)

/** Asked for with its hash it may be kept for good; with another's, during a deploy, it may not. */
export function hydrateScript(request: Request): Response {
  const asked = new URL(request.url).searchParams.get('v')
  return serve(request, HYDRATE_SCRIPT, asked === HYDRATE_SCRIPT.hash ? FOR_GOOD : AN_HOUR)
}

function serve({ headers }: Request, { text, hash }: ServedScript, cacheControl: string): Response {
  const etag = `"${hash}"`
  const answer = { 'cache-control': cacheControl, etag }
  if (holds(headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers: answer })
  return new Response(text, { headers: { ...answer, 'content-type': 'text/javascript; charset=utf-8' } })
}

/** A front that compresses makes the tag a weak one (RFC 9110, 13.1.2: compared weakly). */
const holds = (field: string | null, etag: string): boolean =>
  field?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false
