/** What one slot comes to on one page: what is met, what is edited, what stands in the way. Not the asking: examine-page.ts. */

import type { CompiledSlot } from '../../core/compiled.ts'
import { compare } from './comparison.ts'
import { doublesFinding } from './doubles.ts'
import { elementFindings } from './element-findings.ts'
import { fallbackFinding } from './fallback-text.ts'
import { fallbacks } from './fallbacks.ts'
import { type Finding, size, warning, worst } from './finding.ts'
import { hydrationFinding } from './framework.ts'
import { endByte, type Match, type PageParts, type SlotOnPage, type Taken } from './page-parts.ts'
import { ancestorsOf, startOf, type TreeElement } from './page-tree.ts'
import { partsOnPage } from './parts-on-page.ts'
import { preloadFindings } from './preloads.ts'
import type { StreamMatch, TrialResult } from './probe.ts'
import type { Trial } from './trials.ts'

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
    ...compare(slot.selector, taken, page, null),
    ...noscriptFindings(slot, page, count),
    ...(count > 1 && slot.match === 'first' ? [doublesFinding(matches, count, page)] : []),
    ...fallbacks(slot, taken, page, trials, results),
    ...taken.slice(0, 1).flatMap((one) => elementFindings(one, page)),
    ...preloadFindings(slot, taken, page, trials),
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
