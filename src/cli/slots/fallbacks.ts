/** Why the edge would leave a page with this slot as it came: its own verdict, and who is to blame. Not the words: fallback-text.ts. */

import type { CompiledSlot } from '../../core/compiled.ts'
import { touchesContent } from '../../core/content/edit-reach.ts'
import { VOID_TAGS } from '../../core/page/markup.ts'
import type { Fallback } from '../../edge/failure.ts'
import { fallbackFinding, type Unclosed } from './fallback-text.ts'
import type { Finding } from './finding.ts'
import { isInside, type PageParts, type Taken } from './page-parts.ts'
import type { StreamMatch, TrialResult } from './probe.ts'
import type { Trial } from './trials.ts'

export function fallbacks(
  slot: CompiledSlot,
  taken: readonly Taken[],
  page: PageParts,
  trials: readonly Trial[],
  results: readonly TrialResult[],
): readonly Finding[] {
  if (taken.length === 0) return []
  const failed = trials.flatMap(({ experiences, plan }, index) => {
    const failure = results[index]?.failure ?? null
    return failure === null || isAssumed(failure, experiences)
      ? []
      : [{ failure, experiences, unclosed: unclosedOf(slot, taken, page, plan) }]
  })
  const byFailure = Map.groupBy(failed, ({ failure }) => failure)
  return [...byFailure].map(([failure, same]) =>
    fallbackFinding(
      failure,
      same.flatMap(({ experiences }) => experiences),
      same.flatMap(({ unclosed }) => unclosed),
    ),
  )
}

/** What no experience edits may well be edited in a way that suits the element; whether it closes matters to most ways. */
const isAssumed = (failure: Fallback, experiences: readonly string[]): boolean =>
  experiences.length === 0 && (failure === 'void_target' || failure === 'untouchable_target')

/** The slot's own element first, then parts whose content is edited, then items. */
function unclosedOf(
  slot: CompiledSlot,
  taken: readonly Taken[],
  page: PageParts,
  { guards }: Trial['plan'],
): readonly Unclosed[] {
  const inside = (selector: string): readonly StreamMatch[] =>
    page.found(selector).matches.filter(({ start }) => isInside(page.source.toCharacter(start), taken))
  const parts = guards.parts.flatMap(({ selector, edits }) => {
    const id = slot.parts.find((part) => part.selector === selector)?.id ?? selector
    return touchesContent(edits) ? inside(selector).map((match) => ({ match, what: `the part ${id}` })) : []
  })
  const items = guards.arranges && slot.list !== null ? inside(slot.list.item) : []
  return [
    ...(guards.reaches ? taken.map(({ match }) => ({ match, what: 'the slot’s element' })) : []),
    ...parts,
    ...items.map((match) => ({ match, what: 'an item of the list' })),
  ]
    .filter(({ match }) => match.end.kind !== 'own' && !VOID_TAGS.has(match.tag))
    .map(({ match, what }) => ({
      what,
      tag: match.tag,
      line: page.source.placeOf(match.start).line,
      closedBy: closedBy(match, page),
    }))
}

const closedBy = ({ end }: StreamMatch, { source }: PageParts): string =>
  end.kind === 'other' ? `</${end.tag}> in line ${source.placeOf(end.from).line} closes it` : 'nothing closes it'
