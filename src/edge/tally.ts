/** How often this isolate fell back, by reason: in all, for health in development, and since it was last told to the record. */

import type { Fallback } from './failure.ts'

/** `record_lost`: events that never reached the inbox, one for each. */
export type Counted = Fallback | 'record_lost'

export interface UntoldCount {
  readonly site: string
  readonly reason: Counted
  readonly count: number
}

export interface Tally {
  count(site: string, reason: Counted, times?: number): void
  /** Since the isolate began, of all sites. */
  read(): { readonly [reason: string]: number }
  /** Whether `take` has something. */
  hasUntold(): boolean
  /** Since it was last taken; whoever takes it tells it. */
  take(): readonly UntoldCount[]
}

export function newTally(): Tally {
  const totals = new Map<Counted, number>()
  let untold: { -readonly [K in keyof UntoldCount]: UntoldCount[K] }[] = []
  return {
    count(site, reason, times = 1) {
      totals.set(reason, (totals.get(reason) ?? 0) + times)
      const known = untold.find((one) => one.site === site && one.reason === reason)
      if (known === undefined) untold.push({ site, reason, count: times })
      else known.count += times
    },
    read: () => Object.fromEntries(totals),
    hasUntold: () => untold.length > 0,
    take() {
      const taken = untold
      untold = []
      return taken
    },
  }
}
