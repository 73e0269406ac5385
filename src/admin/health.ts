/** How each part is, in one word: no names, no error texts, because anybody may ask. */

import type { Context } from 'hono'
import type { PublishedRuleset } from '../core/compiled.ts'
import { COMPILED_FORMAT } from '../core/compiled.ts'
import { allSites, type Deps } from '../env.ts'
import { KEYS } from '../keys.ts'
import { log, messageOf } from '../log.ts'
import type { Refusal } from '../publish.ts'
import { orAfter } from '../timer.ts'
import type { OurEnv } from './app.ts'

/**
 * `live`: published and running. `refused`: a newer document was bad, the last good one runs. `none`: nothing published.
 * `off`: the kill switch. `unavailable`: KV does not answer; what an isolate holds goes on.
 */
type RulesHealth = 'live' | 'refused' | 'none' | 'off' | 'unavailable'

/** Of several sites the worst is told, so that no names are. */
const WORST_FIRST: readonly RulesHealth[] = ['unavailable', 'refused', 'off', 'live', 'none']

const KV_DEADLINE_MS = 2_000

export async function health(c: Context<OurEnv>): Promise<Response> {
  const { deps } = c.var
  const states = await Promise.all(allSites(deps.config).map((site) => rulesHealth(site, deps)))
  const rules = WORST_FIRST.find((state) => states.includes(state)) ?? 'none'
  const fallbacks = deps.config.development ? { fallbacks: deps.tally.read() } : {}
  return c.json({ worker: 'up', rules, ...fallbacks }, rules === 'unavailable' ? 503 : 200)
}

async function rulesHealth(site: string, { kv }: Deps): Promise<RulesHealth> {
  try {
    const read = Promise.all([
      kv.get(KEYS.off(site)),
      kv.get<PublishedRuleset>(KEYS.compiled(site), 'json'),
      kv.get<Refusal>(KEYS.refused(site), 'json'),
    ])
    const answer = await orAfter(read, KV_DEADLINE_MS, null)
    if (answer === null) return 'unavailable'
    const [off, published, refusal] = answer
    if (off !== null) return 'off'
    if (refusal !== null) return 'refused'
    return published?.ruleset.format === COMPILED_FORMAT ? 'live' : 'none'
  } catch (error) {
    log('error', { event: 'kv_unavailable', detail: messageOf(error) })
    return 'unavailable'
  }
}
