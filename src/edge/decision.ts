/** The plan for one page, or why there is none, while the origin is answering. Not how it is carried out: rewrite.ts. */

import type { Consent } from '../core/consent.ts'
import type { VisitContext } from '../core/context.ts'
import { decide } from '../core/decide.ts'
import type { Memory } from '../core/memory.ts'
import { addressed } from '../core/page/page-index.ts'
import type { Plan } from '../core/plan.ts'
import type { Profile } from '../core/profile.ts'
import type { Cell } from '../core/weather/geohash.ts'
import type { After, Deps } from '../env.ts'
import { log, messageOf } from '../log.ts'
import type { Fallback } from './failure.ts'
import { publishOnce } from './first-publish.ts'
import { gather } from './gather.ts'
import { newId } from './new-id.ts'
import type { RulesState, SiteRules } from './ruleset.ts'
import { scriptsOf } from './script-slot.ts'
import type { PageVisit } from './visit.ts'
import { TOO_LATE, within } from './within.ts'

/** The first request of a cold isolate waits longer for its rules than for anything else. */
const COLD_DEADLINE_MS = 30

export type Decision =
  /** No experience addresses the page: it stays the origin's in every respect, or but for our scripts' tags. */
  | { readonly kind: 'none'; readonly scripts?: readonly string[] }
  | { readonly kind: 'fallback'; readonly reason: Fallback }
  | Decided

export interface Decided {
  readonly kind: 'plan'
  /** A UUIDv7: joins what happens on this page to what was decided for it. */
  readonly id: string
  readonly plan: Plan
  readonly context: VisitContext
  readonly profile: Profile
  readonly consent: Consent
  readonly setCookie: string | null
  /** What that cookie says; null: nothing is kept. */
  readonly memory: Memory | null
  readonly revision: number
  /** The share of visitors who are kept out of every experience, 0..1. */
  readonly holdoutShare: number
  /** Addresses of ours whose tags the page gets. */
  readonly scripts: readonly string[]
}

/** For a page that an experience addresses. */
export type Addressed = Exclude<Decision, { readonly kind: 'none' }>

const NONE: Decision = { kind: 'none' }

/** Whether the page is any of our business, whoever visits. */
export function concerns(state: RulesState, { path, now }: PageVisit): boolean {
  try {
    return state.state === 'on' && addressed(state.rules.runnable, path, now)
  } catch {
    return true // rules that cannot say so will fail again below, where it is told
  }
}

/** Whose tags this site's pages get. */
export const scriptsIn = (state: RulesState): readonly string[] =>
  state.state === 'on' ? scriptsOf(state.rules.site) : []

/** Never rejects: what goes wrong is a fallback. `state` null: the isolate is cold. */
export async function decidePage(
  visit: PageVisit,
  state: RulesState | null,
  arriving: Promise<unknown>,
  deps: Deps,
  after: After,
): Promise<Decision> {
  try {
    const known = state ?? (await coldRules(visit, arriving, deps, after))
    if (known === null) return { kind: 'fallback', reason: 'rules_unavailable' }
    if (known.state !== 'on') return NONE
    if (!concerns(known, visit)) return { kind: 'none', scripts: scriptsIn(known) }
    return await decideWith(known.rules, visit, arriving, deps, after)
  } catch (error) {
    log('error', { event: 'fault', site: visit.site, path: visit.path, detail: messageOf(error) })
    return { kind: 'fallback', reason: 'fault' }
  }
}

/** Null: KV failed, or was too slow for this page; what it says still serves the next one. */
async function coldRules(
  { site, arrivedAt, request }: PageVisit,
  arriving: Promise<unknown>,
  deps: Deps,
  after: After,
): Promise<RulesState | null> {
  const loading = deps.rulesets.load(site, arrivedAt).catch((error: unknown) => {
    log('error', { event: 'rules_unavailable', site, detail: messageOf(error) })
    return null
  })
  after(loading.then((state) => (state?.state === 'none' ? publishOnce(site, deps) : undefined)))
  if (request.headers.has('cookie')) after(deps.wishes.read(site, arrivedAt)) // beside the rules, for whoever reads ours
  const loaded = await within(COLD_DEADLINE_MS, arriving, loading)
  return loaded === TOO_LATE ? null : loaded
}

async function decideWith(
  rules: SiteRules,
  visit: PageVisit,
  arriving: Promise<unknown>,
  deps: Deps,
  after: After,
): Promise<Decision> {
  const gathering = gather(visit, rules, arriving, deps, after)
  const { context, known, consent, cell } = gathering instanceof Promise ? await gathering : gathering
  if (cell !== null) refreshWeather(cell, rules, visit, deps, after)
  const plan = decide(rules.runnable, context, known.profile, visit.now)
  const kept = known.memory === null ? NOT_KEPT : await keep(known.memory, plan, visit, deps, after)
  return {
    kind: 'plan',
    id: newId(visit.arrivedAt),
    plan,
    context,
    profile: known.profile,
    consent,
    ...kept,
    revision: rules.published.revision,
    holdoutShare: rules.site.holdout,
    scripts: scriptsOf(rules.site),
  }
}

type Kept = Pick<Decided, 'setCookie' | 'memory'>

const NOT_KEPT: Kept = { setCookie: null, memory: null }

async function keep(memory: Memory, plan: Plan, visit: PageVisit, deps: Deps, after: After): Promise<Kept> {
  const { keepPlan, shareVisit } = await import('./profile.ts')
  shareVisit(memory, visit, deps, after)
  return keepPlan(memory, plan, visit, deps)
}

/** For the next page; this one does not wait for it. */
function refreshWeather(cell: Cell, { site }: SiteRules, { arrivedAt }: PageVisit, deps: Deps, after: After): void {
  const work = deps.weather.refresh(cell, arrivedAt, site.weatherNonCommercial)
  if (work !== null) after(work)
}
