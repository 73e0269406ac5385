/** One page request, from arrival to the answer. Not for our own URLs: see routes.ts. */

import type { After, Deps } from '../env.ts'
import { log, messageOf } from '../log.ts'
import { admits } from './admit.ts'
import { concerns, decidePage, scriptsIn } from './decision.ts'
import { forOrigin, fromOrigin } from './forward.ts'
import type { decidedUnderLogin } from './login.ts'
import { saysLogin, withoutLogin } from './login-said.ts'
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
  if (!admits(request, url.pathname)) return relay(request, url, deps.config)
  const visit = deps.config.development ? await developerVisit(request, url, deps) : pageVisit(request, url, deps)
  const rules = deps.rulesets.known(visit.site, visit.arrivedAt, after)
  if (rules !== null && !concerns(rules, visit)) {
    const scripts = scriptsIn(rules)
    if (scripts.length === 0) return relay(request, url, deps.config)
    return answerWithTags(request, url, visit, scripts, deps, after)
  }

  const ask = asking(request, url, deps)
  const arriving = ask() // first: everything below overlaps with it
  const decided = await decidePage(visit, rules, arriving, deps, after)
  const told = await arriving.catch(unreachable)
  const decision = saysLogin(told) ? await underLogin(told, decided, visit, deps, after) : decided
  const page = withoutLogin(told)
  const answeredAt = deps.now()
  if (decision.kind === 'none') return withTags(page, visit, decision.scripts ?? [], ask, deps, after)

  const again = async (): Promise<Response> => withoutLogin(await ask())
  const rewritten = await rewrite(page, decision, visit, again).catch((error: unknown) => faulted(page, error, again))
  record(rewritten, decision, visit, deps, after)
  return timed(rewritten.response, page, deps.now() - answeredAt)
}

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
