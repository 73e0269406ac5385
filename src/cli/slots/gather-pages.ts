/** The pages that are looked at: those given, then pages of the same hosts that they link to. Not what is in them. */

import type { CompiledRuleset } from '../../core/compiled.ts'
import { type ExaminedPage, examinePage, slotsAt } from './examine-page.ts'
import { type FetchOptions, fetchPage, type Redirect } from './fetch-page.ts'
import type { Finding } from './finding.ts'
import { sameSiteLinks } from './links.ts'
import { fetchFailureFinding } from './page-findings.ts'
import type { Prober } from './prober.ts'

/** Links that wait; a site may have millions. */
const MAX_WAITING_COUNT = 5_000

export interface GatheredPage {
  readonly asked: URL
  /** Named on the command line, and not found by a link. */
  readonly isGiven: boolean
  readonly redirects: readonly Redirect[]
  /** Null: it was not had; the finding says why. */
  readonly examined: ExaminedPage | null
  readonly findings: readonly Finding[]
}

export interface GatherOptions extends FetchOptions {
  readonly urls: readonly URL[]
  /** At most so many pages. */
  readonly pages: number
}

/** One after another, so that no site is asked for more than one page at a time. `seen` is called after each. */
export async function gatherPages(
  { urls, pages, ...options }: GatherOptions,
  ruleset: CompiledRuleset | null,
  prober: Prober,
  seen: () => void,
): Promise<readonly GatheredPage[]> {
  const waiting = urls.map((url) => ({ url, isGiven: true }))
  const known = new Set(urls.map(({ href }) => href))
  const addressed = new Set<number>()
  const gathered: GatheredPage[] = []
  while (gathered.length < pages && waiting.length > 0) {
    const [next] = waiting.splice(nextOf(waiting, ruleset, addressed), 1)
    const one = await gather(next!.url, next!.isGiven, options, ruleset, prober)
    gathered.push(one)
    seen()
    const { examined } = one
    if (examined?.parts == null) continue
    known.add(examined.page.url.href)
    for (const slot of examined.slots.keys()) addressed.add(slot)
    for (const url of sameSiteLinks(examined.parts.tree, examined.page.url)) {
      if (known.has(url.href) || waiting.length >= MAX_WAITING_COUNT) continue
      known.add(url.href)
      waiting.push({ url, isGiven: false })
    }
  }
  return gathered
}

interface Waiting {
  readonly url: URL
  readonly isGiven: boolean
}

/** What was given first, then pages of slots that no page had so far, then the rest. */
function nextOf(waiting: readonly Waiting[], ruleset: CompiledRuleset | null, addressed: ReadonlySet<number>): number {
  if (ruleset === null || waiting[0]?.isGiven === true) return 0
  return Math.max(
    0,
    waiting.findIndex(({ url }) => slotsAt(ruleset, url).some((slot) => !addressed.has(slot))),
  )
}

async function gather(
  url: URL,
  isGiven: boolean,
  options: FetchOptions,
  ruleset: CompiledRuleset | null,
  prober: Prober,
): Promise<GatheredPage> {
  const fetched = await fetchPage(url, options)
  if (!fetched.ok) {
    const { failure, redirects } = fetched.error
    return { asked: url, isGiven, redirects, examined: null, findings: [fetchFailureFinding(failure)] }
  }
  const examined = await examinePage(fetched.value, ruleset, prober)
  return { asked: url, isGiven, redirects: fetched.value.redirects, examined, findings: examined.findings }
}
