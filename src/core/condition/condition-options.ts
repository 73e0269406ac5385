/** What a condition is evaluated with, and its limits. Not what it asks: that is authored.ts. */

import type { Condition } from '../authored.ts'
import type { Dialect } from './operators/dialect.ts'

export interface ConditionOptions {
  /** Ours (operators/awase.ts), unless another is brought. */
  readonly dialect?: Dialect | undefined
  /** Value lists by name, for `$inGroup`. */
  readonly groups?: { readonly [group: string]: unknown } | undefined
  /** Saved conditions by name, for `$audience`. */
  readonly audiences?: { readonly [audience: string]: Condition } | undefined
  /** Without one, `$regex` is unknown. */
  readonly regex?: RegexEngine | null | undefined
}

/** Linear-time regular expressions; see regex.ts. `compile` gives null for a pattern that is invalid or too costly. */
export interface RegexEngine {
  compile(source: string, flags: '' | 'i'): ((text: string) => boolean) | null
}

/** Levels of nested conditions, operators included. What lies deeper is unknown. */
export const MAX_CONDITION_DEPTH = 32
/** Audiences that refer to audiences: one without references has height 1. A higher one is unknown. */
export const MAX_AUDIENCE_DEPTH = 8
/** Characters of a glob; a longer one is unknown. */
export const MAX_GLOB_LENGTH = 256
/** Characters of a value that `$contains`, `$glob`, `$regex` and `$regexi` look at; a longer value is unknown. */
export const MAX_MATCHED_LENGTH = 512
/** Levels of a list or object that is compared as a whole. What differs deeper only is unknown. */
export const MAX_VALUE_DEPTH = 16
