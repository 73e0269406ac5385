/** What a site runs, for our own pages: what the isolate knows, else what KV says. */

import type { SiteRules } from '../edge/ruleset.ts'
import type { After, Deps } from '../env.ts'

/** Null: nothing is published, or it is switched off. Rejects where KV does not answer. */
export async function rulesOf(site: string, { rulesets, now }: Deps, after: After): Promise<SiteRules | null> {
  const state = rulesets.known(site, now(), after) ?? (await rulesets.load(site, now()))
  return state.state === 'on' ? state.rules : null
}
