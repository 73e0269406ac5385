/** What differs between two authored rulesets, as data in the order of the document. Not how it is said: cli/diff/. */

import type { AuthoredExperience, AuthoredRuleset, AuthoredSlot, AuthoredVariant, Condition } from '../core/authored.ts'
import { sameValue } from '../core/condition/operators/equality.ts'
import { inNewOrder } from './moved.ts'

/** `before` is undefined where there was none, `after` where there is none any more. */
export type Difference =
  | { readonly in: 'site'; readonly key: string; readonly before: unknown; readonly after: unknown }
  | { readonly in: 'slot'; readonly slot: string; readonly change: 'added' | 'removed' }
  | {
      readonly in: 'slot'
      readonly slot: string
      readonly change: 'changed'
      /** `selector`, or that of a part: `parts.headline.selector`. */
      readonly key: string
      readonly before: unknown
      readonly after: unknown
    }
  | {
      readonly in: 'audience'
      readonly audience: string
      readonly before: Condition | undefined
      readonly after: Condition | undefined
    }
  | ExperienceDifference

export type ExperienceDifference = { readonly in: 'experience'; readonly experience: string } & (
  | { readonly change: 'added' | 'removed'; readonly whole: AuthoredExperience }
  /** `behind` null: it is the first now. */
  | { readonly change: 'moved'; readonly behind: string | null }
  | { readonly change: 'changed'; readonly key: ExperienceKey; readonly before: unknown; readonly after: unknown }
  | { readonly change: 'variant added' | 'variant removed'; readonly variant: string }
  | { readonly change: 'weight'; readonly variant: string; readonly before: number; readonly after: number }
  | {
      readonly change: 'content'
      readonly variant: string
      readonly slot: string
      /** Null: the slot itself. */
      readonly part: string | null
      readonly key: string
      readonly before: unknown
      readonly after: unknown
    }
)

export type ExperienceKey = (typeof EXPERIENCE_KEYS)[number]

/** What an experience says of itself, in the order in which people think of it. */
const EXPERIENCE_KEYS = [
  'name',
  'enabled',
  'audience',
  'when',
  'schedule',
  'group',
  'allocation',
  'cap',
  'control',
  'goal',
  'campaign',
] as const

/** What is meant where a key is left out. */
const DEFAULTS: { readonly [key: string]: unknown } = {
  memory: 'by-region',
  holdout: 0,
  script: false,
  match: 'first',
  kind: 'element',
  enabled: true,
  when: {},
  allocation: 1,
  control: 0,
}

/** Both valid. What is written differently but means the same (a default, the order of keys) is no difference. */
export function differences(before: AuthoredRuleset, after: AuthoredRuleset): readonly Difference[] {
  const hasParts = (slot: string): boolean =>
    Object.keys(own(after.slots, slot)?.parts ?? own(before.slots, slot)?.parts ?? {}).length > 0
  return [
    ...changedKeys(before.site, after.site).map((changed) => ({ in: 'site' as const, ...changed })),
    ...idsOf(before.slots, after.slots).flatMap((id) =>
      slotDifferences(id, own(before.slots, id), own(after.slots, id)),
    ),
    ...idsOf(before.audiences, after.audiences).flatMap((audience) => {
      const [old, now] = [own(before.audiences, audience), own(after.audiences, audience)]
      return isSame(old, now) ? [] : [{ in: 'audience' as const, audience, before: old, after: now }]
    }),
    ...experienceDifferences(before.experiences, after.experiences, hasParts),
  ]
}

function slotDifferences(slot: string, before?: AuthoredSlot, after?: AuthoredSlot): readonly Difference[] {
  if (before === undefined || after === undefined) {
    return [{ in: 'slot', slot, change: before === undefined ? 'added' : 'removed' }]
  }
  const { parts: partsBefore = {}, ...restBefore } = before
  const { parts: partsAfter = {}, ...restAfter } = after
  const inParts = idsOf(partsBefore, partsAfter).flatMap((part) => {
    const [old, now] = [own(partsBefore, part), own(partsAfter, part)]
    if (old === undefined || now === undefined) return [{ key: `parts.${part}`, before: old, after: now }]
    return changedKeys(old, now).map((changed) => ({ ...changed, key: `parts.${part}.${changed.key}` }))
  })
  const changed = [...changedKeys(restBefore, restAfter), ...inParts]
  return changed.map((one) => ({ in: 'slot', slot, change: 'changed', ...one }))
}

function experienceDifferences(
  before: readonly AuthoredExperience[],
  after: readonly AuthoredExperience[],
  hasParts: (slot: string) => boolean,
): readonly ExperienceDifference[] {
  const old = new Map(before.map((experience) => [experience.id, experience]))
  const now = new Map(after.map((experience) => [experience.id, experience]))
  const moved = inNewOrder([...old.keys()], [...now.keys()])
  const removed = before.filter(({ id }) => !now.has(id))
  return [
    ...after.flatMap((experience, index) => {
      const { id } = experience
      const was = old.get(id)
      if (was === undefined) return [{ in: 'experience', experience: id, change: 'added', whole: experience } as const]
      const behind = after[index - 1]?.id ?? null
      return [
        ...(moved.has(id) ? [{ in: 'experience', experience: id, change: 'moved', behind } as const] : []),
        ...within(was, experience, hasParts),
      ]
    }),
    ...removed.map((whole) => ({ in: 'experience', experience: whole.id, change: 'removed', whole }) as const),
  ]
}

function within(
  before: AuthoredExperience,
  after: AuthoredExperience,
  hasParts: (slot: string) => boolean,
): readonly ExperienceDifference[] {
  const { id } = before
  const changed = changedKeys(before, after, EXPERIENCE_KEYS).map(
    (one) => ({ in: 'experience', experience: id, change: 'changed', ...one, key: one.key as ExperienceKey }) as const,
  )
  const old = new Map(before.variants.map((variant) => [variant.id, variant]))
  const now = new Map(after.variants.map((variant) => [variant.id, variant]))
  const inVariants = [...new Set([...old.keys(), ...now.keys()])].flatMap((variant) =>
    variantDifferences(id, variant, old.get(variant), now.get(variant), hasParts),
  )
  return [...changed, ...inVariants]
}

function variantDifferences(
  experience: string,
  variant: string,
  before: AuthoredVariant | undefined,
  after: AuthoredVariant | undefined,
  hasParts: (slot: string) => boolean,
): readonly ExperienceDifference[] {
  const here = { in: 'experience', experience, variant } as const
  if (before === undefined) return [{ ...here, change: 'variant added' }]
  if (after === undefined) return [{ ...here, change: 'variant removed' }]
  const [weightBefore, weightAfter] = [before.weight ?? 1, after.weight ?? 1]
  const weight =
    weightBefore === weightAfter
      ? []
      : [{ ...here, change: 'weight', before: weightBefore, after: weightAfter } as const]
  const contents = idsOf(before.slots, after.slots).flatMap((slot) =>
    contentChanges(own(before.slots, slot), own(after.slots, slot), hasParts(slot)).map(
      (changed) => ({ ...here, change: 'content', slot, ...changed }) as const,
    ),
  )
  return [...weight, ...contents]
}

type Content = AuthoredVariant['slots'][string]

interface ContentChange extends Change {
  readonly part: string | null
}

/** Contents of a slot with parts are one level deeper; of `classes` and `attributes` the whole is compared. */
function contentChanges(before: Content = {}, after: Content = {}, hasParts: boolean): readonly ContentChange[] {
  return changedKeys(before, after).flatMap((changed): readonly ContentChange[] => {
    if (!hasParts) return [{ part: null, ...changed }]
    const inside = changedKeys((changed.before ?? {}) as object, (changed.after ?? {}) as object)
    return inside.map((one) => ({ part: changed.key, ...one }))
  })
}

interface Change {
  readonly key: string
  readonly before: unknown
  readonly after: unknown
}

function changedKeys(before: object, after: object, only?: readonly string[]): readonly Change[] {
  const [old, now] = [before as { [key: string]: unknown }, after as { [key: string]: unknown }]
  return (only ?? idsOf(old, now))
    .filter((key) => key !== '$comment')
    .map((key) => ({ key, before: own(old, key), after: own(now, key) }))
    .filter((one) => !isSame(one.before ?? DEFAULTS[one.key], one.after ?? DEFAULTS[one.key]))
}

const isSame = (one: unknown, other: unknown): boolean => sameValue(one, other) === true

/** In the order of the first, then what the second has besides. */
const idsOf = (before: object, after: object): readonly string[] => [
  ...new Set([...Object.keys(before), ...Object.keys(after)]),
]

const own = <T>(record: { readonly [key: string]: T }, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
