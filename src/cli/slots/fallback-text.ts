/** Why a slot's page would go out as it came, in words. Not whether: the edge's own code says that (probe-worker.ts). */

import type { Fallback } from '../../edge/failure.ts'
import { MAX_LIST_ITEMS_COUNT, MAX_WINDOW_BYTES } from '../../edge/splice/limits.ts'
import { allOf } from '../../ruleset/phrase.ts'
import { bad, type Finding, size, warning } from './finding.ts'

/** An element without its own end tag, where it begins and what closes it. */
export interface Unclosed {
  /** `the slot’s element`, `the part headline`, `an item`. */
  readonly what: string
  readonly tag: string
  readonly line: number
  /** `</section> in line 5 closes it`, `nothing closes it`. */
  readonly closedBy: string
}

const WHOLE_PAGE = 'The whole page then goes out as the origin sent it.'
const NAMED_EXPERIENCES_COUNT = 3

/** `experiences`: those that would fall back; empty where none edits the slot, and editing it is only assumed. */
export function fallbackFinding(
  failure: Fallback,
  experiences: readonly string[],
  unclosed: readonly Unclosed[],
): Finding {
  const [message, advice] = failure === 'unbalanced_element' ? unbalanced(unclosed) : REASONS[failure]
  if (experiences.length === 0) {
    return warning(
      `would_${failure}`,
      `No experience edits this slot yet; one that changes its content would fall back. ${message}`,
      advice,
    )
  }
  return bad(failure, `Falls back (${named(experiences)}). ${message}`, advice)
}

/** Message and advice. */
type Words = readonly [message: string, advice: string]

function unbalanced([first]: readonly Unclosed[]): Words {
  const advice = 'Close it in the page, or change only its attributes and classes and what stands before it.'
  if (first === undefined) return [`An element that is edited has no end tag of its own. ${WHOLE_PAGE}`, advice]
  const { what, tag, line, closedBy } = first
  return [`<${tag}> in line ${line} (${what}) has no end tag of its own: ${closedBy}. ${WHOLE_PAGE}`, advice]
}

const UNEXPECTED: Words = [
  `The rewriting failed in a way that has nothing to do with the page. ${WHOLE_PAGE}`,
  'Please report it, with the page.',
]

const REASONS: { readonly [failure in Exclude<Fallback, 'unbalanced_element'>]: Words } = {
  rules_unavailable: UNEXPECTED,
  fault: UNEXPECTED,
  isolate_full: UNEXPECTED,
  origin_cut: UNEXPECTED,
  encoding: [`The page’s encoding is one that the Worker does not touch. ${WHOLE_PAGE}`, 'Serve the page as UTF-8.'],
  compressed: [
    `The page’s Content-Encoding is one that the Worker does not read. ${WHOLE_PAGE}`,
    'Serve it with gzip, br or none.',
  ],
  ambiguous_markup: [
    `HTMLRewriter gives this page up: its markup can be read in two ways, has a tag of megabytes, or thousands of elements that nothing closes. ${WHOLE_PAGE}`,
    'Look for an unclosed <select> or a <frameset> before a <style> or <noscript>, for very long tags, and for items without end tags.',
  ],
  void_target: [
    `The element has no inside, and an edit would put something into it. ${WHOLE_PAGE}`,
    'Use before or after, or address the element around it.',
  ],
  untouchable_target: [
    `The element is one of code (script, iframe, template and their kind), which may go but not change. ${WHOLE_PAGE}`,
    'Narrow the selector to an element that shows content.',
  ],
  list_too_long: [
    `The list has more than ${MAX_LIST_ITEMS_COUNT} items. ${WHOLE_PAGE}`,
    'Narrow the slot to one list, or the item to the rows that matter.',
  ],
  too_large: [
    `It stands, or ends, beyond the first ${size(MAX_WINDOW_BYTES)} of the page, which is all that the Worker holds. It is left as it is.`,
    'Move it further up in the page, or make the page smaller.',
  ],
}

/** The first of them, and how many more. */
export function named(experiences: readonly string[]): string {
  const shown = experiences.slice(0, NAMED_EXPERIENCES_COUNT)
  const rest = experiences.length - shown.length
  return rest === 0 ? allOf(shown) : `${shown.join(', ')} and ${rest} more`
}
