/** One request → VisitContext: what the network and the headers say, and the weather that is known. Not the visitor's memory. */

import { keep } from '../core/bounded-map.ts'
import type { TimeFacts, VisitContext, WeatherFacts } from '../core/context.ts'
import { acceptedLanguages, MAX_LANGUAGE_HEADER_LENGTH } from '../core/fact/languages.ts'
import { referrerFacts, utmFacts } from '../core/fact/referrer.ts'
import { timeFacts } from '../core/fact/time.ts'
import { normalisePath } from '../core/page/path.ts'
import type { Unknown } from '../core/unknown.ts'
import { deviceFacts } from './device.ts'
import { geoFacts, networkFacts, networkSays } from './geo.ts'

const MAX_QUERY_COUNT = 50
const MAX_QUERY_NAME_LENGTH = 100
const MAX_QUERY_VALUE_LENGTH = 500
const MAX_LANGUAGE_HEADERS_COUNT = 200

/**
 * `url` and `path` are the request's own, for callers that have them parsed and normalised. `now` in epoch milliseconds; `timeZone` and `locale` are the site's. Nothing in a request makes it throw.
 * `time`, `device` and `referrer` are computed when first read, and once.
 */
export function visitContext(
  request: Request,
  now: number,
  site: { readonly timeZone: string; readonly locale: string },
  weather: WeatherFacts | Unknown,
  url = new URL(request.url),
  path = normalisePath(url.pathname),
): VisitContext {
  const { headers } = request
  const cf = networkSays(request)
  const geo = geoFacts(cf, site)
  const query = queryOf(url)
  const languages = languagesOf(headers.get('accept-language'))
  let time: TimeFacts | undefined
  let device: VisitContext['device'] | undefined
  let referrer: VisitContext['referrer'] | undefined
  return {
    geo,
    network: networkFacts(cf),
    get time() {
      time ??= timeFacts(now, geo)
      return time
    },
    weather,
    page: { host: url.hostname, path, query },
    get referrer() {
      referrer ??= referrerFacts(headers.get('referer'), url.hostname, query)
      return referrer
    },
    utm: utmFacts(query),
    get device() {
      device ??= deviceFacts(headers, cf)
      return device
    },
    languages,
    language: languages[0] ?? null,
  }
}

/** Without a prototype, so that no parameter is found that the address does not have. The first value of a name wins. */
function queryOf(url: URL): VisitContext['page']['query'] {
  const query: { [name: string]: string } = Object.create(null)
  if (url.search === '') return query
  let count = 0
  for (const [name, value] of url.searchParams) {
    if (name.length > MAX_QUERY_NAME_LENGTH || name in query) continue
    query[name] = value.slice(0, MAX_QUERY_VALUE_LENGTH).toWellFormed()
    if (++count === MAX_QUERY_COUNT) break
  }
  return query
}

const languageHeaders = new Map<string, readonly string[]>()

function languagesOf(header: string | null): readonly string[] {
  if (header === null || header.length > MAX_LANGUAGE_HEADER_LENGTH) return NO_LANGUAGES
  return (
    languageHeaders.get(header) ?? keep(languageHeaders, MAX_LANGUAGE_HEADERS_COUNT, header, acceptedLanguages(header))
  )
}

const NO_LANGUAGES: readonly string[] = []
