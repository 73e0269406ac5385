/** One page request, from arrival to the answer. Not for our own URLs: see routes.ts. */

import type { After, Deps } from '../env.ts'
import { log, messageOf } from '../log.ts'
import { admits } from './admit.ts'
import { concerns, decidePage, scriptsIn } from './decision.ts'
import { forOrigin, fromOrigin } from './forward.ts'
import type { decidedUnderLogin } from './login.ts'
import { heard, saysLogin, withoutLogin } from './login-said.ts'
import { askOrigin, relay, unreachable } from './origin.ts'
import { mentionsPreview } from './preview-asked.ts'
import { record } from './record.ts'
import { type Rewritten, rewrite, unedited, unread } from './rewrite.ts'
import { answerWithTags, withTags } from './tagged.ts'
import { type PageVisit, pageVisit } from './visit.ts'

export async function handlePage(request: Request, url: URL, deps: Deps, after: After): Promise<Response> {
  if (!mentionsPreview(request, url)) return answerPage(request, url, deps, after)
  return (await import('./preview.ts')).handlePreview(request, url, deps, after)
}

/** The page that everybody gets, told no more of previews. */
export async function answerPage(request: Request, url: URL, deps: Deps, after: After): Promise<Response> {
  if (!admits(request, url.pathname)) return passOn(request, url, deps, after)
  const visit = deps.config.development ? await developerVisit(request, url, deps) : pageVisit(request, url, deps)
  const rules = deps.rulesets.known(visit.site, visit.arrivedAt, after)
  if (rules !== null && !concerns(rules, visit)) {
    const scripts = scriptsIn(rules)
    if (scripts.length === 0) return passOn(request, url, deps, after)
    return answerWithTags(request, url, visit, scripts, deps, after)
  }

  const ask = asking(request, url, deps)
  const arriving = ask() // first: everything below overlaps with it
  const decided = await decidePage(visit, rules, arriving, deps, after)
  const told = await arriving.catch(unreachable)
  const again = async (): Promise<Response> => withoutLogin(await ask())
  if (decided.kind === 'none') {
    const answer = await heard(told, () => visit, deps, after)
    return withTags(answer, visit, decided.scripts ?? [], again, deps, after)
  }
  const decision = saysLogin(told) ? await underLogin(told, decided, visit, deps, after) : decided
  const page = withoutLogin(told)
  const answeredAt = deps.now()

  const rewritten = await rewrite(page, decision, visit, again).catch((error: unknown) => faulted(page, error, again))
  record(rewritten, decision, visit, deps, after)
  return timed(rewritten.response, page, deps.now() - answeredAt)
}

/** The request as it came, the answer as it comes, but for a login that it tells of. */
const passOn = async (request: Request, url: URL, deps: Deps, after: After): Promise<Response> =>
  heard(await relay(request, url, deps.config), () => pageVisit(request, url, deps), deps, after)

/** Who says nothing of logins loads nothing for them. What goes wrong leaves the page as it was decided. */
const underLogin: typeof decidedUnderLogin = async (page, decision, ...rest) => {
  try {
    return await (await import('./login.ts')).decidedUnderLogin(page, decision, ...rest)
  } catch (error) {
    log('error', { event: 'fault', detail: messageOf(error) })
    return decision
  }
}

/** Each call asks the origin once. */
export const asking =
  (request: Request, url: URL, { config }: Deps) =>
  async (): Promise<Response> =>
    fromOrigin(await askOrigin(forOrigin(request, url, config)), url, config)

/** `awase-simulate` is obeyed; the code for it is loaded nowhere else. */
const developerVisit = async (request: Request, url: URL, deps: Deps): Promise<PageVisit> =>
  (await import('./simulate.ts')).simulatedVisit(request, url, deps)

/** A fault of ours: the page goes out as it is, as private as its other answers; asked for again if we have read from it. */
export async function faulted(page: Response, error: unknown, ask: () => Promise<Response>): Promise<Rewritten> {
  log('error', { event: 'fault', detail: messageOf(error) })
  return page.bodyUsed ? unread(await ask().catch(unreachable), 'fault') : unedited(page, 'fault')
}

/** How long the page waited for us after the origin had answered. */
function timed(response: Response, page: Response, milliseconds: number): Response {
  if (response !== page) response.headers.append('server-timing', `awase;dur=${milliseconds}`)
  return response
}
