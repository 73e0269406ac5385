/** The bounds of rewriting, with their units. Not the bounds of what marketers may write: see ruleset/limits.ts. */

/** The first look at a page whose slots are not known yet. */
export const FIRST_WINDOW_BYTES = 16 * 1024
/** A page of a known length up to here is one window. */
export const SMALL_PAGE_BYTES = 32 * 1024
/** No remembered window is smaller: what it would save is less than a second look costs. */
export const MIN_WINDOW_BYTES = 4 * 1024
/** When a slot was not met and closed, the window grows by this factor and is parsed anew. */
export const WIDEN_FACTOR = 4
/** A page is held up to here; slots beyond are left alone. */
export const MAX_WINDOW_BYTES = 4 * 1024 * 1024
/** All pages that an isolate holds at one moment, raw bytes and output together. */
export const MAX_HELD_PER_ISOLATE_BYTES = 48 * 1024 * 1024
/** A remembered end of the last slot is widened by this share, because pages breathe; what is in hand by then is enough. */
export const WINDOW_SLACK = 0.06
/** A body that keeps us waiting this long between two reads is a page that trickles. */
export const PATIENCE_MS = 5
/** Until so many bytes have come without a pause, any number is welcome; then at least half as many again. */
export const UNHURRIED_BYTES = 16 * 1024
/** And never more than this at a time, because what such a read has got cannot be sent before it is done. */
export const MAX_STEP_BYTES = 64 * 1024
/** And this long on a path whose pages trickled before. */
export const PATIENCE_AGAIN_MS = 1
/** A body that begins so long after its headers has them sent ahead of it the next time. */
export const START_MS = 25
export const MAX_SLOTS_PER_PAGE_COUNT = 64
export const MAX_LIST_ITEMS_COUNT = 500
/** Paths whose slots are remembered, per isolate. */
export const MAX_REMEMBERED_PATHS_COUNT = 2_000
/** A slot that a path did not have is looked for again once in so many views. */
export const LOOK_AGAIN_EVERY_VIEWS = 32
/** HTML's own bound for finding a charset in a `<meta>`. */
export const PRESCAN_BYTES = 1024
