/**
 * What a visitor did since a page was last decided for them: told by events, written down by the collector, taken into
 * the memory by the next page. Pages and the collector answer at the same time, so that each has a place of its own to
 * write to: the memory counts the acts that it has taken (`absorbed`), and what is written down twice is taken once.
 */

import type { CompiledSite } from '../compiled.ts'
import type { RecordedEvent } from '../event/event.ts'
import type { Memory } from '../memory.ts'
import { countEvent, type RememberedEvent } from './count-event.ts'
import { countPage } from './count-page.ts'

/** Their place in a journal is written down: only add to the end. */
export const ACT_KINDS = ['page_view', 'item_view', 'search', 'cart_add', 'cart_remove', 'order'] as const

export interface Act extends RememberedEvent {
  readonly kind: (typeof ACT_KINDS)[number]
  /** Counts up for each visitor, from 1. */
  readonly seq: number
  /** Epoch milliseconds. */
  readonly at: number
}

export interface Journal {
  readonly visitor: string
  /** In order of `seq`. */
  readonly acts: readonly Act[]
  /** The ids of the last orders, so that a thank-you page that is loaded again is no second purchase. */
  readonly orders: readonly string[]
}

export type Counting = Pick<CompiledSite, 'paths' | 'schema'>

const MAX_ORDERS_COUNT = 5

/** Of another visitor, or none: nothing was done. What `absorbed` says was taken is not there any more. */
export function journalOf(memory: Memory, journal: Journal | null): Journal {
  if (journal === null || journal.visitor !== memory.visitor) return { visitor: memory.visitor, acts: [], orders: [] }
  return { ...journal, acts: journal.acts.filter(({ seq }) => seq > memory.absorbed) }
}

/** `journal` as journalOf gives it. Events of other kinds, and orders that are known, leave it as it is. */
export function withActs(journal: Journal, events: readonly RecordedEvent[], absorbed: number): Journal {
  let next = (journal.acts.at(-1)?.seq ?? absorbed) + 1
  const orders = [...journal.orders]
  const acts = [...journal.acts]
  for (const event of events) {
    if (!isActKind(event.kind) || orders.includes(event.id)) continue
    if (event.kind === 'order') orders.push(event.id)
    acts.push(actOf(event, event.kind, next++))
  }
  if (acts.length === journal.acts.length) return journal
  return { ...journal, acts, orders: orders.slice(-MAX_ORDERS_COUNT) }
}

const isActKind = (kind: string): kind is Act['kind'] => (ACT_KINDS as readonly string[]).includes(kind)

/** What counting reads of an event, and nothing else. */
function actOf({ at, path, item, quantity, value, name, data }: RecordedEvent, kind: Act['kind'], seq: number): Act {
  const told = {
    ...(path !== undefined && { path }),
    ...(item !== undefined && { item }),
    ...(quantity !== undefined && { quantity }),
    ...(value !== undefined && { value }),
    ...(name !== undefined && { name }),
  }
  const { category, lines } = data ?? {}
  const counted = { ...(category !== undefined && { category }), ...(lines !== undefined && { lines: itemsOf(lines) }) }
  return { seq, kind, at, ...told, ...(Object.keys(counted).length > 0 && { data: counted }) }
}

/** Of an order's lines only which items they are of. */
const itemsOf = (lines: unknown): readonly object[] =>
  Array.isArray(lines) ? lines.flatMap((line) => (typeof line?.item === 'string' ? [{ item: line.item }] : [])) : []

/** `journal` as journalOf gives it. Acts are counted in the order in which they were written down, each at its own time. */
export function absorb(memory: Memory, { acts }: Journal, site: Counting): Memory {
  const last = acts.at(-1)
  if (last === undefined) return memory
  return { ...acts.reduce((counted, act) => countAct(counted, act, site), memory), absorbed: last.seq }
}

const countAct = (memory: Memory, act: Act, site: Counting): Memory =>
  act.kind === 'page_view' ? countPage(memory, act.path ?? '/', site, act.at) : countEvent(memory, act, site, act.at)
