/** What a page is about to show, counted: arms that stay a visitor's, plans that a cap counts. Not what was seen of it: exposures are events. */

import type { CompiledCap } from '../compiled.ts'
import type { Memory } from '../memory.ts'
import type { Plan } from '../plan.ts'
import { MAX_ASSIGNMENTS_COUNT, MAX_CAP_COUNT, MAX_PLANS_COUNT } from './limits.ts'
import { isFit, lastEntries, withEntry } from './names.ts'

/** `now` in epoch milliseconds. Nothing to count gives the same memory back. */
export function countPlan(memory: Memory, { assignments }: Pick<Plan, 'assignments'>, now: number): Memory {
  const seconds = Math.floor(now / 1000)
  let counted = memory
  for (const { experience, arm, randomised, cap } of assignments) {
    if (!isFit(experience)) continue
    if (randomised) counted = { ...counted, assignments: withEntry(counted.assignments, experience, arm) }
    if (cap !== null) counted = { ...counted, plans: withPlan(counted.plans, experience, cap, seconds) }
  }
  if (counted === memory) return memory
  return {
    ...counted,
    assignments: lastEntries(counted.assignments, MAX_ASSIGNMENTS_COUNT),
    plans: lastEntries(counted.plans, MAX_PLANS_COUNT),
  }
}

function withPlan(plans: Memory['plans'], experience: string, cap: CompiledCap, now: number): Memory['plans'] {
  const before = Object.hasOwn(plans, experience) ? plans[experience]! : []
  const times = [...plansWithin(before, cap, now), now].sort((one, other) => one - other)
  return withEntry(plans, experience, times.slice(-Math.min(cap.count, MAX_CAP_COUNT)))
}

/** Those that still count: a plan counts for `per` seconds. What lies ahead of the clock does, too. */
export const plansWithin = (times: readonly number[], { per }: CompiledCap, now: number): readonly number[] =>
  times.filter((time) => now - time < per)
