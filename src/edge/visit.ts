/** One page request as the steps of handle.ts pass it on: its address, site and time. No behaviour beyond reading it. */

import { normalisePath } from '../core/page/path.ts'
import { type Deps, siteOf } from '../env.ts'
import type { Situation } from './gather.ts'

export interface PageVisit {
  readonly request: Request
  readonly url: URL
  /** Normalised. */
  readonly path: string
  readonly site: string
  /** Epoch milliseconds that rules see; in a simulation not the time of arrival. */
  readonly now: number
  readonly arrivedAt: number
  /** Development and previews only; see simulate.ts. */
  readonly simulation: Simulated | null
}

/** A visitor, place or moment that somebody wants to look from. Such a page records nothing. */
export interface Simulated {
  alter(situation: Situation): Situation
}

export function pageVisit(request: Request, url: URL, deps: Deps): PageVisit {
  const arrivedAt = deps.now()
  return {
    request,
    url,
    path: normalisePath(url.pathname),
    site: siteOf(deps.config, url.hostname),
    now: arrivedAt,
    arrivedAt,
    simulation: null,
  }
}
