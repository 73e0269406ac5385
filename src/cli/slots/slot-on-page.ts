/** What one slot comes to on one page: what is met, what is edited, what stands in the way. Not the asking: examine-page.ts. */

import type { CompiledSlot } from '../../core/compiled.ts'
import { touchesContent } from '../../core/content/edit-reach.ts'
import { VOID_TAGS } from '../../core/page/markup.ts'
import { parseSelector } from '../../core/page/selector.ts'
import { differenceFinding } from './difference-text.ts'
import { differences } from './differences.ts'
import { doublesFinding } from './doubles.ts'
import { elementFindings } from './element-findings.ts'
import { type Clash, fallbackFinding, type Unclosed } from './fallback-text.ts'
import { type Finding, type Mark, size, warning, worst } from './finding.ts'
import { type FoundFramework, hydrationFinding } from './framework.ts'
import { itemsOnPage } from './items-on-page.ts'
import type { PageSource, Place } from './page-source.ts'
import { ancestorsOf, type PageTree, startOf, type TreeElement } from './page-tree.ts'
import type { SelectorMatches, StreamMatch, TrialResult } from './probe.ts'
import type { Trial } from './trials.ts'

/** A page taken apart. */
export interface PageParts {
  readonly source: PageSource
  /** As a browser with scripts builds it. */
  readonly tree: PageTree
  /** As one without scripts does, where the page has any `<noscript>`. */
  readonly scriptless: PageTree | null
  readonly frameworks: readonly FoundFramework[]
  readonly found: (selector: string) => SelectorMatches
}

export interface Match extends Place {
  readonly tag: string
  /** Share of the page's bytes that the Worker reads until the element has ended, 0..1; null where it never ends. */
  readonly endShare: number | null
  readonly closedBy: StreamMatch['end']['kind']
  readonly snippet: string
  /** Whether an edit goes there. */
  readonly isTaken: boolean
}

export interface PartOnPage {
  /** A part's id, `item` or `key`. */
  readonly name: string
  readonly selector: string
  /** Inside the element that is edited. */
  readonly count: number
  /** The first of them. */
  readonly first: Place | null
  readonly mark: Mark
  readonly findings: readonly Finding[]
}

export interface SlotOnPage {
  readonly mark: Mark
  readonly count: number
  readonly matches: readonly Match[]
  readonly parts: readonly PartOnPage[]
  readonly findings: readonly Finding[]
}

/** With the match in the stream, the characters where it begins and ends. */
export interface Taken {
  readonly match: StreamMatch
  readonly from: number
  readonly to: number
}

const TOLD_MATCHES_COUNT = 20
/** Parsing that far on every view shows in the CPU time. */
const LATE_END_BYTES = 512 * 1024

export function slotOnPage(
  slot: CompiledSlot,
  page: PageParts,
  trials: readonly Trial[],
  results: readonly TrialResult[],
): SlotOnPage {
  const { count, matches, gaveUp } = page.found(slot.selector)
  if (gaveUp) return lost(trials)
  const taken = takenOf(slot, matches, page)
  const parts = taken.length === 0 ? [] : partsOnPage(slot, taken, page)
  const findings = [
    ...(count === 0 ? [missing(slot, page)] : []),
    ...differencesOf(slot.selector, taken, page, null),
    ...noscriptFindings(slot, page, count),
    ...(count > 1 && slot.match === 'first' ? [doublesFinding(matches, count, page)] : []),
    ...fallbacks(slot, taken, page, trials, results),
    ...taken.slice(0, 1).flatMap((one) => elementFindings(one, page)),
    ...late(slot, taken, page),
    ...hydration(taken, page),
  ]
  return {
    mark: worst([...findings, ...parts].map(({ mark }) => mark)),
    count,
    matches: matches.slice(0, TOLD_MATCHES_COUNT).map((match) => told(match, taken, page)),
    parts,
    findings,
  }
}

/** An untagged selector on a page with a tag of megabytes. */
function lost(trials: readonly Trial[]): SlotOnPage {
  const finding = fallbackFinding(
    'ambiguous_markup',
    trials.flatMap(({ experiences }) => experiences),
    [],
  )
  return { mark: finding.mark, count: 0, matches: [], parts: [], findings: [finding] }
}

function takenOf({ match }: CompiledSlot, matches: readonly StreamMatch[], page: PageParts): readonly Taken[] {
  return (match === 'first' ? matches.slice(0, 1) : matches).map((one) => ({
    match: one,
    from: page.source.toCharacter(one.start),
    to: page.source.toCharacter(endByte(one, page)),
  }))
}

/** As far as the stream has it for its inside. */
export function endByte({ start, end }: StreamMatch, { source }: PageParts): number {
  switch (end.kind) {
    case 'own':
      return end.to
    case 'other':
      return end.from
    case 'never':
      return source.bytes.byteLength
    case 'void':
      return start
  }
}

function told(match: StreamMatch, taken: readonly Taken[], page: PageParts): Match {
  const { source } = page
  return {
    tag: match.tag,
    ...source.placeOf(match.start),
    endShare: match.end.kind === 'never' ? null : endByte(match, page) / Math.max(1, source.bytes.byteLength),
    closedBy: match.end.kind,
    snippet: source.snippetAt(match.start),
    isTaken: taken.some((one) => one.match === match),
  }
}

function missing({ selector }: CompiledSlot, { tree }: PageParts): Finding {
  const advice =
    tree.select(selector).length > 0
      ? 'Write what stands in the page’s source: the Worker goes by that.'
      : 'Look at the page’s source (not at the inspector) for what marks the element.'
  return warning('no_match', `${selector} meets nothing on this page.`, advice)
}

/** `within` null: on the whole page, else only inside what is edited. */
function differencesOf(
  selector: string,
  taken: readonly Taken[],
  { source, tree, found }: PageParts,
  within: readonly Taken[] | null,
): readonly Finding[] {
  const { count, matches } = found(selector)
  if (count > matches.length) return [] // not all places are known, so that nothing can be compared
  const starts = matches.map(({ start }) => source.toCharacter(start))
  return differences(selector, starts, tree).flatMap((difference) => {
    const at = within === null ? difference.at : difference.at.filter((one) => isInside(one, within))
    if (at.length === 0) return []
    const line = at[0] === -1 ? null : `line ${source.placeOf(source.toByte(at[0]!)).line}`
    const isTaken = taken.some(({ from }) => at.includes(from))
    return [differenceFinding({ ...difference, at }, line, isTaken)]
  })
}

const isInside = (at: number, taken: readonly Taken[]): boolean => taken.some(({ from, to }) => from < at && at < to)

function noscriptFindings(
  { selector }: CompiledSlot,
  { scriptless, source }: PageParts,
  count: number,
): readonly Finding[] {
  const hidden = (scriptless?.select(selector) ?? []).filter(isInNoscript)
  const [first] = hidden
  if (first === undefined) return []
  const { line } = source.placeOf(source.toByte(startOf(first)))
  const message = `The page also has it in <noscript> (line ${line}), which neither the Worker nor a browser with scripts sees.`
  const only = `The page has it in <noscript> only (line ${line}), which neither the Worker nor a browser with scripts sees.`
  return [
    count > 0
      ? warning(
          'in_noscript',
          message,
          'Visitors without scripts see that one unedited; nothing is to be done about it.',
        )
      : warning('only_in_noscript', only, 'Address the element that shows where scripts run.'),
  ]
}

const isInNoscript = (element: TreeElement): boolean => ancestorsOf(element).some(({ name }) => name === 'noscript')

function fallbacks(
  slot: CompiledSlot,
  taken: readonly Taken[],
  page: PageParts,
  trials: readonly Trial[],
  results: readonly TrialResult[],
): readonly Finding[] {
  if (taken.length === 0) return []
  const failed = trials.flatMap(({ experiences, plan }, index) => {
    const failure = results[index]?.failure ?? null
    return failure === null
      ? []
      : [
          {
            failure,
            experiences,
            unclosed: unclosedOf(slot, taken, page, plan),
            clash: clashOf(slot, taken, page, plan),
          },
        ]
  })
  const byFailure = Map.groupBy(failed, ({ failure }) => failure)
  return [...byFailure].map(([failure, same]) =>
    fallbackFinding(
      failure,
      same.flatMap(({ experiences }) => experiences),
      same.flatMap(({ unclosed }) => unclosed),
      same.map(({ clash }) => clash).find((clash) => clash !== null) ?? null,
    ),
  )
}

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

/** Two parts with one element: HTMLRewriter keeps one handler for its end tag, so that the other never sees it close. */
function clashOf(
  slot: CompiledSlot,
  taken: readonly Taken[],
  page: PageParts,
  { guards }: Trial['plan'],
): Clash | null {
  const byStart = new Map<number, string>()
  for (const { selector, edits } of guards.parts) {
    const first = page.found(selector).matches.find(({ start }) => isInside(page.source.toCharacter(start), taken))
    if (first === undefined || !touchesContent(edits)) continue
    const part = slot.parts.find((one) => one.selector === selector)?.id ?? selector
    const other = byStart.get(first.start)
    if (other !== undefined) return { parts: [other, part], line: page.source.placeOf(first.start).line }
    byStart.set(first.start, part)
  }
  return null
}

const closedBy = ({ end }: StreamMatch, { source }: PageParts): string =>
  end.kind === 'other' ? `</${end.tag}> in line ${source.placeOf(end.from).line} closes it` : 'nothing closes it'

function late({ match }: CompiledSlot, taken: readonly Taken[], page: PageParts): readonly Finding[] {
  const bytes = page.source.bytes.byteLength
  const end = match === 'all' ? bytes : Math.max(0, ...taken.map((one) => endByte(one.match, page)))
  if (taken.length === 0 || end < LATE_END_BYTES) return []
  const message =
    match === 'all'
      ? `match: all has the Worker read the whole page, ${size(bytes)}, on every view that edits it.`
      : `It ends ${size(end)} into the page: the Worker reads that far on every view that edits it.`
  return [warning('late', message, 'Edit something further up, or make the page smaller.')]
}

function hydration(taken: readonly Taken[], { tree, frameworks }: PageParts): readonly Finding[] {
  const element = taken.flatMap(({ from }) => tree.at(from).slice(0, 1))[0]
  const finding = element === undefined ? null : hydrationFinding(element, frameworks)
  return finding === null ? [] : [finding]
}

function partsOnPage(slot: CompiledSlot, taken: readonly Taken[], page: PageParts): readonly PartOnPage[] {
  if (slot.list !== null)
    return itemsOnPage(slot.list, taken, page, (selector) => differencesOf(selector, [], page, taken))
  return slot.parts.map(({ id, selector }) => {
    const inside = page.found(selector).matches.filter(({ start }) => isInside(page.source.toCharacter(start), taken))
    const findings = [
      ...partFindings(id, slot, selector, inside, taken, page),
      ...differencesOf(selector, [], page, taken),
    ]
    const first = inside[0] === undefined ? null : page.source.placeOf(inside[0].start)
    return {
      name: id,
      selector: ownPart(slot, selector),
      count: inside.length,
      first,
      mark: worst(findings.map(({ mark }) => mark)),
      findings,
    }
  })
}

/** As its author wrote it, without the slot's selector before it. */
const ownPart = ({ scope }: CompiledSlot, selector: string): string =>
  scope !== '' && selector.startsWith(scope) ? selector.slice(scope.length) : selector

function partFindings(
  id: string,
  slot: CompiledSlot,
  selector: string,
  inside: readonly StreamMatch[],
  taken: readonly Taken[],
  { source }: PageParts,
): readonly Finding[] {
  const own = ownPart(slot, selector)
  if (inside.length === 0) {
    const message = `The part ${id} (${own}) meets nothing inside the slot; what a variant puts there is not shown.`
    return [
      warning(
        'part_no_match',
        message,
        'Look at the page’s source for what marks it, or take the part out of the slot.',
      ),
    ]
  }
  if (slot.match === 'all' || inside.length <= taken.length || !parseSelector(own).ok) return []
  const { line } = source.placeOf(inside[0]!.start)
  const message = `The part ${id} (${own}) meets ${inside.length} elements inside the slot; the first, in line ${line}, is edited.`
  return [warning('part_double', message, 'Narrow the part’s selector if that is not the one.')]
}
