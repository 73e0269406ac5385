/** How each part is, in one word: no names, no error texts, because anybody may ask. */

import type { MiddlewareHandler } from 'hono'
import type { PublishedRuleset } from '../core/compiled.ts'
import { COMPILED_FORMAT } from '../core/compiled.ts'
import { allSites, type Deps } from '../env.ts'
import { KEYS } from '../keys.ts'
import { log, messageOf } from '../log.ts'
import type { Refusal } from '../publish.ts'
import { orAfter } from '../timer.ts'
import type { OurEnv } from './app.ts'
import { type RecordWord, recordWord } from './health-record.ts'

/**
 * `live`: published and running. `refused`: a newer document was bad, the last good one runs. `none`: nothing published.
 * `off`: the kill switch. `unavailable`: KV does not answer; what an isolate holds goes on.
 */
type RulesHealth = 'live' | 'refused' | 'none' | 'off' | 'unavailable'

/** Of several sites the worst is told, so that no names are. */
const WORST_FIRST: readonly RulesHealth[] = ['unavailable', 'refused', 'off', 'live', 'none']

const KV_DEADLINE_MS = 2_000

/** One word a part. In development also how often this isolate fell back. */
export interface HealthWords {
  readonly worker: 'up'
  readonly rules: RulesHealth
  readonly record: RecordWord
  /** What stands between pages and the record. */
  readonly inbox: Deps['inboxKind']
  readonly fallbacks?: { readonly [reason: string]: number }
}

/** Who shows a token gets the details from whatever comes next. */
export const health: MiddlewareHandler<OurEnv> = async (c, next) => {
  if (c.req.header('authorization') !== undefined) return next()
  const { deps } = c.var
  const words = await healthWords(deps, await recordWord(deps))
  return c.json(words, statusOf(words))
}

/** A record that is down is no 503: pages go on without it, and events are kept and sent again. */
export const statusOf = ({ rules }: HealthWords): 200 | 503 => (rules === 'unavailable' ? 503 : 200)

export async function healthWords(deps: Deps, record: RecordWord): Promise<HealthWords> {
  const states = await Promise.all(allSites(deps.config).map((site) => rulesHealth(site, deps)))
  const rules = WORST_FIRST.find((state) => states.includes(state)) ?? 'none'
  const fallbacks = deps.config.development ? { fallbacks: deps.tally.read() } : {}
  return { worker: 'up', rules, record, inbox: deps.inboxKind, ...fallbacks }
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
