/** How much is remembered of one visitor. What goes first stands with each. Not how many bytes a cookie takes: edge/. */

/** The weakest interests go first (affinity.ts). */
export const MAX_AFFINITIES_COUNT = 32
/** The items viewed longest ago, and the searches made longest ago. */
export const MAX_ITEMS_COUNT = 20
export const MAX_SEARCHES_COUNT = 10
/** The lines changed longest ago. */
export const MAX_CART_LINES_COUNT = 20
/** Those met longest ago: experiences that are still met are met again (names.ts keeps entries in this order). */
export const MAX_ASSIGNMENTS_COUNT = 64
export const MAX_PLANS_COUNT = 32
/** The earliest dismissals. */
export const MAX_DISMISSED_COUNT = 32
/** What was imported before what was declared, then the oldest. */
export const MAX_TRAITS_COUNT = 32
/** The oldest, which nobody has brought again for longest; of equally old ones the smallest. */
export const MAX_SCORES_COUNT = 32

/** Of one experience: a cap cannot count further. The latest stay. */
export const MAX_CAP_COUNT = 20

/** UTF-16 units of a name, an item, words, a text. What is longer is not remembered. */
export const MAX_NAME_LENGTH = 200
export const MAX_TRAIT_ITEMS_COUNT = 20
/** An interest of this weight is beyond doubt, and more views make it no more certain. */
export const MAX_AFFINITY_WEIGHT = 1000
export const MAX_VISITS_COUNT = 1_000_000
export const MAX_PAGES_COUNT = 100_000
export const MAX_DAYS = 3650
export const MAX_ITEM_VIEWS_COUNT = 100_000
export const MAX_QUANTITY = 1_000_000
export const MAX_PURCHASES_COUNT = 1_000_000
/** Money, in units of the site's currency. */
export const MAX_VALUE = 1e12
