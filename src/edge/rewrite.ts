/** A decision and the origin's answer → the visitor's answer. Not how bytes are rewritten: splice.ts. */

import type { Plan } from '../core/plan.ts'
import type { Decided, Decision } from './decision.ts'
import type { Fallback } from './failure.ts'
import { isRewritable, privately } from './forward.ts'
import { marked } from './marked.ts'
import { unreachable } from './origin.ts'
import { builtInOf, mayCarryTag, tellsItsScript } from './script-slot.ts'
import type { Settled } from './splice/job.ts'
import { recall } from './splice/memory.ts'
import { splice } from './splice.ts'
import type { PageVisit } from './visit.ts'

export interface Rewritten {
  readonly response: Response
  /** What was met, known at the latest when the last byte has gone; null when there was nothing to meet. Never rejects. */
  readonly settled: Settled | Promise<Settled> | null
  /** What kept the whole page as it was. */
  readonly failure: Fallback | null
}

/**
 * A page that experiences address gets the same headers for everybody; what is no page passes as it is. `again` asks the
 * origin once more, for a body that cannot be decoded: unread, it reaches the visitor as it is.
 */
export async function rewrite(
  page: Response,
  decision: Exclude<Decision, { kind: 'none' }>,
  visit: PageVisit,
  again: () => Promise<Response>,
): Promise<Rewritten> {
  const rewritable = isRewritable(page)
  if (rewritable === 'no') return { response: page, settled: null, failure: null }
  if (decision.kind === 'fallback') return unedited(page, decision.reason)
  const rewritten =
    rewritable === 'yes' ? await edit(page, decision, visit) : unedited(page, compressedUnless(decision.plan))
  if (rewritten === 'undecodable') return unread(await again().catch(unreachable), 'encoding')
  if (decision.setCookie !== null) rewritten.response.headers.append('set-cookie', decision.setCookie)
  return rewritten
}

/** What was learnt of a path is of one revision: the next one may mean other elements by the same slots. */
async function edit(page: Response, decision: Decided, { site, path }: PageVisit): Promise<Rewritten | 'undecodable'> {
  const scripts = mayCarryTag(page) ? decision.scripts : []
  const tagged = tellsItsScript(scripts) ? marked(decision) : null
  const { slots } = (tagged ?? decision).plan
  const builtIn = scripts.length === 0 ? null : builtInOf(page, scripts, tagged)
  if ((slots.length === 0 && builtIn === null) || page.body === null) return unedited(page, null)
  const spliced = await splice(page, slots, recall(`${site} ${decision.revision} ${path}`), builtIn)
  if (spliced === 'undecodable') return spliced
  const { body, settled } = spliced
  return { response: privately(page, body, body !== page.body), settled, failure: null }
}

/** A second answer to the same question, which may be no page at all. It counts no visit. */
export const unread = (answer: Response, failure: Fallback): Rewritten =>
  isRewritable(answer) === 'no'
    ? { response: new Response(answer.body, answer), settled: null, failure }
    : unedited(answer, failure)

/** The body passes unread, in whatever encoding it has. */
export const unedited = (page: Response, failure: Fallback | null): Rewritten => ({
  response: privately(page, page.body, false),
  settled: null,
  failure,
})

/** Nothing was to be edited, so that nothing went wrong. */
const compressedUnless = ({ slots }: Plan): Fallback | null => (slots.length === 0 ? null : 'compressed')
