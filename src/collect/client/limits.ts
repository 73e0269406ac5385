/** Figures of the client script. They stand apart because the bundler puts figures of a file without imports into their places. */

/** Of a slot that counts as seen, on end. */
export const IN_VIEW_MS = 1_000
/** Of the slot, or of the viewport. */
export const HALF = 0.5
/** A page that changes is looked over again after so long: soon enough for eyes, seldom enough for processors. */
export const LOOK_AGAIN_MS = 200
/** The collector takes no more. */
export const MAX_LINES_COUNT = 100
/** MouseEvent.button. */
export const MIDDLE_BUTTON = 1
