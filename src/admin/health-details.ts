/** What is behind the words of health, for whoever holds the publish token. Not for the public: health.ts. */

import type { Context } from 'hono'
import { readWebhook, type WebhookVariables } from '../jobs/webhook-target.ts'
import type { RecordFailure } from '../store/event-record.ts'
import type { Counts, HydrationShare, RecordDetails } from '../store/record-health.ts'
import type { OurEnv } from './app.ts'
import { type HealthWords, healthWords, statusOf } from './health.ts'

/** A framework that undoes more than one edit in ten is no accident; with fewer reports than this one cannot tell. */
const BROKEN_SHARE = 0.1
const BROKEN_REPORTS_COUNT = 20

/** Events that an isolate had to give up: stored with the fallbacks, and no fallback of a page. */
const LOST = 'record_lost'

export interface HealthDetails extends HealthWords {
  readonly site: string
  /** Epoch milliseconds. */
  readonly at: number
  /** Null: no record is configured, or it did not answer. */
  readonly details: SiteDetails | null
  /** Whether events are delivered elsewhere; `refused`: somebody wants it, and something is missing. */
  readonly webhook: { readonly state: 'off' | 'on' } | { readonly state: 'refused'; readonly advice: string }
  /** Why the record did not answer. */
  readonly failure: RecordFailure | null
}

interface SiteDetails extends Omit<RecordDetails, 'hydration'> {
  readonly lostEvents: Counts
  readonly hydration: readonly JudgedHydration[]
}

interface JudgedHydration extends HydrationShare {
  /** 0..1, of the reports. */
  readonly revertedShare: number
  readonly reappliedShare: number
  readonly broken: boolean
}

/** The record is asked each time: whoever holds the token may. */
export async function healthDetails(c: Context<OurEnv>): Promise<Response> {
  const { deps, site } = c.var
  const at = deps.now()
  const asked = deps.stores === null ? null : await (await deps.stores()).health.details(site, at)
  const words = await healthWords(deps, asked === null ? 'off' : asked.ok ? 'up' : 'down')
  const health: HealthDetails = {
    ...words,
    site,
    at,
    details: asked?.ok ? judged(asked.value) : null,
    webhook: webhookState(deps.config.webhook),
    failure: asked?.ok === false ? asked.error : null,
  }
  return c.json(health, statusOf(words))
}

function webhookState(variables: WebhookVariables | null): HealthDetails['webhook'] {
  const read = readWebhook(variables ?? {})
  return read.state === 'refused'
    ? { state: read.state, advice: `${read.variable}: ${read.advice}` }
    : { state: read.state }
}

const judged = (details: RecordDetails): SiteDetails => ({
  ...details,
  fallbacks: details.fallbacks.filter(({ reason }) => reason !== LOST),
  lostEvents: lostAmong(details.fallbacks),
  hydration: details.hydration.map(judgedHydration),
})

function lostAmong(fallbacks: RecordDetails['fallbacks']): Counts {
  const { lastHour, lastDay } = fallbacks.find(({ reason }) => reason === LOST) ?? { lastHour: 0, lastDay: 0 }
  return { lastHour, lastDay }
}

const judgedHydration = (share: HydrationShare): JudgedHydration => ({
  ...share,
  revertedShare: share.reverted / share.reports,
  reappliedShare: share.reapplied / share.reports,
  broken: share.reports >= BROKEN_REPORTS_COUNT && share.reverted / share.reports > BROKEN_SHARE,
})
