/** Which job a cron expression runs, and what it reports. Not the jobs themselves. */

import { allSites, type Deps } from '../env.ts'
import { log } from '../log.ts'
import { publishWhatChanged } from '../publish.ts'
import { finishErasures } from '../visitor/erase.ts'
import { dropAgedFields } from './aged-fields.ts'
import { expireOld } from './retention.ts'
import { rollUp } from './rollup.ts'
import { refreshWeather } from './weather.ts'
import { runWebhook } from './webhook-run.ts'

/** As in wrangler.toml. */
const PUBLISH = '* * * * *'
const RENEW = '*/15 * * * *'

/** `now` in epoch milliseconds. An unknown cron is an error: the configuration and this table have parted. */
export async function runJob(cron: string, deps: Deps, now: number): Promise<void> {
  switch (cron) {
    case PUBLISH:
      for (const site of allSites(deps.config)) await publishWhatChanged(site, deps)
      await finishErasing(deps)
      for (const site of allSites(deps.config)) await deps.listWishes(site)
      return runWebhook(deps, now)
    case RENEW:
      await Promise.all([renewWeather(deps, now), tidyRecord(deps, now)])
      return
    default:
      throw new Error(`no job runs at ${cron}: see wrangler.toml and src/jobs/run.ts`)
  }
}

async function finishErasing({ stores, snapshots, now }: Deps): Promise<void> {
  if (stores === null) return
  const finished = await finishErasures({ stores: await stores(), snapshots, now })
  if (!finished.ok)
    log('warn', { event: 'erasure_unfinished', reason: finished.error.reason, detail: finished.error.detail })
}

/** Sums first: what is not counted yet is not deleted. */
async function tidyRecord(deps: Deps, now: number): Promise<void> {
  const { stores, now: clock } = deps
  if (stores === null) return
  const { upkeep, positions } = await stores()
  const summed = await rollUp({ upkeep, positions, clock }, now)
  if (summed.events > 0) log('info', { event: 'events_counted', count: summed.events })
  if (summed.failure !== null) return log('warn', { event: 'rollup_failed', ...summed.failure })
  const { deleted, failure } = await expireOld({ upkeep, positions, clock }, now)
  for (const [table, count] of Object.entries(deleted))
    if (count > 0) log('info', { event: 'rows_expired', detail: table, count })
  if (failure !== null) log('warn', { event: 'retention_failed', ...failure })
  await tidyVisitors(deps, now)
}

async function tidyVisitors({ stores, snapshots, config, rulesets }: Deps, now: number): Promise<void> {
  if (stores === null) return
  const kept = await stores()
  const states = await Promise.all(
    allSites(config).map(async (site) => [site, await rulesets.load(site, now)] as const),
  )
  const sites = new Map(
    states.flatMap(([site, state]) => (state.state === 'on' ? [[site, state.rules.site.schema]] : [])),
  )
  const aged = await dropAgedFields(sites, { stores: kept, snapshots, positions: kept.positions, now: () => now }, now)
  if (aged.changed > 0) log('info', { event: 'fields_aged', count: aged.changed })
  if (aged.failure !== null) log('warn', { event: 'retention_failed', ...aged.failure })
}

async function renewWeather(deps: Deps, now: number): Promise<void> {
  const nonCommercial = await sitesAreNonCommercial(deps, now)
  const { refreshed, left, failures } = await refreshWeather(
    { store: deps.weatherStore, provider: deps.weatherProvider, nonCommercial },
    now,
  )
  log('info', { event: 'weather_renewed', count: refreshed })
  for (const failure of failures)
    log('warn', { event: 'weather_job_failed', reason: failure.reason, detail: failure.detail, count: left })
}

/** Cells are shared, so that one commercial site makes the use commercial. */
async function sitesAreNonCommercial(deps: Deps, now: number): Promise<boolean> {
  const states = await Promise.all(allSites(deps.config).map((site) => deps.rulesets.load(site, now)))
  const running = states.filter((state) => state.state === 'on')
  return running.length > 0 && running.every(({ rules }) => rules.site.weatherNonCommercial)
}
