/** How much of one visitor the cookie can say at all. What goes when it says too much for a cookie: fit.ts. */

/** Characters of the value that is set; with its name and attributes well below the 4,096 that browsers keep. */
export const MAX_SEALED_LENGTH = 2_048
/** Of what was done since the last page: 1,500 letters once it is sealed. */
export const MAX_JOURNAL_BYTES = 1_100
/** Characters of a value that is read: more was never set, and is not even decoded. */
export const MAX_READ_LENGTH = 2_800

export const MAX_AFFINITIES_COUNT = 60
export const MAX_ITEMS_COUNT = 50
export const MAX_SEARCHES_COUNT = 20
export const MAX_CART_LINES_COUNT = 50
export const MAX_ASSIGNMENTS_COUNT = 100
export const MAX_PLANNED_COUNT = 60
/** Times of one experience, the latest. */
export const MAX_PLANS_COUNT = 50
export const MAX_DISMISSED_COUNT = 100
export const MAX_TRAITS_COUNT = 40
export const MAX_TRAIT_VALUES_COUNT = 20
export const MAX_SCORES_COUNT = 40

/** Letters of base64url. */
export const LOGIN_MARK_LENGTH = 8

/** UTF-16 code units. What is longer is left out if it is a name or an answer, and cut if it is words. */
export const MAX_NAME_LENGTH = 200
export const MAX_WORDS_LENGTH = 200
export const MAX_ANSWER_LENGTH = 1_000
export const MAX_PURPOSE_LENGTH = 500

export const MAX_COUNT = 1_000_000
/** Of one visitor, ever: after them the collector's acts are not taken any more. */
export const MAX_ACTS_COUNT = 2 ** 40
export const MAX_DAYS = 3_650
export const MAX_AMOUNT = 1e12
/** Epoch seconds: the year 2242. */
export const MAX_TIME_S = 2 ** 33 - 1
