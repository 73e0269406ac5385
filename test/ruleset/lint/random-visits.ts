/** Visits as the edge makes them: every fact of its type, missing or unknown where it may be. Drawn from a seed, by the thousand. Not a test. */

import type { VisitContext } from '../../../src/core/context.ts'
import { NOBODY, type Profile } from '../../../src/core/profile.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'

export interface Visit {
  readonly context: VisitContext
  readonly profile: Profile
  readonly now: number
}

export const NOW = Date.parse('2026-11-22T03:00:00Z')
const INSTANTS = [
  '2026-11-22T03:00:00Z',
  '2026-11-28T01:30:00Z',
  '2026-11-28T10:00:00Z',
  '2026-12-05T03:00:00Z',
  '2026-12-20T01:00:00Z',
  '2027-02-01T03:00:00Z',
].map((at) => Date.parse(at))
const PATHS = [
  '/',
  '/items',
  '/items/',
  '/items/1',
  '/items/1/',
  '/items/1/a',
  '/items/2',
  '/en',
  '/en/',
  '/en/x',
  '/other',
]

/** A small generator of its own, so that a thousand visits cost no shrinking. Source: Steele and others, SplitMix, 2014. */
export function draws(seed: number): (count: number) => number {
  let state = seed | 0
  return (count) => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) % count
  }
}

/** `memory` as the site has it: without it there is no visitor, and no visit is known. */
export function visit(draw: (count: number) => number, memory: boolean, experiences: number): Visit {
  const of = <T>(...values: readonly T[]): T => values[draw(values.length)]!
  const hour = of<number>(0, 1, 4, 5, 6, 12, 22, 23)
  const remembered = memory && draw(4) > 0
  const context = {
    geo: {
      country: of<unknown>('JP', 'US', 'DE', 'FR', null, UNKNOWN),
      latitude: of<unknown>(38, null),
      longitude: of<unknown>(140, null),
    },
    time: { hour, minuteOfDay: hour * 60 },
    weather: of<unknown>(UNKNOWN, { temperature: of<unknown>(-5, -1, 0, 0.5, 5, 9.99, 10, 20, null, UNKNOWN) }),
    page: { host: 'shop.example', path: of<string>(...PATHS), query: {} },
    utm: { source: of<unknown>('mail', 'MAIL', 'Mail', 'letter-1', 'Letter-2', 'LETTER', 'ads', 'l', null) },
    device: { kind: of<string>('mobile', 'tablet', 'desktop'), isBot: draw(8) === 0 },
    languages: of<readonly string[]>([], ['ja'], ['en'], ['ja', 'en'], ['fr'], ['fr', 'ja']),
  }
  const isNew = remembered ? of<unknown>(true, false) : UNKNOWN
  const assigned = Array.from({ length: draw(3) }, () => [`e${draw(experiences)}`, of<unknown>('v0', 'v1', null)])
  const profile = {
    ...NOBODY,
    visitor: remembered ? `visitor-${draw(10_000)}` : null,
    visit: { isNew },
    assignments: remembered ? Object.fromEntries(assigned) : {},
  }
  return {
    context: context as unknown as VisitContext,
    profile: profile as unknown as Profile,
    now: of<number>(...INSTANTS),
  }
}
