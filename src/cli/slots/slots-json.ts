/** The report of `awase slots` for programs. Its keys are stable. Not for people: slots-text.ts. */

import { visible } from '../visible.ts'
import type { FoundFramework } from './framework.ts'
import type { GatheredPage } from './gather-pages.ts'
import type { SlotSummary } from './summary.ts'
import type { WantedReport } from './wanted.ts'

export interface SlotsReport {
  readonly ok: boolean
  readonly pages: readonly GatheredPage[]
  readonly slots: readonly SlotSummary[]
  readonly wanted: readonly WantedReport[]
}

/** Text of pages without controls: JSON itself leaves some that a terminal obeys. */
export function slotsJson({ ok, pages, slots, wanted }: SlotsReport): string {
  return JSON.stringify(
    { ok, pages: pages.map(pageJson), slots: slots.map(slotJson), proposals: wanted.map(wantedJson) },
    (_, value: unknown) => (typeof value === 'string' ? visible(value) : value),
    2,
  )
}

const pageJson = ({ asked, isGiven, redirects, examined, findings }: GatheredPage) => ({
  asked: asked.href,
  url: examined?.page.url.href ?? null,
  given: isGiven,
  redirects: redirects.map(({ status, from, to }) => ({ status, from: from.href, to: to.href })),
  status: examined?.page.status ?? null,
  bytes: examined?.page.bytes.byteLength ?? null,
  charset: examined?.charset ?? null,
  editable: examined?.parts != null,
  frameworks: (examined?.parts?.frameworks ?? []).map(frameworkJson),
  findings,
})

const frameworkJson = ({ framework, sign, confidence, rootSelector }: FoundFramework) => ({
  id: framework.id,
  name: framework.name,
  way: framework.way,
  confidence,
  sign,
  root: rootSelector,
})

const slotJson = ({ slot, selector, mark, findings, pages, proposal }: SlotSummary) => ({
  slot,
  selector,
  mark,
  findings,
  pages: pages.map(({ url, on }) => ({ url: url.href, ...on })),
  proposal: proposal ?? null,
})

const wantedJson = ({ wanted, url, place, snippet, proposal, findings }: WantedReport) => ({
  wanted,
  url: url?.href ?? null,
  place,
  snippet,
  proposal,
  findings,
})
