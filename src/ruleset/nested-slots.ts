/** Slots that lie in each other on the same pages, as far as their selectors tell. Not what the page has: only the stream knows that. */

import type { AuthoredRuleset } from '../core/authored.ts'
import type { PathPattern } from '../core/compiled.ts'
import { at, type Issue, warning } from '../core/issue.ts'
import { pathMatches, pathPattern } from '../core/page/path.ts'
import { liesInside, meansSame, parseSelector, type Selector } from '../core/page/selector.ts'

interface Placed {
  readonly id: string
  readonly selector: Selector
  readonly paths: readonly PathPattern[]
}

export function nestedSlotIssues(slots: AuthoredRuleset['slots']): readonly Issue[] {
  const placed = Object.entries(slots).flatMap(([id, slot]): readonly Placed[] => {
    const parsed = parseSelector(slot.selector)
    return parsed.ok ? [{ id, selector: parsed.value, paths: slot.paths.map(pathPattern) }] : []
  })
  return placed.flatMap((slot, index) =>
    placed.slice(0, index).flatMap((earlier) => (sharePage(slot, earlier) ? pairIssues(earlier, slot) : [])),
  )
}

function pairIssues(earlier: Placed, slot: Placed): readonly Issue[] {
  if (meansSame(slot.selector, earlier.selector)) {
    const message = `The slots ${earlier.id} and ${slot.id} are the same element on the same pages.`
    return [
      warning(
        at('slots', slot.id),
        'nested_slots',
        message,
        'Make one slot of them; an experience then claims it once.',
      ),
    ]
  }
  if (liesInside(slot.selector, earlier.selector)) return [nested(slot, earlier)]
  return liesInside(earlier.selector, slot.selector) ? [nested(earlier, slot)] : []
}

function nested(inner: Placed, outer: Placed): Issue {
  const message = `The slot ${inner.id} lies inside ${outer.id} on the same pages, and where both are edited the outer wins.`
  return warning(at('slots', inner.id), 'nested_slots', message, `Make it a part of ${outer.id}.`)
}

const sharePage = (one: Placed, other: Placed): boolean =>
  one.paths.some((left) => other.paths.some((right) => pathMatches(left, right.path) || pathMatches(right, left.path)))
