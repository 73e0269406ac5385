/** A page view, counted at once, before the page's own decision: visits, interests, items. Not events: count-event.ts. */

import type { CompiledSite } from '../compiled.ts'
import type { Memory, VisitMemory } from '../memory.ts'
import { toldByPath } from '../page/site-path.ts'
import { withInterest } from './affinity.ts'
import { MAX_DAYS, MAX_PAGES_COUNT, MAX_VISITS_COUNT } from './limits.ts'
import { withItem } from './lists.ts'

/** A visit ends after so much silence. */
export const VISIT_GAP_S = 30 * 60
const DAY_S = 86_400

/** `path` is normalised, `now` in epoch milliseconds. */
export function countPage(
  memory: Memory,
  path: string,
  site: Pick<CompiledSite, 'paths' | 'schema'>,
  now: number,
): Memory {
  const seconds = Math.floor(now / 1000)
  const { categories, items } = toldByPath(path, site)
  return {
    ...memory,
    visits: continued(memory.visits, path, seconds),
    affinities: categories.reduce((all, category) => withInterest(all, category, seconds), memory.affinities),
    items: items.reduce((all, item) => withItem(all, item, seconds), memory.items),
  }
}

/** A clock that ran backwards (another machine's) is the same visit. */
function continued(visits: VisitMemory, path: string, now: number): VisitMemory {
  if (visits.pageCount === 0) return { ...visits, pageCount: 1, lastSeen: now, began: now, landingPath: path }
  const silence = now - visits.lastSeen
  const lastSeen = Math.max(now, visits.lastSeen)
  if (silence <= VISIT_GAP_S) {
    return { ...visits, lastSeen, pageCount: Math.min(visits.pageCount + 1, MAX_PAGES_COUNT) }
  }
  return {
    count: Math.min(visits.count + 1, MAX_VISITS_COUNT),
    pageCount: 1,
    lastSeen,
    began: now,
    daysSinceLast: Math.min(Math.floor(silence / DAY_S), MAX_DAYS),
    landingPath: path,
  }
}
