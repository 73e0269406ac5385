/** How often this isolate fell back, by reason: what health shows in development. Not a statistic of the site. */

import type { Fallback } from './failure.ts'

export interface Tally {
  count(reason: Fallback): void
  read(): { readonly [reason: string]: number }
}

export function newTally(): Tally {
  const counts = new Map<Fallback, number>()
  return {
    count: (reason) => void counts.set(reason, (counts.get(reason) ?? 0) + 1),
    read: () => Object.fromEntries(counts),
  }
}
