/** The ruleset as marketers write it (RULESET format 1). Not what the edge runs: that is compiled.ts. */

import type { AuthoredConsent } from './consent-settings.ts'

export type Localized = string | { readonly [language: string]: string }

/** MongoDB query syntax; see condition.ts for the operators. */
export type Condition = { readonly [key: string]: unknown }

export interface AuthoredRuleset {
  readonly $schema?: string
  readonly format: 1
  readonly site: AuthoredSite
  readonly slots: { readonly [slot: string]: AuthoredSlot }
  readonly audiences: { readonly [audience: string]: Condition }
  readonly experiences: readonly AuthoredExperience[]
}

export type MemorySetting = 'on' | 'off' | 'by-region'

export interface AuthoredSite {
  /** IANA name; schedules and absent visitor time zones use it. */
  readonly timeZone: string
  /** BCP 47; the language of geo.regionName. */
  readonly locale: string
  readonly memory?: MemorySetting
  readonly consent?: AuthoredConsent
  /** Share of visitors kept out of every experience, 0..1. */
  readonly holdout?: number
  readonly weather?: { readonly nonCommercial?: boolean }
  /** Puts our script's tag into every page, so that the site can measure. */
  readonly script?: boolean
  /** What may be remembered of visitors besides what they do. */
  readonly schema?: AuthoredSchema
  /** Which pages speak for an interest, or are an item's own. */
  readonly paths?: readonly AuthoredSitePath[]
}

export interface AuthoredSchema {
  readonly traits?: { readonly [trait: string]: AuthoredTrait }
  readonly scores?: { readonly [score: string]: AuthoredScore }
  /** All there are; absent: any. */
  readonly categories?: readonly string[]
  /** What people call them. */
  readonly categoryLabels?: { readonly [category: string]: Localized }
}

export type TraitType = 'string' | 'number' | 'boolean' | 'strings'

export interface AuthoredTrait {
  readonly type: TraitType
  /** Of texts: all that it may be. */
  readonly values?: readonly string[]
  /** What people call each of `values`. */
  readonly valueLabels?: { readonly [value: string]: Localized }
  /** A consent purpose, or what people are told it is for. */
  readonly purpose?: Localized
  /** What people call it. */
  readonly label?: Localized
  /** The question that asks for it. */
  readonly ask?: Localized
  /** Its conditions may not drive slots that are `about` something. */
  readonly sensitive?: boolean
  /** How long it is kept, e.g. `365d`. */
  readonly retention?: string
}

export interface AuthoredScore {
  readonly label?: Localized
  readonly purpose?: Localized
  readonly retention?: string
}

/** `match` names steps of a path by `:name`; `affinity` and `item` are such a name, or a text of their own. */
export interface AuthoredSitePath {
  readonly match: string
  readonly affinity?: string
  readonly item?: string
}

export type SlotKind = 'element' | 'text' | 'html' | 'image' | 'link' | 'list'
export type PartKind = Exclude<SlotKind, 'list'>

export interface AuthoredSlot {
  /** Path patterns: exact (`/`), or with a trailing `/*`. */
  readonly paths: readonly string[]
  readonly selector: string
  readonly match?: 'first' | 'all'
  readonly kind?: SlotKind
  readonly parts?: { readonly [part: string]: AuthoredPart }
  /** List slots: the selector of an item, relative to the slot, one tag-qualified compound. */
  readonly item?: string
  /** List slots: where an item's key stands: `@data-x` on the item, or `a@href` on the first such element inside it. */
  readonly key?: string
  /** What nobody's sensitive traits may decide. */
  readonly about?: SlotSubject
}

export type SlotSubject = 'price' | 'credit' | 'eligibility'

export interface AuthoredPart {
  readonly selector: string
  readonly kind?: PartKind
}

export interface AuthoredExperience {
  readonly id: string
  readonly name?: Localized
  readonly enabled?: boolean
  readonly audience?: string
  readonly when?: Condition
  readonly schedule?: AuthoredSchedule
  readonly group?: string
  readonly allocation?: number
  readonly cap?: { readonly count: number; readonly per: string }
  readonly control?: number
  readonly goal?: string
  readonly campaign?: string
  readonly variants: readonly AuthoredVariant[]
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

export interface AuthoredSchedule {
  /** Local date-times in the site's time zone, `YYYY-MM-DDTHH:MM`; `until` is included to its last minute. */
  readonly from?: string
  readonly until?: string
  /** Any of these windows; `to` before `from` runs past midnight and belongs to the day it began. */
  readonly weekly?: readonly { readonly days: readonly Weekday[]; readonly from: string; readonly to: string }[]
}

export interface AuthoredVariant {
  readonly id: string
  readonly weight?: number
  /** Per slot: one content, or for a slot with parts one content per part. */
  readonly slots: { readonly [slot: string]: AuthoredContent | { readonly [part: string]: AuthoredContent } }
}

/** What a slot or part is changed to. Which keys are allowed follows from its kind. */
export interface AuthoredContent {
  readonly text?: string
  readonly html?: string
  readonly attributes?: { readonly [name: string]: string | null }
  readonly classes?: { readonly add?: readonly string[]; readonly remove?: readonly string[] }
  readonly hide?: boolean | readonly string[]
  readonly remove?: boolean
  readonly before?: string
  readonly after?: string
  readonly prepend?: string
  readonly append?: string
  readonly replace?: string
  readonly src?: string
  readonly alt?: string
  readonly srcset?: string
  readonly sizes?: string
  readonly href?: string
  readonly order?: { readonly first?: readonly string[]; readonly last?: readonly string[]; readonly by?: 'affinity' }
  /** List slots: key → position, 1 is the first. */
  readonly pin?: { readonly [key: string]: number }
}
