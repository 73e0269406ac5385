/** Elements that have no end tag: `onEndTag` throws for them, and content put into them vanishes without an error. */

const NAMES = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

export const isVoid = (element: Element): boolean => NAMES.has(element.tagName)
