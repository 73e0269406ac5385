/** One page view decided by two rulesets: what each slot gets before and after. Not how it is told: replay-text.ts. */

import type { CompiledRuleset, SlotEdits } from '../../core/compiled.ts'
import { re2 } from '../../core/condition/regex.ts'
import { decide } from '../../core/decide.ts'
import { makeRunnable } from '../../core/decision/runnable.ts'
import type { Arm, Plan } from '../../core/plan.ts'
import { offlineSituation } from '../offline-situation.ts'
import type { PageView } from './page-views.ts'

/** What a slot gets. Null: the page's own, because no experience has it or its arm leaves it alone. */
export type Shown = { readonly experience: string; readonly arm: Arm } | null

export interface SlotChange {
  readonly slot: string
  readonly before: Shown
  readonly after: Shown
}

/** Decides with the one ruleset, then with the other. No change: an empty list. */
export type Compare = (view: PageView) => readonly SlotChange[]

/** `now` in epoch milliseconds, for page views that name no time. */
export function comparison(before: CompiledRuleset, after: CompiledRuleset, now: number): Compare {
  const [one, other] = [decider(before, now), decider(after, now)]
  return (view) => {
    const [old, fresh] = [one(view), other(view)]
    const slots = [...new Set([...old.keys(), ...fresh.keys()])]
    return slots.flatMap((slot) => {
      const [was, is] = [old.get(slot), fresh.get(slot)]
      return was?.bytes === is?.bytes ? [] : [{ slot, before: was?.shown ?? null, after: is?.shown ?? null }]
    })
  }
}

interface Outcome {
  readonly shown: Shown
  /** Where it goes and what happens there: equal for outcomes that nobody could tell apart. */
  readonly bytes: string
}

function decider(ruleset: CompiledRuleset, now: number): (view: PageView) => ReadonlyMap<string, Outcome> {
  const runnable = makeRunnable(ruleset, re2)
  return ({ page, simulated }) => {
    const { context, profile, now: moment } = offlineSituation(ruleset.site, page, simulated, now)
    return outcomes(decide(runnable, context, profile, moment))
  }
}

function outcomes({ slots }: Plan): ReadonlyMap<string, Outcome> {
  const edited = slots.flatMap((planned) => {
    const { slot, selector, match, list, experience, arm, edits } = planned
    if (edits === null || isNothing(edits)) return []
    const bytes = JSON.stringify([selector, match, list, edits])
    return [[slot, { shown: { experience, arm }, bytes }] as const]
  })
  return new Map(edited)
}

const isNothing = ({ own, parts, arrange }: SlotEdits<string>): boolean =>
  own.length === 0 && parts.every(({ edits }) => edits.length === 0) && arrange === null
