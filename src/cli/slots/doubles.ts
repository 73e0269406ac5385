/** Several elements where one is edited: which, and what the others probably are. Not a narrower selector: proposal.ts. */

import { allOf } from '../../ruleset/phrase.ts'
import { type Finding, warning } from './finding.ts'
import type { PageParts } from './page-parts.ts'
import type { Place } from './page-source.ts'
import { type TreeElement, wordsOf } from './page-tree.ts'
import type { StreamMatch } from './probe.ts'

const NAMED_PLACES_COUNT = 4
const COPY = /(?:^|[-_\s])(?:cloned?|duplicate|copy)(?:$|[-_\s])|swiper-slide-duplicate|slick-cloned/i
const DEVICE = /(?:^|[-_\s])(?:sp|pc|mobile|desktop|phone|tablet|only-?(?:sp|pc))(?:$|[-_\s])/i

export function doublesFinding(matches: readonly StreamMatch[], count: number, page: PageParts): Finding {
  const [first, ...others] = matches
    .slice(0, NAMED_PLACES_COUNT + 1)
    .map(({ start }) => placeText(page.source.placeOf(start)))
  const rest = count - 1 - others.length
  const where = rest === 0 ? allOf(others) : `${others.join(', ')} and ${rest} more`
  const stay = count === 2 ? `the one in ${where} stays as it is` : `the others (${where}) stay as they are`
  const message = `The selector meets ${count} elements. match: first edits the one in ${first}; ${stay}.${likeness(matches, page)}`
  return warning(
    'several',
    message,
    'Narrow the selector to the one that is meant, or write "match": "all" to edit all of them.',
  )
}

const placeText = ({ line, column }: Place): string => `line ${line}:${column}`

/** What the elements have in common, where that says what they are. */
function likeness(matches: readonly StreamMatch[], { source, tree }: PageParts): string {
  const elements = matches.flatMap(({ start }) => tree.at(source.toCharacter(start)).slice(0, 1))
  if (elements.length < 2) return ''
  const names = elements.map(namesAround)
  if (names.some((name) => COPY.test(name))) return ' Their classes say that some are copies, as carousels make them.'
  if (names.some((name) => DEVICE.test(name)))
    return ' Their classes say that they are for different screens, such as phones and desktops.'
  const words = new Set(elements.map(wordsOf))
  return words.size === 1 && !words.has('') ? ' They hold the same text.' : ''
}

const namesAround = (element: TreeElement): string => {
  const around = element.parent !== null && 'attribs' in element.parent ? (element.parent as TreeElement).attribs : {}
  return [element.attribs.class, element.attribs.id, around.class, around.id].join(' ')
}
