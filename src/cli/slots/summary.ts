/** What a slot comes to over all pages, and a proposal where its selector wants one. Not one page: slot-on-page.ts. */

import type { CompiledRuleset, CompiledSlot } from '../../core/compiled.ts'
import { templateAround } from './differences.ts'
import type { ExaminedPage } from './examine-page.ts'
import { bad, type Finding, type Mark, worst } from './finding.ts'
import type { SlotOnPage } from './page-parts.ts'
import type { TreeElement } from './page-tree.ts'
import type { Prober } from './prober.ts'
import { type Proposal, propose } from './proposal.ts'
import { nearMisses } from './selector-candidates.ts'
import { selectorFindings } from './selector-quality.ts'

export interface SlotSummary {
  readonly slot: string
  readonly selector: string
  /** `unchecked`: no page that was looked at is among its paths. */
  readonly mark: Mark | 'unchecked'
  /** Of the selector's own form, whatever the page. */
  readonly findings: readonly Finding[]
  readonly pages: readonly { readonly url: URL; readonly on: SlotOnPage }[]
  /** Undefined: none is wanted. Null: none was found. */
  readonly proposal: Proposal | null | undefined
}

export async function summarise(
  ruleset: CompiledRuleset,
  examined: readonly ExaminedPage[],
  prober: Prober,
): Promise<readonly SlotSummary[]> {
  const summaries: SlotSummary[] = []
  for (const [index, slot] of ruleset.slots.entries()) {
    const at = examined.filter((page) => page.slots.has(index))
    summaries.push(await summariseSlot(slot, index, at, prober))
  }
  return summaries
}

async function summariseSlot(
  slot: CompiledSlot,
  index: number,
  at: readonly ExaminedPage[],
  prober: Prober,
): Promise<SlotSummary> {
  const isNowhere = at.every((page) => page.slots.get(index)!.count === 0)
  const pages = at.map((page) => {
    const on = page.slots.get(index)!
    return { url: page.page.url, on: isNowhere ? withoutAny(on) : on }
  })
  const findings = at.length === 0 ? [] : selectorFindings(slot.selector)
  return {
    slot: slot.id,
    selector: slot.selector,
    mark: at.length === 0 ? 'unchecked' : worst([...findings, ...pages.map(({ on }) => on)].map(({ mark }) => mark)),
    findings,
    pages,
    proposal: await proposalFor(slot, index, findings, at, prober),
  }
}

/** Missing on some pages is worth a look; missing on all of them is wrong. */
function withoutAny(on: SlotOnPage): SlotOnPage {
  const findings = on.findings.map(({ code, mark, message, advice }) =>
    code === 'no_match' ? bad(code, message, advice) : { code, mark, message, advice },
  )
  return { ...on, findings, mark: 'bad' }
}

/** What a narrower or steadier selector would mend. */
const MENDED: ReadonlySet<string> = new Set(['several', 'stream_only_template'])

async function proposalFor(
  slot: CompiledSlot,
  index: number,
  findings: readonly Finding[],
  at: readonly ExaminedPage[],
  prober: Prober,
): Promise<Proposal | null | undefined> {
  const wanting = at.find((page) => {
    const on = page.slots.get(index)!
    return on.findings.some(({ code }) => MENDED.has(code)) || (findings.length > 0 && on.count > 0)
  })
  const nowhere = at.find((page) => page.slots.get(index)!.count === 0)
  const met = at.some((page) => page.slots.get(index)!.count > 0)
  const on = wanting ?? (met ? undefined : nowhere)
  if (on === undefined || slot.match === 'all') return undefined
  const [element, ...others] = meant(slot.selector, on)
  return element === undefined ? null : await propose(element, others, on, at, prober)
}

/** The element that is edited, or probably meant, and then the others; what stands in a template is never meant. */
function meant(selector: string, { parts }: ExaminedPage): readonly TreeElement[] {
  if (parts === null) return []
  const { matches } = parts.found(selector)
  if (matches.length === 0) return nearMisses(selector, parts.tree)
  return matches
    .flatMap(({ start }) => parts.tree.at(parts.source.toCharacter(start)).slice(0, 1))
    .filter((element) => templateAround(element) === null)
}
