/** The compiled ruleset of a site: isolate memory, then KV. Stale is fine, the last good one is kept. Not how it is made: publish.ts. */

import { COMPILED_FORMAT, type CompiledSite, type PublishedRuleset } from '../core/compiled.ts'
import { makeRunnable, type RunnableRuleset } from '../core/decision/runnable.ts'
import { addressed } from '../core/page/page-index.ts'
import { KEYS } from '../keys.ts'
import { log, messageOf } from '../log.ts'

/** After so long the isolate asks KV again, beside the request. KV itself shows changes after a minute or more. */
const FRESH_MS = 30_000
/** A KV that fails is not asked more often than this; one that hangs is asked again after it. */
const RETRY_MS = 5_000

/** What a site runs. */
export interface SiteRules {
  readonly published: PublishedRuleset
  readonly site: CompiledSite
  readonly runnable: RunnableRuleset
}

/** `none`: KV was asked and holds none. `off`: the kill switch. */
export type RulesState = { readonly state: 'none' | 'off' } | { readonly state: 'on'; readonly rules: SiteRules }

export interface Rulesets {
  /** What the isolate knows, at once; null on a cold one. Asks KV again through `after` when that is old. */
  known(site: string, now: number, after: (work: Promise<unknown>) => void): RulesState | null
  /** Asks KV, each request for itself: a promise of a request that has ended never settles. Rejects when KV fails. */
  load(site: string, now: number): Promise<RulesState>
  /** Runs this from now on, in this isolate: it was just published. Unless the kill switch says no. */
  adopt(site: string, published: PublishedRuleset, now: number): Promise<void>
}

interface Entry {
  state: RulesState
  /** Epoch milliseconds. */
  askedAt: number
}

export function rulesetsIn(kv: KVNamespace): Rulesets {
  const entries = new Map<string, Entry>()

  async function load(site: string, now: number): Promise<RulesState> {
    const [published, off] = await Promise.all([
      kv.get<PublishedRuleset>(KEYS.compiled(site), 'json'),
      kv.get(KEYS.off(site)),
    ])
    const state = await nextState(entries.get(site)?.state, published, off !== null)
    entries.set(site, { state, askedAt: now })
    return state
  }

  return {
    known(site, now, after) {
      const entry = entries.get(site)
      if (entry === undefined) return null
      if (now - entry.askedAt > FRESH_MS) {
        entry.askedAt = now - FRESH_MS + RETRY_MS
        after(
          load(site, now).catch((error: unknown) =>
            log('warn', { event: 'rules_not_refreshed', site, detail: messageOf(error) }),
          ),
        )
      }
      return entry.state
    },
    load,
    async adopt(site, published, now) {
      const off = await kv.get(KEYS.off(site))
      const state = await nextState(entries.get(site)?.state, published, off !== null)
      entries.set(site, { state, askedAt: now })
    },
  }
}

/** KV may answer with an older copy, or with none for a while: what runs already is not given up for that. */
async function nextState(
  current: RulesState | undefined,
  published: PublishedRuleset | null,
  off: boolean,
): Promise<RulesState> {
  if (off) return { state: 'off' }
  const running = current?.state === 'on' ? current : null
  if (published === null || published.ruleset?.format !== COMPILED_FORMAT) return running ?? { state: 'none' }
  if (running !== null && !isNews(published, running.rules.published)) return running
  return { state: 'on', rules: await runnableRules(published) }
}

/**
 * Older in revision and in time is an old copy. Anything else is what KV holds, and every isolate must come to run that:
 * two publishers may have read the same revision, or one an old copy, and then neither revision nor time says who wrote last.
 */
function isNews(one: PublishedRuleset, running: PublishedRuleset): boolean {
  if (one.revision < running.revision) return one.publishedAt > running.publishedAt
  return one.revision > running.revision || one.publishedAt !== running.publishedAt
}

/** The regex engine is large, so that only a ruleset that needs it loads it. */
export async function runnableRules(published: PublishedRuleset): Promise<SiteRules> {
  const regex = published.ruleset.needs.regex ? (await import('../core/condition/regex.ts')).re2 : null
  const runnable = makeRunnable(published.ruleset, regex)
  addressed(runnable, '/', published.publishedAt) // what a page would trip over shows here, where the last good one still runs
  return { published, site: published.ruleset.site, runnable }
}
