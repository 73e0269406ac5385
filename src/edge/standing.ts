/** Whether what a cookie remembers may be used: by the list of wishes, and for known visitors by their copy. Not what is then done: profile.ts, collect/told-by.ts. */

import type { Memory } from '../core/memory.ts'
import type { After, Deps } from '../env.ts'
import type { Wish } from '../store/wishes.ts'
import { type WishList, wishIn } from '../visitor/wish-list.ts'
import { TOO_LATE, within } from './within.ts'

export type Standing =
  /** `snapshot`: what is kept of a known visitor, null where nothing is, or it cannot be told now. */
  | { readonly state: 'used'; readonly snapshot: Memory | null }
  /** Objected or restricted. */
  | { readonly state: 'withheld' }
  /** The cookie is to be thrown away. */
  | { readonly state: 'erased' }
  /** It cannot be told now, so that the memory is not used, and stays. */
  | { readonly state: 'untold' }

export interface StandingAsked {
  readonly site: string
  /** Epoch milliseconds. */
  readonly at: number
  /** What is asked of KV is waited for until so long after this has settled. */
  readonly arriving: Promise<unknown>
  readonly deadlineMs: number
}

const AS_TOLD: Standing = { state: 'used', snapshot: null }
const WITHHELD: Standing = { state: 'withheld' }
const ERASED: Standing = { state: 'erased' }
const UNTOLD: Standing = { state: 'untold' }

/** At once, unless the visitor is known or this isolate has no young list. Never rejects. */
export function standingOf(
  memory: Memory,
  asked: StandingAsked,
  deps: Deps,
  after: After,
): Standing | Promise<Standing> {
  const list = deps.wishes.now(asked.site, asked.at, after)
  if (list === null || memory.isKnown) return whenTold(memory, list, asked, deps, after)
  const wish = wishIn(list, memory.visitor)
  return wish === null ? AS_TOLD : byWish(wish)
}

const byWish = (wish: Wish): Standing => (wish === 'erased' ? ERASED : WITHHELD)

/** List and copy are asked for at the same time, so that the page waits for the slower of them and no longer. */
async function whenTold(
  { visitor, isKnown }: Memory,
  young: WishList | null,
  asked: StandingAsked,
  deps: Deps,
  after: After,
): Promise<Standing> {
  const { site, arriving, deadlineMs } = asked
  const copying = isKnown ? within(deadlineMs, arriving, deps.readKnown(site, visitor, after)) : null
  const list = young ?? (await listInTime(asked, deps, after))
  const wish = list === null ? null : wishIn(list, visitor)
  if (wish !== null) return byWish(wish)
  const copy = copying === null ? null : await copying
  if (copy === null || copy === TOO_LATE) return list === null ? UNTOLD : AS_TOLD
  if (copy.state === 'erased') return ERASED
  return copy.state === 'active' ? { state: 'used', snapshot: copy.memory } : WITHHELD
}

/** What comes too late for this page serves the next one; an older list is better than none. */
async function listInTime(
  { site, at, arriving, deadlineMs }: StandingAsked,
  { wishes }: Deps,
  after: After,
): Promise<WishList | null> {
  const reading = wishes.read(site, at)
  after(reading)
  const list = await within(deadlineMs, arriving, reading)
  return list === TOO_LATE ? wishes.last(site) : list
}
