/** test/cases/decide.json made runnable, for decide and explain alike. Not for the properties, which make their own rulesets. */

import type { Condition } from '../../src/core/authored.ts'
import type { VisitContext } from '../../src/core/context.ts'
import { makeRunnable, type RunnableRuleset } from '../../src/core/decision/runnable.ts'
import type { Arm, Reason } from '../../src/core/plan.ts'
import type { Profile } from '../../src/core/profile.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import table from '../cases/decide.json' with { type: 'json' }
import { onPath, SAMPLE_CONTEXT, type SampleExperience, sampleProfile, sampleRuleset } from './sample-ruleset.ts'

interface AuthoredCase {
  readonly name: string
  readonly at?: string
  readonly path?: string
  readonly timeZone?: string
  readonly holdout?: number
  readonly visitor?: string | null
  readonly assignments?: { readonly [experience: string]: Arm }
  /** By dotted name; `{ "$unknown": true }` is UNKNOWN. */
  readonly context?: { readonly [attribute: string]: unknown }
  readonly audiences?: { readonly [audience: string]: Condition }
  readonly experiences: readonly SampleExperience[]
  readonly reasons?: { readonly [experience: string]: object }
  readonly stops?: { readonly [experience: string]: string }
  readonly slots?: { readonly [slot: string]: string }
  /** Claimed slots that keep the origin's content though an arm other than control has them. */
  readonly baseline?: readonly string[]
  readonly addressed?: boolean
  readonly isHoldout?: boolean
}

export interface DecideCase {
  readonly name: string
  readonly ruleset: RunnableRuleset
  readonly context: VisitContext
  readonly profile: Profile
  readonly now: number
  readonly expected: {
    /** By experience; those that are absent are not looked at. */
    readonly reasons: { readonly [experience: string]: Reason }
    readonly stops: { readonly [experience: string]: string }
    readonly slots: { readonly [slot: string]: string }
    readonly baseline: readonly string[]
    readonly addressed: boolean
    readonly holdout: boolean
  }
}

const NOON = '2026-11-22T12:00:00+09:00'
const SLOTS = { hero: ['/'], nav: ['/*'] }

export const DECIDE_CASES: readonly DecideCase[] = (table.cases as unknown as readonly AuthoredCase[]).map(read)

function read(authored: AuthoredCase): DecideCase {
  const { name, at = NOON, path = '/', visitor = 'visitor-2', assignments = {}, context = {} } = authored
  return {
    name,
    ruleset: makeRunnable(sampleRuleset({ ...authored, slots: SLOTS }), null),
    context: onPath(path, withValues(context)),
    profile: sampleProfile(visitor, assignments),
    now: Date.parse(at),
    expected: {
      reasons: Object.fromEntries(
        Object.entries(authored.reasons ?? {}).map(([id, reason]) => [id, readReason(reason)]),
      ),
      stops: authored.stops ?? {},
      slots: authored.slots ?? {},
      baseline: authored.baseline ?? [],
      addressed: authored.addressed ?? true,
      holdout: authored.isHoldout ?? false,
    },
  }
}

/** Times are written for people, and epoch milliseconds in a reason. */
function readReason(reason: object): Reason {
  const hasTime = 'opensAt' in reason && typeof reason.opensAt === 'string'
  return (hasTime ? { ...reason, opensAt: Date.parse(String(reason.opensAt)) } : reason) as Reason
}

function withValues(values: { readonly [attribute: string]: unknown }): VisitContext {
  const context = structuredClone(SAMPLE_CONTEXT) as unknown as { [name: string]: unknown }
  for (const [attribute, value] of Object.entries(values)) {
    const names = attribute.split('.')
    const last = names.pop()!
    const family = names.reduce((object, name) => object[name] as { [name: string]: unknown }, context)
    family[last] = typeof value === 'object' && value !== null && '$unknown' in value ? UNKNOWN : value
  }
  return context as unknown as VisitContext
}
