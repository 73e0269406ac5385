/** One authored experience → what the edge runs. Not the document around it: that is compile.ts. */

import type { AuthoredExperience, AuthoredRuleset, AuthoredVariant, Condition } from '../authored.ts'
import type { CompiledCap, CompiledExperience, CompiledSchedule, CompiledSlot, CompiledVariant } from '../compiled.ts'
import { durationSeconds } from '../fact/duration.ts'
import { at } from '../issue.ts'
import { compileContent } from './compile-content.ts'
import { compileSchedule } from './compile-schedule.ts'

/** What an experience is compiled against. */
export interface Surroundings {
  readonly authored: AuthoredRuleset
  readonly slots: readonly CompiledSlot[]
  /** Indexes into `slots`. */
  readonly places: ReadonlyMap<string, number>
  /** Enabled experiences by group. */
  readonly groupSizes: ReadonlyMap<string, number>
  /** Called with the JSON path of what could not be compiled. */
  readonly report: (path: string) => void
}

export function compileExperience(
  experience: AuthoredExperience,
  path: string,
  around: Surroundings,
): CompiledExperience {
  const variants = experience.variants.map((variant, index) =>
    compileVariant(variant, at(at(path, 'variants'), index), around),
  )
  const { id, enabled = true, audience, group = null, allocation = 1, control = 0, goal = null } = experience
  if (audience !== undefined && !Object.hasOwn(around.authored.audiences, audience)) around.report(at(path, 'audience'))
  const others = group === null ? 0 : (around.groupSizes.get(group) ?? 0) - (enabled ? 1 : 0)
  return {
    id,
    name: experience.name ?? null,
    enabled,
    slots: [...new Set(variants.flatMap(({ slots }) => slots.map(({ slot }) => slot)))].sort((a, b) => a - b),
    schedule: scheduleOf(experience, at(path, 'schedule'), around),
    condition: jsonOf(conditionOf(experience)),
    group,
    allocation,
    cap: capOf(experience, at(path, 'cap'), around),
    control,
    goal,
    randomised: variants.length > 1 || control > 0 || allocation < 1 || others > 0,
    variants: JSON.stringify(variants),
  }
}

function scheduleOf({ schedule }: AuthoredExperience, path: string, around: Surroundings): CompiledSchedule | null {
  if (schedule === undefined) return null
  const compiled = compileSchedule(schedule, around.authored.site.timeZone)
  if (compiled.ok) return compiled.value
  around.report(path)
  return null
}

function capOf({ cap }: AuthoredExperience, path: string, around: Surroundings): CompiledCap | null {
  if (cap === undefined) return null
  const per = durationSeconds(cap.per)
  if (per === null) around.report(at(path, 'per'))
  return per === null ? null : { count: cap.count, per }
}

const jsonOf = (condition: Condition | null): string | null => (condition === null ? null : JSON.stringify(condition))

/** An empty condition asks nothing and is left out. */
function conditionOf({ audience, when }: AuthoredExperience): Condition | null {
  const own = when === undefined || Object.keys(when).length === 0 ? null : when
  if (audience === undefined) return own
  return own === null ? { $audience: audience } : { $and: [{ $audience: audience }, own] }
}

function compileVariant(variant: AuthoredVariant, path: string, around: Surroundings): CompiledVariant {
  const slots: CompiledVariant['slots'][number][] = []
  for (const [id, content] of Object.entries(variant.slots)) {
    const slotPath = at(at(path, 'slots'), id)
    const index = around.places.get(id)
    const slot = index === undefined ? undefined : around.slots[index]
    if (index === undefined || slot === undefined) around.report(slotPath)
    else {
      const report = (...keys: readonly string[]) => around.report(keys.reduce(at, slotPath))
      slots.push({ slot: index, edits: compileContent(slot, content, report) })
    }
  }
  return { id: variant.id, weight: variant.weight ?? 1, slots: slots.sort((a, b) => a.slot - b.slot) }
}
