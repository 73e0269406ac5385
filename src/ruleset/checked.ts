/** What a check gives back that also mends: the value to go on with, and what was found. */

import type { Issue } from '../core/issue.ts'

/** The value is of use only without errors: then it has its shape, and its HTML is sanitised. */
export interface Checked<T> {
  readonly value: T
  readonly issues: readonly Issue[]
}
