/** Text from files and from other programs, before a terminal gets it. Not for our own sentences. */

/** Controls, which move cursors and set titles, and the marks that turn the direction of writing. */
const INVISIBLE = /\p{Cc}|\p{Bidi_Control}|\u2028|\u2029/gu

/** One column each: a tab is a space, other controls are `�`. */
export const visible = (text: string): string => text.replace(INVISIBLE, (char) => (char === '\t' ? ' ' : '\ufffd'))
