/** Asking the origin, and what a visitor gets when it does not answer. Not what it is asked: forward.ts. */

import type { Config } from '../env.ts'
import { log, messageOf } from '../log.ts'
import { fromOrigin, passedOn } from './forward.ts'

/** A pooled connection may be dead from the answer before (trailers, a reset): a GET is asked once more. */
export async function askOrigin(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw error
    return await fetch(request)
  }
}

/** The request as it came, the answer as it comes, but for the names of ORIGIN. What it says of a login is still in it: login-said.ts. */
export async function relay(request: Request, url: URL, config: Config): Promise<Response> {
  try {
    return fromOrigin(await askOrigin(passedOn(request, url, config)), url, config)
  } catch (error) {
    return unreachable(error)
  }
}

/** Without us there would be the network's own error page; this is ours, for a person. */
export function unreachable(error: unknown): Response {
  log('error', { event: 'origin_unreachable', detail: messageOf(error) })
  return new Response(
    'このサイトは現在つながりません。しばらくしてからもう一度お試しください。\nThis site cannot be reached at the moment. Please try again in a while.\n',
    {
      status: 502,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    },
  )
}
