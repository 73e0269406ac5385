/** A supported, steady selector for one element, each verified by the real HTMLRewriter before it is shown. Not the candidates: selector-candidates.ts. */

import { contentTypeOf, type ExaminedPage } from './examine-page.ts'
import { ancestorsOf, startOf, type TreeElement } from './page-tree.ts'
import type { ProbeAnswer } from './probe.ts'
import type { Prober } from './prober.ts'
import { candidatesFor } from './selector-candidates.ts'

export interface Proposal {
  readonly selector: string
  /** Pages on which it meets exactly one element, in the stream and in the browser the same. */
  readonly holds: number
  /** Pages that were looked at. */
  readonly of: number
}

/** Asked of HTMLRewriter at once; they are in order. */
const VERIFIED_COUNT = 16

/** `on` is the page that `element` is of; `pages` are those where it should hold, `on` among them. */
export async function propose(
  element: TreeElement,
  others: readonly TreeElement[],
  on: ExaminedPage,
  pages: readonly ExaminedPage[],
  prober: Prober,
): Promise<Proposal | null> {
  if (on.parts === null || ancestorsOf(element).some(({ name }) => name === 'template')) return null
  const candidates = candidatesFor(element, others, on.parts.tree).slice(0, VERIFIED_COUNT)
  if (candidates.length === 0) return null
  const holding = await Promise.all(
    pages.map((page) => holdsOn(candidates, page, page === on ? startOf(element) : null, prober)),
  )
  const here = holding[pages.indexOf(on)]!
  const sums = candidates.map((selector, index) => ({
    selector,
    isSound: here[index] === true,
    holds: holding.filter((held) => held[index] === true).length,
    of: pages.length,
  }))
  const sound = sums.filter(({ isSound }) => isSound)
  const best = sound.find(({ holds }) => holds === Math.max(...sound.map((one) => one.holds)))
  return best === undefined ? null : { selector: best.selector, holds: best.holds, of: best.of }
}

/** Whether each selector meets one element only, and the same in stream and browser; with `at`, the one that begins there. */
async function holdsOn(
  selectors: readonly string[],
  { page, parts }: ExaminedPage,
  at: number | null,
  prober: Prober,
): Promise<readonly boolean[]> {
  if (parts === null) return selectors.map(() => false)
  const answer: ProbeAnswer = await prober.ask({ contentType: contentTypeOf(page), selectors, trials: [] }, page.bytes)
  return selectors.map((selector, index) => {
    const { count, matches } = answer.found[index]!
    const inBrowser = parts.tree.select(selector)
    if (count !== 1 || matches[0] === undefined || inBrowser.length !== 1) return false
    const start = parts.source.toCharacter(matches[0].start)
    return start === startOf(inBrowser[0]!) && (at === null || start === at)
  })
}
