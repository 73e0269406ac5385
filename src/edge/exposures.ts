/** What a page's decision leaves in the record: an exposure for each experience that was met, or the holdout. Not when: record.ts. */

import type { ExperienceId, SlotId } from '../core/compiled.ts'
import { mayIdentify } from '../core/consent/recording.ts'
import type { RecordedEvent } from '../core/event/event.ts'
import type { SlotPlan } from '../core/plan.ts'
import { coarseContext } from './coarse-context.ts'
import type { Decided } from './decision.ts'
import { newId } from './new-id.ts'
import type { PageVisit } from './visit.ts'

/** One for each experience of which a slot was met, control alike. `now`: epoch milliseconds. */
export function exposures(decided: Decided, met: readonly SlotId[], visit: PageVisit, now: number): RecordedEvent[] {
  const events: RecordedEvent[] = []
  let told: ToldOfPage | null = null
  for (const { experience, arm, sticky, propensity } of decided.plan.assignments) {
    const slots = slotsMet(decided.plan.slots, experience, met)
    if (slots.length === 0) continue
    told ??= toldOfPage(decided, visit, now)
    events.push({
      id: newId(now),
      kind: 'exposure',
      ...told,
      experience,
      ...(arm !== null && { arm }),
      propensity,
      data: sticky ? { slots, sticky } : { slots },
    })
  }
  return events
}

/** The visitor is kept out of every experience: told once a visit. */
export const holdout = (decided: Decided, visit: PageVisit, now: number): RecordedEvent => ({
  id: newId(now),
  kind: 'holdout',
  ...toldOfPage(decided, visit, now),
  propensity: decided.holdoutShare,
})

type ToldOfPage = Omit<RecordedEvent, 'id' | 'kind'>

const toldOfPage = (
  { id, revision, context, profile, consent }: Decided,
  { site, path, arrivedAt }: PageVisit,
  now: number,
): ToldOfPage => ({
  site,
  source: 'edge',
  at: arrivedAt,
  receivedAt: now,
  ...(profile.visitor !== null && mayIdentify(consent) && { visitor: profile.visitor }),
  decision: id,
  revision,
  path,
  context: coarseContext(context, profile, consent),
})

function slotsMet(slots: readonly SlotPlan[], experience: ExperienceId, met: readonly SlotId[]): SlotId[] {
  const found: SlotId[] = []
  for (const plan of slots) if (plan.experience === experience && met.includes(plan.slot)) found.push(plan.slot)
  return found
}
