/** Whose cookie does not say how it may be used: isolate memory, then KV. What is kept of them stays elsewhere: standing.ts. */

import type { After } from '../env.ts'
import { KEYS } from '../keys.ts'
import { log, messageOf } from '../log.ts'
import type { WishList } from '../visitor/wish-list.ts'

/** After so long the isolate asks KV again, behind the page. */
const FRESH_MS = 30_000
/** After so long, when nobody came meanwhile, it asks first. */
const OLD_MS = 60_000
/** A KV that fails is asked again after so long; until then the older list holds. */
const RETRY_MS = 5_000
/** The least that KV takes. */
const EDGE_CACHE_S = 30

export interface Wishes {
  /** At once. Null: this isolate has none yet, or one that is old: `read`. */
  now(site: string, at: number, after: After): WishList | null
  /** The one that was read last, however old; null: none yet. */
  last(site: string): WishList | null
  /** Asks KV, each request for itself. Null: it fails, and none was read before. Never rejects. */
  read(site: string, at: number): Promise<WishList | null>
  /** Just written, in this isolate. */
  adopt(site: string, list: WishList, at: number): void
}

interface Entry {
  readonly list: WishList
  /** As KV had it; null: it had none, or the list was written here. */
  readonly text: string | null
  /** Epoch milliseconds. */
  readonly readAt: number
  askedAt: number
}

/** Null: there is no database, so that nobody can have asked for anything. */
export function wishesIn(kv: Pick<KVNamespace, 'get'> | null): Wishes {
  const entries = new Map<string, Entry>()
  const last = (site: string): WishList | null => entries.get(site)?.list ?? null

  /** KV may answer with an older copy, or with none for a while. */
  function keep(site: string, told: WishList, at: number, text: string | null = null): WishList {
    const before = last(site)
    const list = before !== null && before.at > told.at ? before : told
    entries.set(site, { list, text, readAt: at, askedAt: at })
    return list
  }

  async function read(site: string, at: number): Promise<WishList | null> {
    const entry = entries.get(site)
    if (entry) entry.askedAt = at
    try {
      const text = kv && (await kv.get(KEYS.wishes(site), { type: 'text', cacheTtl: EDGE_CACHE_S }))
      return keep(site, await listIn(text, entry), at, text)
    } catch (error) {
      log('warn', { event: 'wishes_unread', site, detail: messageOf(error) })
      return last(site)
    }
  }

  return {
    now(site, at, after) {
      const entry = entries.get(site)
      if (entry === undefined) return null
      const age = at - entry.readAt
      if (age <= FRESH_MS || at - entry.askedAt <= RETRY_MS) return entry.list
      if (age > OLD_MS) return null
      after(read(site, at))
      return entry.list
    },
    last,
    read,
    adopt: keep,
  }
}

/** A long one takes some milliseconds to read, so that the same text is read once. */
async function listIn(text: string | null, before: Entry | undefined): Promise<WishList> {
  if (text === null) return { at: 0, marks: new Map() }
  if (before?.text === text) return before.list
  return (await import('../visitor/wish-text.ts')).readWishes(text)
}
