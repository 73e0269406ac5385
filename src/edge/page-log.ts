/** The log's line for a page that was decided on: no visitor, no query. Not its events: exposures.ts. */

import { log } from '../log.ts'
import type { Decided } from './decision.ts'
import type { Settled } from './splice/job.ts'
import type { PageVisit } from './visit.ts'

/**
 * `edited`: a slot was met and changed. `baseline`: slots were met and left as they are. `not_met`: the page has none of
 * the slots that were won. `no_winner`: none was won. `fallback`: its reason has a line of its own.
 */
type PageOutcome = 'edited' | 'baseline' | 'not_met' | 'no_winner' | 'holdout' | 'fallback'

export function logPage(settled: Settled, decided: Decided, { site, path }: PageVisit): void {
  const { id, revision, plan, consent } = decided
  const slots = plan.slots.map(({ slot, experience, arm }) => ({
    slot,
    experience,
    arm,
    met: settled.met.includes(slot),
  }))
  log('info', {
    event: 'page',
    site,
    path,
    decision: id,
    revision,
    outcome: outcomeOf(settled, decided),
    consent: consent.signal,
    slots,
  })
}

function outcomeOf({ met, failure }: Settled, { plan }: Decided): PageOutcome {
  if (failure !== null) return 'fallback'
  if (plan.holdout) return 'holdout'
  if (plan.slots.length === 0) return 'no_winner'
  if (met.length === 0) return 'not_met'
  return plan.slots.some(({ slot, edits }) => edits !== null && met.includes(slot)) ? 'edited' : 'baseline'
}
