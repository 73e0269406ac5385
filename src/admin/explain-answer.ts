/** One decision with everything that led to it, as JSON that the page, the command line and the demo's bar read. Not HTTP: explain.ts. */

import type { Localized } from '../core/authored.ts'
import type { CompiledRuleset, ExperienceId, SlotId } from '../core/compiled.ts'
import { attributesOf } from '../core/condition/attributes.ts'
import type { Consent } from '../core/consent.ts'
import type { VisitContext } from '../core/context.ts'
import { decide } from '../core/decide.ts'
import { describeReason } from '../core/decision/reason-text.ts'
import type { RunnableExperience, RunnableRuleset } from '../core/decision/runnable.ts'
import { type ExperienceTrace, explain, traceExperiences } from '../core/explain.ts'
import { pageIndex } from '../core/page/page-index.ts'
import type { Arm, Reason } from '../core/plan.ts'
import type { Profile } from '../core/profile.ts'
import { describeCondition } from '../core/wording/describe-condition.ts'
import { describeWhy } from '../core/wording/describe-why.ts'
import { type Around, aroundOf } from '../core/wording/fact.ts'
import { type OutlineLine, outlineOf } from '../core/wording/outline.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import { type AttributeRead, attributesRead } from './explain-attributes.ts'
import { type Listing, listed, type Wanted } from './explain-listing.ts'
import { type TreeNode, treeOf } from './explain-tree.ts'

/** What was decided with. */
export interface Decided {
  readonly ruleset: CompiledRuleset
  readonly runnable: RunnableRuleset
  readonly context: VisitContext
  readonly profile: Profile
  readonly consent: Consent
  /** Epoch milliseconds. */
  readonly now: number
}

export interface ExplainAnswer {
  readonly language: WordingLanguage
  /** Normalised. */
  readonly path: string
  /** ISO 8601, UTC. */
  readonly now: string
  /** Of the site. */
  readonly timeZone: string
  /** Where the visitor is; `time.*` and the clock of the page's form are of there. */
  readonly visitorZone: string
  /** Whether the visitor may be recognised; never by which id. */
  readonly visitor: 'known' | 'unknown'
  /** What may be remembered and used, and which signal says so. */
  readonly consent: Consent
  /** Those that the experiences of this page ask for. */
  readonly attributes: readonly AttributeRead[]
  /** Slots of this page that an experience has. */
  readonly slots: readonly SlotAnswer[]
  /** Slots of this page that nobody has. */
  readonly untouched: readonly SlotId[]
  /** Everybody who did not win, in the order of the ruleset, in short. */
  readonly stops: readonly ExperienceStop[]
  /** A part of all experiences, winners and near misses first, with their conditions. */
  readonly experiences: Listing<ExperienceAnswer>
}

interface SlotAnswer {
  readonly slot: SlotId
  readonly selector: string
  readonly experience: ExperienceId
  readonly arm: Arm
  readonly name: string
  readonly sentence: string
}

interface ExperienceStop {
  readonly experience: ExperienceId
  readonly name: string
  readonly reason: Reason['reason']
  readonly sentence: string
}

export interface ExperienceAnswer extends ExperienceStop {
  /** The whole condition in words; null: it asks nothing. */
  readonly condition: string | null
  readonly tree: TreeNode | null
  /** The same tree in words. */
  readonly outline: OutlineLine | null
}

export function explainAnswer(decided: Decided, language: WordingLanguage, wanted: Wanted): ExplainAnswer {
  const { ruleset, runnable, context, profile, now } = decided
  const told = teller(decided, language)
  const plan = decide(runnable, context, profile, now)
  const all = explain(runnable, context, profile, now).map((explained, index) => ({ ...explained, index }))
  const name = (id: ExperienceId): string => told.names.get(id) ?? id
  const reasons = new Map(all.map(({ experience, reason }) => [experience, reason]))
  const indexes = new Map(all.map(({ experience, index }) => [experience, index]))
  const taken = new Set(plan.slots.map(({ slot }) => slot))
  return {
    language,
    path: context.page.path,
    now: new Date(now).toISOString(),
    timeZone: ruleset.site.timeZone,
    visitorZone: context.geo.timeZone,
    visitor: profile.visitor === null ? 'unknown' : 'known',
    consent: decided.consent,
    attributes: attributesRead(candidatesOn(decided), runnable.conditionOptions, told.attributes, told.around),
    slots: plan.slots.map(({ slot, selector, experience, arm }) => ({
      slot,
      selector,
      experience,
      arm,
      name: name(experience),
      sentence: told.why(indexes.get(experience)!, reasons.get(experience)!),
    })),
    untouched: slotsOn(decided).filter((slot) => !taken.has(slot)),
    stops: all
      .filter(({ reason }) => reason.reason !== 'won')
      .map(({ experience, reason }) => ({
        experience,
        name: name(experience),
        reason: reason.reason,
        sentence: describeReason(reason, language, ruleset.site.timeZone),
      })),
    experiences: listed(
      all.map(({ experience, reason, index }) => ({ experience, name: name(experience), reason, index })),
      wanted,
      ({ experience, reason, index }) => ({
        experience,
        name: name(experience),
        reason: reason.reason,
        sentence: told.why(index, reason),
        ...told.condition(index),
      }),
    ),
  }
}

/** How one decision is put into words. */
function teller({ ruleset, runnable, context, profile }: Decided, language: WordingLanguage) {
  const attributes = attributesOf(context, profile)
  const around: Around = aroundOf(attributes, language)
  const traceOf: ExperienceTrace = traceExperiences(runnable, context, profile)
  const experienceAt = (index: number): RunnableExperience => runnable.experiences[index]!
  return {
    attributes,
    around,
    names: new Map(ruleset.experiences.map(({ id, name }) => [id, nameIn(name, language) ?? id])),
    why: (index: number, reason: Reason): string =>
      describeWhy(reason, traceOf(experienceAt(index)), around, ruleset.site.timeZone),
    condition(index: number): Pick<ExperienceAnswer, 'condition' | 'tree' | 'outline'> {
      const experience = experienceAt(index)
      const trace = traceOf(experience)
      if (trace === null) return { condition: null, tree: null, outline: null }
      return {
        condition: describeCondition(experience.condition, language),
        tree: treeOf(trace),
        outline: outlineOf(trace, around),
      }
    },
  }
}

const candidatesOn = ({ runnable, context }: Decided): readonly RunnableExperience[] =>
  pageIndex(runnable, context.page.path).candidates.map(({ experience }) => experience)

const slotsOn = ({ runnable, context }: Decided): readonly SlotId[] =>
  pageIndex(runnable, context.page.path).slots.map((slot) => runnable.slots[slot]!.id)

function nameIn(name: Localized | null, language: WordingLanguage): string | null {
  if (name === null) return null
  return typeof name === 'string' ? name : (name[language] ?? Object.values(name)[0] ?? null)
}
