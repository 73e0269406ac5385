/** The third truth value's source: a fact that is not known yet, or withheld. Not "missing": that is null or absent. */

export const UNKNOWN: unique symbol = Symbol('unknown')
export type Unknown = typeof UNKNOWN
