/** What a page came to, told to log, tally and record once it has gone out. Not how the record is reached: recorder.ts. */

import { mayCount } from '../core/consent/recording.ts'
import type { RecordedEvent } from '../core/event/event.ts'
import type { After, Deps } from '../env.ts'
import { log } from '../log.ts'
import { startTimer } from '../timer.ts'
import type { Decided, Decision } from './decision.ts'
import { exposures, holdout } from './exposures.ts'
import { isRewritable } from './forward.ts'
import { isPrefetch } from './known-profile.ts'
import { logPage } from './page-log.ts'
import type { Rewritten } from './rewrite.ts'
import type { Settled } from './splice/job.ts'
import type { PageVisit } from './visit.ts'

/** Nothing here makes the page wait: a page in one piece is told of after the first byte, any other after the last one. */
export function record(rewritten: Rewritten, decision: Decision, visit: PageVisit, deps: Deps, after: After): void {
  const { response, settled, failure } = rewritten
  const told = (outcome: Settled): void => tell(outcome, response, decision, visit, deps, after)
  if (settled instanceof Promise) {
    after(settled.then(told))
    return
  }
  const outcome = settled ?? { met: [], failure }
  if (isWorthTelling(outcome, decision, deps)) after(startTimer(0, outcome).over.then(told))
}

const isWorthTelling = ({ met, failure }: Settled, decision: Decision, { recorder, config }: Deps): boolean =>
  failure !== null ||
  config.logPages ||
  (recorder !== null && (met.length > 0 || (decision.kind === 'plan' && decision.plan.holdout)))

/** A simulated page's fallback is logged for its developer; it counts nowhere, and the rest is not even logged. */
function tell(
  outcome: Settled,
  response: Response,
  decision: Decision,
  visit: PageVisit,
  deps: Deps,
  after: After,
): void {
  const { site, path, simulation } = visit
  if (outcome.failure !== null) {
    if (simulation === null) deps.tally.count(site, outcome.failure)
    log('warn', { event: 'fallback', reason: outcome.failure, site, path })
  }
  if (simulation !== null) return
  const events = deps.recorder === null ? NO_EVENTS : eventsOf(outcome, response, decision, visit, deps.now())
  if (events.length > 0 || outcome.failure !== null) deps.recorder?.add(events, after)
  if (deps.config.logPages && decision.kind === 'plan' && isRewritable(response) !== 'no') {
    logPage(outcome, decision, visit)
  }
}

const NO_EVENTS: readonly RecordedEvent[] = []

/** A prefetched page may never be seen; who objects to being counted is not. */
function eventsOf(outcome: Settled, response: Response, decision: Decision, visit: PageVisit, now: number) {
  if (decision.kind !== 'plan' || !mayCount(decision.consent) || isPrefetch(visit.request.headers)) return NO_EVENTS
  if (!decision.plan.holdout) return exposures(decision, outcome.met, visit, now)
  return beginsVisit(decision, response) ? [holdout(decision, visit, now)] : NO_EVENTS
}

/** What went out without our cookie (a redirect, say) was no page of the visit: the next one is the first again. */
const beginsVisit = ({ profile, setCookie }: Decided, { headers }: Response): boolean =>
  profile.visit.pageCount === 1 && setCookie !== null && headers.getSetCookie().includes(setCookie)
