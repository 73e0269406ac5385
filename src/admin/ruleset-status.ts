/** What is live and what was before, as KV shows it here. Not what an isolate holds: KV may be up to a minute ahead of it. */

import type { Context } from 'hono'
import type { PublishedRuleset } from '../core/compiled.ts'
import type { Deps } from '../env.ts'
import { KEYS } from '../keys.ts'
import { type Refusal, readPublished } from '../publish.ts'
import type { OurEnv } from './app.ts'

/** `off`: the kill switch; what is published is told all the same. */
export type RulesetState = 'live' | 'off' | 'none'

export interface RulesetStatus {
  readonly state: RulesetState
  readonly revision: number | null
  readonly hash: string | null
  /** Epoch milliseconds. */
  readonly publishedAt: number | null
  /** What a rollback would bring back. */
  readonly previous: PublishedSummary | null
  /** The last document, if it was refused. */
  readonly refused: Refusal | null
  /** Only when asked for with `source`: the authored text of what is live; null when there is none. */
  readonly source?: string | null
  /** Only when asked for with `drafts`, because listing is dear in KV. `expiresAt` in epoch milliseconds. */
  readonly drafts?: readonly { readonly name: string; readonly expiresAt: number | null }[]
}

type PublishedSummary = Pick<PublishedRuleset, 'revision' | 'hash' | 'publishedAt'>

export async function rulesetStatus(c: Context<OurEnv>): Promise<Response> {
  const { deps, site } = c.var
  const [off, current, previous, refused] = await Promise.all([
    deps.kv.get(KEYS.off(site)),
    readPublished(KEYS.compiled(site), deps),
    readPublished(KEYS.previous(site), deps),
    deps.kv.get<Refusal>(KEYS.refused(site), 'json'),
  ])
  const status: RulesetStatus = {
    state: off !== null ? 'off' : current === null ? 'none' : 'live',
    ...(summary(current) ?? { revision: null, hash: null, publishedAt: null }),
    previous: summary(previous),
    refused,
    ...(c.req.query('source') !== undefined && { source: await sourceOf(site, current, deps) }),
    ...(c.req.query('drafts') !== undefined && { drafts: await draftsOf(site, deps) }),
  }
  return c.json(status)
}

const summary = (published: PublishedRuleset | null): PublishedSummary | null =>
  published && { revision: published.revision, hash: published.hash, publishedAt: published.publishedAt }

const sourceOf = async (site: string, current: PublishedRuleset | null, { kv }: Deps): Promise<string | null> =>
  current === null ? null : kv.get(KEYS.source(site, current.hash))

/** The first thousand, which is one page of KV's list. */
async function draftsOf(site: string, { kv }: Deps): Promise<NonNullable<RulesetStatus['drafts']>> {
  const prefix = KEYS.drafts(site)
  const { keys } = await kv.list({ prefix })
  return keys.map(({ name, expiration }) => ({
    name: name.slice(prefix.length),
    expiresAt: expiration === undefined ? null : expiration * 1000,
  }))
}
