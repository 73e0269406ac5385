/** The list of wishes that isolates read, brought up to what the database has: after each wish, and each minute. Not its form: wish-text.ts. */

import { fail, ok, type Result } from '../core/result.ts'
import type { Wishes as ReadWishes } from '../edge/wishes.ts'
import { KEYS } from '../keys.ts'
import { log, messageOf } from '../log.ts'
import { ERASED_LIFE_S } from '../store/snapshots.ts'
import type { Stores } from '../store/stores.ts'
import type { KeptWishes } from '../store/wishes.ts'
import { startTimer } from '../timer.ts'
import { NO_WISHES, type WishList } from './wish-list.ts'
import { MAX_LISTED_COUNT, readWishes, saysTheSame, wishText } from './wish-text.ts'

/** Whether KV has what the database says; if not, the log has said why and the cron job tries again. Never rejects. */
export type ListWishes = (site: string) => Promise<boolean>

export interface ListDeps {
  /** Null: there is no database, and nothing to be listed. */
  readonly stores: (() => Promise<Pick<Stores, 'wishes'>>) | null
  readonly kv: Pick<KVNamespace, 'get' | 'put'>
  readonly wishes: Pick<ReadWishes, 'adopt'>
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** KV takes one write a key and second. */
const PAUSE_MS = 1_100

/**
 * Written anew from the tables, so that whoever is overtaken by another writer is put right by the next run; and only where it
 * says something new, because KV counts writes. An erased cookie ends when browsers end it, and needs no listing after.
 */
export async function listWishes(site: string, deps: ListDeps): Promise<boolean> {
  if (deps.stores === null) return true
  const stores = await deps.stores()
  const first = await written(site, stores, deps)
  if (first.ok) return true
  await startTimer(PAUSE_MS, null).over
  const second = await written(site, stores, deps)
  if (!second.ok) log('error', { event: 'wishes_unlisted', site, ...second.error })
  return second.ok
}

type Unlisted = { readonly reason: string; readonly detail: string }

async function written(
  site: string,
  stores: Pick<Stores, 'wishes'>,
  { kv, wishes, now }: ListDeps,
): Promise<Result<null, Unlisted>> {
  const at = now()
  const latest = await stores.wishes.latest(site, at - ERASED_LIFE_S * 1000, MAX_LISTED_COUNT + 1)
  if (!latest.ok) return latest
  const text = wishText(latest.value, at)
  const list = readWishes(text)
  try {
    const before = await kv.get(KEYS.wishes(site))
    if (!isSame(before, list)) {
      await kv.put(KEYS.wishes(site), text)
      tellOverflow(site, latest.value)
    }
  } catch (error) {
    return fail({ reason: 'unavailable', detail: messageOf(error) })
  }
  wishes.adopt(site, list, at)
  return ok(null)
}

/** What cannot be read is written over. */
function isSame(before: string | null, list: WishList): boolean {
  try {
    return saysTheSame(before === null ? NO_WISHES : readWishes(before), list)
  } catch {
    return false
  }
}

function tellOverflow(site: string, { erased, withheld }: KeptWishes): void {
  for (const [kind, { length }] of Object.entries({ erased, withheld }))
    if (length > MAX_LISTED_COUNT)
      log('error', { event: 'wishes_not_all_listed', site, reason: kind, count: MAX_LISTED_COUNT })
}
