/** The ruleset as the edge runs it: plain JSON, built by compile.ts, read without validation. Not for authors. */

import type { Condition, Localized, MemorySetting, SlotKind, TraitType } from './authored.ts'
import type { Purpose } from './consent.ts'
import type { CompiledConsent } from './consent-settings.ts'

export const COMPILED_FORMAT = 3

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
  readonly needs: CompiledNeeds
  /** Of these very experiences: who changes them takes it away. Null: they are few, and asked one by one (match.ts). */
  readonly index: CompiledIndex | null
}

export interface CompiledNeeds {
  readonly regex: boolean
  readonly weather: boolean
  /** Of what is remembered; visits are always at hand. */
  readonly families: readonly MemoryFamily[]
}

/** Families of attributes that only a profile has. */
export type MemoryFamily = 'affinity' | 'profile' | 'cart' | 'traits' | 'score'

/**
 * Which values of which attributes make which conditions true. An experience has a row for each alternative of its
 * condition, in the order of the experiences; it is true when one of its rows is. Read by match/rule-index.ts.
 */
export interface CompiledIndex {
  /** For each experience, how many rows it has. */
  readonly rowCounts: PackedNumbers
  /** Rows that say less than their alternative: the experience's condition is asked when one of them stands. */
  readonly verified: PackedNumbers
  readonly columns: readonly CompiledColumn[]
}

/** One attribute as it is read: a row that is not among `asked` takes any value, known or not. */
export interface CompiledColumn {
  readonly attribute: string
  /** Whether texts are folded (normalise.ts) before they are looked for. */
  readonly folded: boolean
  /** Ascending; so are the rows that a missing value satisfies, true, and false. */
  readonly asked: PackedNumbers
  /** For each of `asked` what it asks of a list: its place in LIST_SENSES (match/list-rows.ts). */
  readonly onLists: PackedNumbers
  readonly missing: PackedNumbers
  readonly true: PackedNumbers
  readonly false: PackedNumbers
  readonly numbers: CompiledLine<number>
  readonly texts: CompiledLine<string>
}

/**
 * What rows accept along all numbers, or all texts by code unit: those that accept from the start on, those that accept
 * or refuse a single value unlike its neighbours, and those that change at a place of the order and stay so.
 */
export interface CompiledLine<T extends number | string> {
  readonly start: PackedNumbers
  /** Single values; for each how many rows differ there; these rows, one value after the other. */
  readonly points: readonly T[]
  readonly pointCounts: PackedNumbers
  readonly pointRows: PackedNumbers
  /** Places of the order, ascending; for each 1 when it lies just after its value, 0 just before; how many rows change; which. */
  readonly cuts: readonly T[]
  readonly cutsAfter: PackedNumbers
  readonly cutCounts: PackedNumbers
  readonly cutRows: PackedNumbers
}

/** A list of integers as a text: see match/packed-numbers.ts. */
export type PackedNumbers = string

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
  /** Whether pages get our script's tag. Absent, which is no, in what was compiled before there was a script. */
  readonly script?: boolean
  /** Null: the site says nothing of it. Absent in what was compiled before it could. */
  readonly consent?: CompiledConsent | null
  readonly schema: CompiledSchema
  readonly paths: readonly CompiledSitePath[]
}

/** What may be remembered of a visitor besides what they do. Names are the site's: look them up with Object.hasOwn. */
export interface CompiledSchema {
  readonly traits: { readonly [trait: string]: CompiledTrait }
  readonly scores: { readonly [score: string]: CompiledScore }
  /** All there are; null: any. */
  readonly categories: readonly string[] | null
  /** What people call them; what is not in it has its name. Absent where nothing is. */
  readonly categoryLabels?: Labels
}

/** The site's words for names of its own: look them up with Object.hasOwn. */
export interface Labels {
  readonly [name: string]: Localized
}

export interface CompiledScore {
  /** Under which it is kept and used. */
  readonly purpose: Purpose
  /** What people are told it is for. */
  readonly why: Localized | null
  /** What people call it; null: its name. */
  readonly label: Localized | null
  /** Seconds after which it is forgotten; null: with the rest. */
  readonly retention: number | null
}

export interface CompiledTrait extends CompiledScore {
  readonly type: TraitType
  /** All that it may be; null: any of the type. */
  readonly values: readonly string[] | null
  /** What people call its values; what is not in it stands as it is. Absent where nothing is. */
  readonly valueLabels?: Labels
  /** The question that asks for it. */
  readonly ask: Localized | null
  readonly sensitive: boolean
}

/** What a page tells by its path alone: see page/site-path.ts. */
export interface CompiledSitePath {
  /** Between the slashes; null: any. */
  readonly steps: readonly (string | null)[]
  /** Whether the pages below count, too. */
  readonly under: boolean
  /** A category, or the place of the step that names it. */
  readonly affinity: string | number | null
  /** An item, or the place of the step that names it. */
  readonly item: string | number | null
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
  /** Whether two of its parts, or a part and a picture around its image, may be one element, whose end both wait for. */
  readonly sharesEnds: boolean
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
  /** `audience` and `when` together, a Condition as JSON; null is always true. */
  readonly condition: string | null
  readonly group: string | null
  readonly allocation: number
  readonly cap: CompiledCap | null
  /** Share of the allocated that gets the baseline and is recorded alike. */
  readonly control: number
  readonly goal: string | null
  /** Whether any question needs a visitor id: several variants, control, a partial allocation, or a shared group. */
  readonly randomised: boolean
  /**
   * CompiledVariant[] as JSON, like the condition: of thousands of experiences a page needs a few, and a text is loaded
   * three times as fast as what it stands for.
   */
  readonly variants: string
  /** Of previews alone: nothing remembered keeps it away (decision/forced.ts). */
  readonly isForced?: boolean
}

/** How often a visitor meets an experience at most: `count` plans in any `per` seconds. */
export interface CompiledCap {
  readonly count: number
  readonly per: number
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
  /** Null in a plan: there `ranked` says what it came to. */
  readonly by: 'affinity' | null
  /** Of a plan alone: keys that come after `first`; those of one rank keep the page's order. */
  readonly ranked?: readonly (readonly string[])[]
  /** Zero-based position by key. */
  readonly pin: readonly (readonly [string, number])[]
  readonly hide: readonly string[]
  /** Of marked edits alone: see core/content/edit-mark.ts. */
  readonly isMarked?: boolean
}
