/** What a page goes by of its visitor, and nobody's: all of it that start-up evaluates. How it is read and kept: profile.ts, loaded with the first visitor who may be remembered. */

import type { Memory } from '../core/memory.ts'
import { NOBODY, type Profile } from '../core/profile.ts'

export interface KnownProfile {
  readonly profile: Profile
  /** What is to be kept of this page, as far as it is known before its plan; null: nothing. */
  readonly memory: Memory | null
  /** Whether nothing was known before this page. */
  readonly isStranger: boolean
}

/** Memory is off or refused: nothing is read, nothing randomised, nothing kept. */
export const FORGOTTEN: KnownProfile = { profile: NOBODY, memory: null, isStranger: true }

/** Nobody may ever see such a page. */
export const isPrefetch = (headers: Headers): boolean => headers.get('sec-purpose')?.includes('prefetch') ?? false
