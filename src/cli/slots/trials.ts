/** What the edge would ask of a page for a slot, as its experiences edit it. Not the asking: probe-worker.ts. */

import type { SlotKind } from '../../core/authored.ts'
import type {
  CompiledExperience,
  CompiledRuleset,
  CompiledSlot,
  CompiledVariant,
  Edit,
  SlotEdits,
} from '../../core/compiled.ts'
import { type Guards, guardsOf } from '../../core/content/edit-reach.ts'
import type { SlotPlan } from '../../core/plan.ts'

/** Experiences that differ in what they ask of one slot; more say nothing new. */
export const MAX_TRIALS_PER_SLOT_COUNT = 20

export interface Trial {
  /** Experiences that ask this; empty: none edits the slot yet, and its whole content is assumed to be edited. */
  readonly experiences: readonly string[]
  readonly plan: SlotPlan
}

/** One per different demand, in the order of the experiences; what is switched off counts too, because it may be switched on. */
export function trialsOf(ruleset: CompiledRuleset, index: number): readonly Trial[] {
  const slot = ruleset.slots[index]!
  const byDemand = new Map<string, { guards: Guards; experiences: string[] }>()
  for (const experience of ruleset.experiences.filter(({ slots }) => slots.includes(index))) {
    const edits = variantsOf(experience).flatMap(({ slots }) =>
      slots.filter((one) => one.slot === index).map((one) => one.edits),
    )
    if (edits.length === 0) continue
    const guards = bare(guardsOf(edits))
    const key = JSON.stringify(guards)
    const known = byDemand.get(key)
    if (known) known.experiences.push(experience.id)
    else if (byDemand.size < MAX_TRIALS_PER_SLOT_COUNT) byDemand.set(key, { guards, experiences: [experience.id] })
  }
  if (byDemand.size === 0) return [{ experiences: [], plan: planOf(slot, guardsOf([wholeContent(slot)])) }]
  return [...byDemand.values()].map(({ guards, experiences }) => ({ experiences, plan: planOf(slot, guards) }))
}

/** They are compiled to a text: see compiled.ts. */
const variantsOf = ({ variants }: CompiledExperience): readonly CompiledVariant[] => JSON.parse(variants)

/** Everything that any experience asks, for the slots of a page side by side. */
export function jointPlan(trials: readonly Trial[]): SlotPlan {
  const all = trials.map(({ plan }) => plan.guards)
  return {
    ...trials[0]!.plan,
    guards: {
      reaches: all.some(({ reaches }) => reaches),
      own: all.flatMap(({ own }) => own),
      parts: all.flatMap(({ parts }) => parts),
      arranges: all.some(({ arranges }) => arranges),
    },
  }
}

/** The arm is control: what it asks of the page is the same, and nothing is put there. */
const planOf = ({ id, selector, scope, match, list, sharesEnds }: CompiledSlot, guards: Guards): SlotPlan => ({
  slot: id,
  selector,
  scope,
  match,
  list,
  sharesEnds,
  experience: '',
  arm: null,
  propensity: 1,
  guards,
  edits: null,
})

/** Guards look at what is done, never at the values. */
const bare = ({ reaches, own, parts, arranges }: Guards): Guards => ({
  reaches,
  own: distinct(own),
  parts: parts.map(({ selector, edits }) => ({ selector, edits: distinct(edits) })),
  arranges,
})

const distinct = (edits: readonly Edit<unknown>[]): readonly Edit<unknown>[] => [
  ...new Map(edits.map((edit) => [JSON.stringify([edit.op, nameOf(edit)]), withoutValue(edit)])).values(),
]

const nameOf = (edit: Edit<unknown>): string => ('name' in edit ? edit.name : '')

const withoutValue = (edit: Edit<unknown>): Edit<unknown> => ({ op: edit.op, name: nameOf(edit) }) as Edit<unknown>

/** As far-reaching as the kind allows. */
function wholeContent({ kind, parts, list }: CompiledSlot): SlotEdits<string> {
  if (list !== null) return { own: [], parts: [], arrange: { first: [], last: [], by: null, pin: [], hide: [] } }
  if (parts.length === 0) return { own: editsFor(kind), parts: [], arrange: null }
  return {
    own: [],
    parts: parts.map((part) => ({ selector: part.selector, edits: editsFor(part.kind) })),
    arrange: null,
  }
}

const IMAGE: Edit<string> = { op: 'image', src: '', alt: null, srcset: null, sizes: null }

const editsFor = (kind: SlotKind): readonly Edit<string>[] => (kind === 'image' ? [IMAGE] : [{ op: 'text', value: '' }])
