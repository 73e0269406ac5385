/** What is remembered of somebody before anything is. Not their first page: that is count-page.ts. */

import type { Memory } from '../memory.ts'

/** No page is counted yet. `visitor` is an id of 22 characters, `path` normalised, `now` in epoch milliseconds. */
export function newMemory(visitor: string, path: string, now: number): Memory {
  const seconds = Math.floor(now / 1000)
  return {
    visitor,
    since: seconds,
    isKnown: false,
    visits: {
      count: 1,
      pageCount: 0,
      lastSeen: seconds,
      began: seconds,
      daysSinceLast: null,
      landingPath: path,
    },
    affinities: {},
    items: [],
    searches: [],
    cart: [],
    purchases: { count: 0, value: 0, lastAt: null },
    assignments: {},
    plans: {},
    dismissed: [],
    traits: {},
    scores: {},
    absorbed: 0,
  }
}
