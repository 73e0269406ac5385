/** A page that no experience addresses, with our scripts' tags and otherwise the origin's. Not personalised pages: rewrite.ts. */

import type { After, Deps } from '../env.ts'
import { log, messageOf } from '../log.ts'
import type { Decision } from './decision.ts'
import { forTag, fromOrigin, isRewritable, revalidated, withOwnBytes } from './forward.ts'
import { heard, withoutLogin } from './login-said.ts'
import { askOrigin, unreachable } from './origin.ts'
import { record } from './record.ts'
import type { Rewritten } from './rewrite.ts'
import { builtInOf, mayCarryTag } from './script-slot.ts'
import type { BuiltIn } from './splice/built-in.ts'
import { recall } from './splice/memory.ts'
import { splice } from './splice.ts'
import type { PageVisit } from './visit.ts'

/** Validators and their answers pass both ways; so do ranges, which are of the origin's own bytes and no whole page. */
export async function answerWithTags(
  request: Request,
  url: URL,
  visit: PageVisit,
  scripts: readonly string[],
  deps: Deps,
  after: After,
): Promise<Response> {
  const ask = async (): Promise<Response> =>
    fromOrigin(await askOrigin(forTag(request, url, deps.config)), url, deps.config)
  const again = async (): Promise<Response> => withoutLogin(await ask())
  const page = await heard(await ask().catch(unreachable), () => visit, deps, after)
  return page.status === 304 ? revalidated(page, request.headers) : withTags(page, visit, scripts, again, deps, after)
}

/** `page` is the origin's answer, untouched; `ask` gives another one, where that has been read and cannot be used. */
export async function withTags(
  page: Response,
  visit: PageVisit,
  scripts: readonly string[],
  ask: () => Promise<Response>,
  deps: Deps,
  after: After,
): Promise<Response> {
  if (scripts.length === 0 || isRewritable(page) !== 'yes' || !mayCarryTag(page)) return page
  const tagged = await insert(page, builtInOf(page, scripts, null), visit, ask).catch((error: unknown) =>
    faulted(page, error, ask),
  )
  record(tagged, NOTHING_DECIDED, visit, deps, after)
  return tagged.response
}

const NOTHING_DECIDED: Decision = { kind: 'none' }

/** Where `<body>` stands is the page's, whatever the rules are. */
async function insert(
  page: Response,
  builtIn: BuiltIn,
  { site, path }: PageVisit,
  ask: () => Promise<Response>,
): Promise<Rewritten> {
  const spliced = await splice(page, [], recall(`${site} ${path}`), builtIn)
  if (spliced === 'undecodable') {
    return { response: await ask().catch(unreachable), settled: null, failure: 'encoding' }
  }
  const { body, settled } = spliced
  return { response: withOwnBytes(page, body, body !== page.body), settled, failure: null }
}

async function faulted(page: Response, error: unknown, ask: () => Promise<Response>): Promise<Rewritten> {
  log('error', { event: 'fault', detail: messageOf(error) })
  const response = page.bodyUsed ? await ask().catch(unreachable) : page
  return { response, settled: null, failure: 'fault' }
}
