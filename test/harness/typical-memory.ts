/** What is typically remembered of a visitor: the figures of the cookie are about this one. Not a random one: test/edge/sealed/any-memory.ts. */

import type { Memory } from '../../src/core/memory.ts'

const MINUTE_S = 60
const DAY_S = 86_400
/** 2026-11-22T09:00:00Z */
export const TYPICAL_NOW_S = 1_795_338_000

const CATEGORIES = [
  ...['rainwear', 'hiking', 'camping', 'footwear', 'packs', 'winter', 'lights', 'tents', 'climbing', 'running'],
  ...['trail-food', 'sleeping-bags'],
]
const ITEMS = [
  ...[
    'jacket-2p',
    'rain-shell-m',
    'tent-solo',
    'trail-boots-27',
    'headlamp-300',
    'down-parka',
    'stove-mini',
    'pack-45l',
  ],
  ...['wool-socks', 'poncho-light'],
]
const EXPERIENCES: readonly (readonly [id: string, arm: string | null])[] = [
  ['rain-jackets', 'jacket'],
  ['welcome-back', 'arrivals'],
  ['winter-sale', 'banner'],
  ['coupon-repeat', null],
  ['nav-by-affinity', 'ordered'],
  ['friday-rain', 'stay-down'],
  ['travel-summer', 'beaches'],
  ['newsletter', 'letter'],
]
/** Minutes before now at which an experience was planned. */
const PLANNED = [[3, 1_450, 4_300], [2_900, 5_760], [10_111], [35, 40, 1_433], [7_201, 8_700], [12_000, 15_333, 20_021]]

/** 20 visits, 12 affinities, 10 items, 8 assignments, 6 capped experiences with up to 3 times, at `now` in epoch seconds. */
export function typicalMemory(now = TYPICAL_NOW_S): Memory {
  return {
    visitor: 'q8Zt3vXkT0mY5bJw1cR7hA',
    since: now - 140 * DAY_S,
    isKnown: false,
    visits: {
      count: 20,
      pageCount: 4,
      lastSeen: now,
      began: now - 9 * MINUTE_S,
      daysSinceLast: 3,
      landingPath: '/category/rainwear/',
    },
    affinities: Object.fromEntries(
      CATEGORIES.map((category, at) => [
        category,
        { weight: 7.3 / (at + 1), at: now - Math.floor(1.9 ** at * 7) * MINUTE_S },
      ]),
    ),
    items: ITEMS.map((item, at) => ({ item, at: now - at ** 3 * 37 * MINUTE_S, count: 1 + (at % 3) })),
    searches: [],
    cart: [],
    purchases: { count: 2, value: 32_800, lastAt: now - 12 * DAY_S },
    assignments: Object.fromEntries(EXPERIENCES),
    plans: Object.fromEntries(
      PLANNED.map((ages, at) => [
        EXPERIENCES[at]![0],
        ages.map((minutes) => now - minutes * MINUTE_S).toSorted((a, b) => a - b),
      ]),
    ),
    dismissed: [],
    traits: {},
    scores: {},
    absorbed: 41,
  }
}
