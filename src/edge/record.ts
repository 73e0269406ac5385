/** What a page came to, told to the log and the tally. Not where exposures are kept: that comes with the inbox. */

import type { Plan } from '../core/plan.ts'
import type { After, Deps } from '../env.ts'
import { log } from '../log.ts'
import type { Decision } from './decision.ts'
import type { Fallback } from './failure.ts'
import type { Rewritten } from './rewrite.ts'
import type { Settled } from './splice/job.ts'
import type { PageVisit } from './visit.ts'

/** Nothing here makes the page wait. A simulated page's fallback is logged for its developer, and counts nowhere. */
export function record(rewritten: Rewritten, decision: Decision, visit: PageVisit, deps: Deps, after: After): void {
  const { settled, failure } = rewritten
  if (failure !== null) fellBack(failure, visit, deps)
  if (settled === null) return
  const told = (outcome: Settled): void => tell(outcome, decision, visit, deps)
  if (settled instanceof Promise) after(settled.then(told))
  else told(settled)
}

function tell(outcome: Settled, decision: Decision, visit: PageVisit, deps: Deps): void {
  if (outcome.failure !== null) fellBack(outcome.failure, visit, deps)
  if (!deps.config.logPages || decision.kind !== 'plan' || visit.simulation !== null) return
  logPage(decision.plan, decision.revision, outcome, visit)
}

function fellBack(reason: Fallback, { site, path, simulation }: PageVisit, deps: Deps): void {
  if (simulation === null) deps.tally.count(reason)
  log('warn', { event: 'fallback', reason, site, path })
}

function logPage(plan: Plan, revision: number, { met }: Settled, { site, path }: PageVisit): void {
  const slots = plan.slots.map(({ slot, experience, arm }) => ({ slot, experience, arm, met: met.includes(slot) }))
  log('info', { event: 'page', site, path, revision, slots })
}
