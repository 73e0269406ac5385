/** An element that somebody looks for, by CSS or by the words in it, and a selector for it. Not the slots of a ruleset. */

import { fail, ok, type Result } from '../../core/result.ts'
import { shown } from '../../ruleset/phrase.ts'
import type { ExaminedPage } from './examine-page.ts'
import { bad, type Finding, warning } from './finding.ts'
import { harmless, type Place } from './page-source.ts'
import { isImplied, MAX_DEPTH_COUNT, type PageTree, startOf, type TreeElement, wordsOf } from './page-tree.ts'
import type { Prober } from './prober.ts'
import { type Proposal, propose } from './proposal.ts'

const TEXT = 'text:'

export interface WantedReport {
  readonly wanted: string
  /** The first page that has it; null: none. */
  readonly url: URL | null
  readonly place: Place | null
  readonly snippet: string | null
  readonly proposal: Proposal | null
  readonly findings: readonly Finding[]
}

/** The error is a message for a person. */
export function checkWanted(wanted: string, tree: PageTree): Result<null, string> {
  if (wanted.startsWith(TEXT)) {
    return wanted.slice(TEXT.length).trim() === ''
      ? fail('--propose text: needs the words that the element holds.')
      : ok(null)
  }
  try {
    tree.select(wanted)
    return ok(null)
  } catch {
    return fail(
      `--propose ${harmless(shown(wanted))} cannot be read as CSS. For words write --propose "text:the words".`,
    )
  }
}

export async function lookFor(wanted: string, pages: readonly ExaminedPage[], prober: Prober): Promise<WantedReport> {
  const editable = pages.filter(({ parts }) => parts !== null)
  const on = editable.find(({ parts }) => elementsOf(wanted, parts!.tree).length > 0)
  if (on === undefined) return missing(wanted)
  const { source, tree } = on.parts!
  const [element, ...others] = elementsOf(wanted, tree)
  const at = source.toByte(startOf(element!))
  const proposal = await propose(element!, others, on, editable, prober)
  return {
    wanted,
    url: on.page.url,
    place: source.placeOf(at),
    snippet: source.snippetAt(at),
    proposal,
    findings: [...(others.length === 0 ? [] : [several(others.length + 1)]), ...(proposal === null ? [none] : [])],
  }
}

const missing = (wanted: string): WantedReport => ({
  wanted,
  url: null,
  place: null,
  snippet: null,
  proposal: null,
  findings: [
    bad(
      'wanted_missing',
      'No page that was looked at has such an element in its HTML.',
      'What a script adds later is not in it: look at the page’s source.',
    ),
  ],
})

const several = (count: number): Finding =>
  warning('wanted_several', `${count} elements are like that; the first is taken.`, 'Say more, so that one is meant.')

const none: Finding = bad(
  'no_proposal',
  'No supported, steady selector meets this element alone.',
  'Give it a name of its own in the page, for example data-slot="hero".',
)

const elementsOf = (wanted: string, tree: PageTree): readonly TreeElement[] =>
  wanted.startsWith(TEXT)
    ? holding(words(wanted.slice(TEXT.length)), tree)
    : tree.select(wanted).filter((one) => !isImplied(one))

/** Width aside: the wave dash and the minus that people type are not what Shift_JIS and EUC-JP pages decode to. */
const words = (text: string): string =>
  text.normalize('NFKC').replaceAll('\u301c', '~').replaceAll('\u2212', '-').replace(/\s+/gu, ' ').trim()

/** The innermost elements whose words hold these. */
function holding(text: string, tree: PageTree): readonly TreeElement[] {
  const inside = (element: TreeElement, depth: number): readonly TreeElement[] => {
    if (depth > MAX_DEPTH_COUNT || !words(wordsOf(element)).includes(text)) return []
    const inner = element.children.flatMap((child) =>
      'attribs' in child ? inside(child as TreeElement, depth + 1) : [],
    )
    return inner.length > 0 ? inner : isImplied(element) ? [] : [element]
  }
  return tree.select('body').flatMap((body) => inside(body, 0))
}
