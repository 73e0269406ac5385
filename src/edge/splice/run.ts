/** What one parse of a page has come to: which slots were met, which are open, what went wrong. Not the edits: handlers.ts. */

import type { SlotId } from '../../core/compiled.ts'
import type { SlotPlan } from '../../core/plan.ts'
import type { Fallback } from '../failure.ts'
import { MAX_LIST_ITEMS_COUNT } from './limits.ts'

export interface Run {
  readonly slots: readonly SlotRun[]
  /** The slot whose element is open now; slots inside it are left alone. */
  open: SlotRun | null
  /** From here on the output may differ from the input. */
  begun: boolean
  /** Slots that wait for nothing more. */
  closed: number
  /** Elements whose own end tag must still come, or the edits in them swallow the page. */
  unclosed: number
  failure: Fallback | null
  /** The parser reached the end of what it was given: its output is whole. */
  ended: boolean
  /** The `<picture>` that is open now, by number; 0 is none. */
  picture: number
  pictures: number
  /** Sources of pictures whose image was replaced. */
  readonly dropped: Set<number>
  /** Whether the output holds markers to take out. */
  marked: boolean
  /** Called when all slots have closed, or something failed. */
  onSettled: (() => void) | null
}

export interface SlotRun {
  readonly plan: SlotPlan
  state: 'waiting' | 'open' | 'closed'
  met: boolean
  readonly parts: { met: boolean }[]
  readonly items: ListItem[]
  openItem: ListItem | null
}

export interface ListItem {
  key: string | null
  readonly tagLength: number
}

export function newRun(slots: readonly SlotPlan[]): Run {
  const states: SlotRun[] = []
  for (const plan of slots) {
    const parts: { met: boolean }[] = []
    if (plan.edits !== null) for (let i = 0; i < plan.edits.parts.length; i++) parts.push({ met: false })
    states.push({ plan, state: 'waiting', met: false, parts, items: [], openItem: null })
  }
  return {
    slots: states,
    open: null,
    begun: false,
    closed: 0,
    unclosed: 0,
    failure: null,
    ended: false,
    picture: 0,
    pictures: 0,
    dropped: new Set(),
    marked: false,
    onSettled: null,
  }
}

export const allClosed = (run: Run): boolean => run.closed === run.slots.length

export const metSlots = (run: Run): SlotId[] => run.slots.filter(({ met }) => met).map(({ plan }) => plan.slot)

export function failRun(run: Run, failure: Fallback): void {
  run.failure ??= failure
  run.onSettled?.()
}

export function closeSlot(run: Run, slot: SlotRun): void {
  run.open = null
  if (slot.plan.match === 'all') {
    slot.state = 'waiting'
    return
  }
  slot.state = 'closed'
  run.closed++
  if (allClosed(run)) run.onSettled?.()
}

/** Null and a failed run when a list is longer than we are willing to lay out. */
export function openItem(run: Run, slot: SlotRun, key: string | null, tagLength: number): number | null {
  if (slot.items.length >= MAX_LIST_ITEMS_COUNT) {
    failRun(run, 'list_too_long')
    return null
  }
  const item = { key, tagLength }
  slot.openItem = item
  return slot.items.push(item) - 1
}
