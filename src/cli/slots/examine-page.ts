/** One page looked at: may the Worker edit it, what is each slot there. Not the fetching, and not the sum over pages: summary.ts. */

import type { CompiledRuleset } from '../../core/compiled.ts'
import { normalisePath, pathMatches } from '../../core/page/path.ts'
import { isRewritable } from '../../edge/forward.ts'
import type { FetchedPage } from './fetch-page.ts'
import { type Finding, warning } from './finding.ts'
import { frameworkFindings, frameworksOf } from './framework.ts'
import {
  gaveUp,
  guessedCharset,
  redirectFindings,
  refusal,
  sizeFindings,
  tooManySlots,
  unreadable,
} from './page-findings.ts'
import { endByte, type PageParts, type SlotOnPage } from './page-parts.ts'
import { pageSource } from './page-source.ts'
import { pageTree } from './page-tree.ts'
import type { ProbeAnswer, SelectorMatches } from './probe.ts'
import type { Prober } from './prober.ts'
import { slotOnPage } from './slot-on-page.ts'
import { jointPlan, type Trial, trialsOf } from './trials.ts'

export interface ExaminedPage {
  readonly page: FetchedPage
  readonly charset: string | null
  readonly findings: readonly Finding[]
  /** Null: not a page that the Worker edits; the findings say why. */
  readonly parts: PageParts | null
  /** By index of the ruleset's slots: those whose paths match. */
  readonly slots: ReadonlyMap<number, SlotOnPage>
}

/** `ruleset` null: only the page itself. */
export async function examinePage(
  page: FetchedPage,
  ruleset: CompiledRuleset | null,
  prober: Prober,
): Promise<ExaminedPage> {
  const around = redirectFindings(page)
  const not = (finding: Finding): ExaminedPage => ({
    page,
    charset: null,
    findings: [...around, finding],
    parts: null,
    slots: new Map(),
  })
  const refused = refusal(page, isRewritable(new Response(null, { status: page.status, headers: page.headers })))
  if (refused !== null) return not(refused)

  const addressed = ruleset === null ? [] : slotsAt(ruleset, page.url)
  const trials = addressed.map((index) => trialsOf(ruleset!, index))
  const selectors = ruleset === null ? [] : selectorsOf(ruleset, addressed)
  const answer = await prober.ask({ contentType: contentTypeOf(page), selectors, trials: plansOf(trials) }, page.bytes)
  if (answer.charset === null) return not(unreadable)
  if (answer.gaveUp) return not(gaveUp)

  const parts = partsOf(page, answer, answer.charset, selectors)
  return {
    page,
    charset: answer.charset,
    findings: [
      ...around,
      ...sizeFindings(page),
      ...(answer.isGuess ? [guessedCharset] : []),
      ...tooManySlots(addressed.length),
      ...frameworkFindings(parts.tree, parts.frameworks),
    ],
    parts,
    slots: ruleset === null ? new Map() : slotsOnPage(ruleset, addressed, trials, answer, parts),
  }
}

export const contentTypeOf = ({ headers }: FetchedPage): string => headers.get('content-type') ?? ''

/** Indexes of the slots whose paths match. */
export function slotsAt({ slots }: CompiledRuleset, url: URL): readonly number[] {
  const path = normalisePath(url.pathname)
  return slots.flatMap(({ paths }, index) => (paths.some((pattern) => pathMatches(pattern, path)) ? [index] : []))
}

const selectorsOf = ({ slots }: CompiledRuleset, addressed: readonly number[]): readonly string[] => [
  ...new Set(
    addressed.flatMap((index) => {
      const { selector, parts, list } = slots[index]!
      return [
        selector,
        ...parts.map((part) => part.selector),
        ...(list === null ? [] : [list.item, list.key.on ?? list.item]),
      ]
    }),
  ),
]

/** Each slot's own trials one after another, and last all slots together. */
const plansOf = (trials: readonly (readonly Trial[])[]) => [
  ...trials.flatMap((own) => own.map(({ plan }) => [plan])),
  trials.map(jointPlan),
]

function partsOf(page: FetchedPage, answer: ProbeAnswer, charset: string, selectors: readonly string[]): PageParts {
  const source = pageSource(page.bytes, charset)
  const tree = pageTree(source.text, { scripting: true })
  const bySelector = new Map(selectors.map((selector, index) => [selector, answer.found[index]!]))
  return {
    url: page.url,
    source,
    tree,
    scriptless: /<noscript/i.test(source.text) ? pageTree(source.text, { scripting: false }) : null,
    frameworks: frameworksOf(tree),
    found: (selector) => bySelector.get(selector) ?? NOTHING,
  }
}

const NOTHING: SelectorMatches = { count: 0, matches: [], gaveUp: false }

function slotsOnPage(
  ruleset: CompiledRuleset,
  addressed: readonly number[],
  trials: readonly (readonly Trial[])[],
  answer: ProbeAnswer,
  parts: PageParts,
): ReadonlyMap<number, SlotOnPage> {
  let next = 0
  const joint = answer.trials[answer.trials.length - 1]
  return new Map(
    addressed.map((index, place) => {
      const own = trials[place]!
      const results = answer.trials.slice(next, next + own.length)
      next += own.length
      const slot = ruleset.slots[index]!
      const on = slotOnPage(slot, parts, own, results)
      const isAlone = results.some(({ met }) => met.includes(slot.id))
      const isShadowed = isAlone && joint?.failure === null && !joint.met.includes(slot.id)
      return [index, isShadowed ? withFinding(on, shadowed(ruleset, index, addressed, parts)) : on] as const
    }),
  )
}

const withFinding = (on: SlotOnPage, finding: Finding): SlotOnPage => ({
  ...on,
  mark: on.mark === 'good' ? finding.mark : on.mark,
  findings: [...on.findings, finding],
})

/** The edge met it alone, but not beside the others. */
function shadowed({ slots }: CompiledRuleset, index: number, addressed: readonly number[], page: PageParts): Finding {
  const at = page.found(slots[index]!.selector).matches[0]?.start ?? -1
  const outer = addressed.find((other) =>
    page
      .found(slots[other]!.selector)
      .matches.some((match) => other !== index && match.start <= at && at < endByte(match, page)),
  )
  const where = outer === undefined ? 'another slot' : `the slot ${slots[outer]!.id}`
  const message = `Its element lies in ${where}; where both are edited the outer one wins and this one is left out.`
  return warning('shadowed', message, 'Make it a part of the outer slot.')
}
