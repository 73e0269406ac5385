/** Text from files, pages and other programs, before a terminal gets it. Not for our own sentences. */

/** Controls, which move cursors and set titles, and the marks that turn the direction of writing. */
const INVISIBLE = /\p{Cc}|\p{Bidi_Control}|\u2028|\u2029/gu
const REPLACEMENT = '\ufffd'

/** One column each: a tab is a space, other controls are `�`. */
export const visible = (text: string): string => text.replace(INVISIBLE, (char) => (char === '\t' ? ' ' : REPLACEMENT))

/** The colours and weights of our own that terminal.ts puts around words. */
const STYLING = '\\u001b\\[(?:[12]|22|3[1236]|39)m'
const STYLED_OR_INVISIBLE = new RegExp(`${STYLING}|${INVISIBLE.source}`, 'gu')

/**
 * Lines of any origin as they are written: the last gate, for what nobody made visible before. Line ends and tabs stay, and
 * so do our own colours, where they are wanted.
 */
export const harmless = (text: string, coloured: boolean): string =>
  text.replace(STYLED_OR_INVISIBLE, (found) => {
    if (found === '\n' || found === '\t') return found
    if (found.length === 1) return REPLACEMENT
    return coloured ? found : ''
  })
