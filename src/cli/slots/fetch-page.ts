/** A page as a browser would ask for it, with every redirect told, bounded in time and size. Not what is in it: examine-page.ts. */

import { fail, ok, type Result } from '../../core/result.ts'
import { causeText } from '../../dev/cause-text.ts'

/** Pages are seldom larger than 1 MB; the Worker holds 4. The rest of a larger one is not read. */
export const MAX_PAGE_BYTES = 10 * 1024 * 1024
/** From the first byte asked to the last one had, redirects included. */
export const PAGE_TIMEOUT_MS = 20_000
/** As many as browsers follow. */
export const MAX_REDIRECTS_COUNT = 20
export const DEFAULT_USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

export interface FetchOptions {
  readonly userAgent: string
  readonly timeoutMs: number
}

export interface FetchedPage {
  readonly url: URL
  readonly redirects: readonly Redirect[]
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  /** The page goes on; only its first MAX_PAGE_BYTES were read. */
  readonly isCut: boolean
}

export interface Redirect {
  readonly status: number
  readonly from: URL
  readonly to: URL
}

export type FetchFailure =
  | { readonly reason: 'timeout'; readonly afterMs: number }
  | { readonly reason: 'unreachable'; readonly detail: string }
  | { readonly reason: 'too_many_redirects' }
  /** A redirect to something that is not http or https. */
  | { readonly reason: 'scheme'; readonly to: string }

export interface Unfetched {
  readonly failure: FetchFailure
  readonly redirects: readonly Redirect[]
}

export const isWeb = (url: URL): boolean => url.protocol === 'http:' || url.protocol === 'https:'

/** `url` is http or https. */
export async function fetchPage(
  url: URL,
  { userAgent, timeoutMs }: FetchOptions,
): Promise<Result<FetchedPage, Unfetched>> {
  const redirects: Redirect[] = []
  const signal = AbortSignal.timeout(timeoutMs)
  const unfetched = (failure: FetchFailure): Result<never, Unfetched> => fail({ failure, redirects })
  try {
    for (let at = url; ; ) {
      const answer = await fetch(at, { headers: headersFor(userAgent), redirect: 'manual', signal })
      const next = redirectOf(answer, at)
      if (next === null) {
        const { bytes, isCut } = await boundedBytes(answer.body)
        return ok({ url: at, redirects, status: answer.status, headers: answer.headers, bytes, isCut })
      }
      await answer.body?.cancel()
      if (!isWeb(next)) return unfetched({ reason: 'scheme', to: next.href })
      redirects.push({ status: answer.status, from: at, to: next })
      if (redirects.length > MAX_REDIRECTS_COUNT) return unfetched({ reason: 'too_many_redirects' })
      at = next
    }
  } catch (cause) {
    if (signal.aborted) return unfetched({ reason: 'timeout', afterMs: timeoutMs })
    return unfetched({ reason: 'unreachable', detail: causeText(cause) })
  }
}

/** The encodings that the Worker asks the origin for. */
const headersFor = (userAgent: string): Record<string, string> => ({
  'user-agent': userAgent,
  accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
  'accept-encoding': 'gzip, br',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
})

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

function redirectOf({ status, headers }: Response, at: URL): URL | null {
  const location = headers.get('location')
  return REDIRECTS.has(status) && location !== null ? URL.parse(location, at) : null
}

async function boundedBytes(body: Response['body']): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body ?? []) {
    pieces.push(piece)
    length += piece.byteLength
    if (length > MAX_PAGE_BYTES) return { bytes: Buffer.concat(pieces).subarray(0, MAX_PAGE_BYTES), isCut: true }
  }
  return { bytes: Buffer.concat(pieces), isCut: false }
}
