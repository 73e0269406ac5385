/** The ruleset as the edge runs it: plain JSON, built by compile.ts, read without validation. Not for authors. */

import type { Condition, Localized, MemorySetting, SlotKind } from './authored.ts'

export const COMPILED_FORMAT = 1

export type SlotId = string
export type ExperienceId = string
export type VariantId = string

export interface CompiledRuleset {
  readonly format: typeof COMPILED_FORMAT
  readonly site: CompiledSite
  readonly slots: readonly CompiledSlot[]
  /** Inlined nowhere: conditions refer to audiences by `$audience`. */
  readonly audiences: { readonly [audience: string]: Condition }
  readonly experiences: readonly CompiledExperience[]
  /** The attribute families and engines that this ruleset reads, so that nothing else is loaded or computed. */
  readonly needs: { readonly regex: boolean; readonly weather: boolean }
}

/** What `compiled:<site>:v<format>` holds. */
export interface PublishedRuleset {
  readonly revision: number
  /** SHA-256 of the authored text, hex. */
  readonly hash: string
  /** Epoch milliseconds. */
  readonly publishedAt: number
  /** Documents that this one and those before replaced, latest first: seen again soon after, they are a stale read. */
  readonly superseded: readonly { readonly hash: string; readonly at: number }[]
  readonly ruleset: CompiledRuleset
}

export interface CompiledSite {
  readonly timeZone: string
  readonly locale: string
  readonly memory: MemorySetting
  readonly holdout: number
  /** The site's declaration that its use of the free weather service is non-commercial. */
  readonly weatherNonCommercial: boolean
}

export interface CompiledSlot {
  readonly id: SlotId
  readonly paths: readonly PathPattern[]
  readonly selector: string
  /** Stands before the selectors of what is inside; see scope.ts. Those of parts and items have it already. */
  readonly scope: string
  readonly match: 'first' | 'all'
  readonly kind: SlotKind
  readonly parts: readonly { readonly id: string; readonly selector: string; readonly kind: SlotKind }[]
  readonly list: ListSlot | null
}

/** `exact`: the path itself; `under`: the path and all below it (`/items/*` also holds for `/items` and `/items/`). */
export interface PathPattern {
  readonly kind: 'exact' | 'under'
  readonly path: string
}

/** `on` null: the key is an attribute of the item; else of the first element inside it that matches `on`. */
export interface ListSlot {
  readonly item: string
  readonly key: { readonly on: string | null; readonly attribute: string }
}

export interface CompiledExperience {
  readonly id: ExperienceId
  /** For people, in explanations. */
  readonly name: Localized | null
  readonly enabled: boolean
  /** Indexes into `slots`, ascending. */
  readonly slots: readonly number[]
  readonly schedule: CompiledSchedule | null
  /** `audience` and `when` together; null is always true. */
  readonly condition: Condition | null
  readonly group: string | null
  readonly allocation: number
  /** Share of the allocated that gets the baseline and is recorded alike. */
  readonly control: number
  readonly goal: string | null
  /** Whether any question needs a visitor id: several variants, control, a partial allocation, or a shared group. */
  readonly randomised: boolean
  readonly variants: readonly CompiledVariant[]
}

export interface CompiledSchedule {
  /** Epoch milliseconds, half-open: from ≤ now < until. */
  readonly from: number | null
  readonly until: number | null
  /** Minutes of the site's local week, Monday 00:00 = 0, half-open, sorted, within 0..10080. Null: always. */
  readonly weekly: readonly (readonly [number, number])[] | null
}

export interface CompiledVariant {
  readonly id: VariantId
  readonly weight: number
  readonly slots: readonly { readonly slot: number; readonly edits: SlotEdits<Template> }[]
}

/** Text with merge fields. A plain string has none. */
export type Template = string | readonly (string | MergeField)[]

export interface MergeField {
  readonly attribute: string
  readonly fallback: string
}

/** Everything that happens to one slot. `T` is Template in a compiled ruleset and string in a plan. */
export interface SlotEdits<T> {
  readonly own: readonly Edit<T>[]
  readonly parts: readonly { readonly selector: string; readonly edits: readonly Edit<T>[] }[]
  readonly arrange: Arrangement | null
}

export type Edit<T> =
  | { readonly op: 'text'; readonly value: T }
  | { readonly op: 'html'; readonly value: T }
  | { readonly op: 'before' | 'after' | 'prepend' | 'append' | 'replace'; readonly value: T }
  | { readonly op: 'attribute'; readonly name: string; readonly value: T | null }
  | { readonly op: 'url'; readonly name: string; readonly value: T }
  | { readonly op: 'classes'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | {
      readonly op: 'image'
      readonly src: T
      readonly alt: T | null
      readonly srcset: T | null
      readonly sizes: T | null
    }
  | { readonly op: 'remove' }

/** How a list's own items are laid out anew. Keys that the page lacks are ignored; items that nothing names keep their order. */
export interface Arrangement {
  readonly first: readonly string[]
  readonly last: readonly string[]
  readonly by: 'affinity' | null
  /** Zero-based position by key. */
  readonly pin: readonly (readonly [string, number])[]
  readonly hide: readonly string[]
}
