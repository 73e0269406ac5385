/** What one parse of a page has come to: which slots were met, which are open, what went wrong. Not the edits: handlers.ts. */

import type { SlotId } from '../../core/compiled.ts'
import type { SlotPlan } from '../../core/plan.ts'
import type { Fallback } from '../failure.ts'
import type { Inserted } from './built-in.ts'
import { MAX_LIST_ITEMS_COUNT } from './limits.ts'

export interface Run {
  readonly slots: readonly SlotRun[]
  /** What stands before `<body>`; null: nothing of ours. */
  readonly inserted: { readonly html: string; awaited: boolean; met: boolean } | null
  /** The slot whose element is open now; slots inside it are left alone. */
  open: SlotRun | null
  /** From here on the output may differ from the input. */
  begun: boolean
  /** Slots that are waited for, and have not closed; and the page's `<body>`, when that is. */
  awaited: number
  /** Elements whose own end tag must still come, or the edits in them swallow the page. */
  unclosed: number
  /** Several handlers may wait for the end of one element. */
  readonly sharesEnds: boolean
  /** Who waits for the end of the element that is being met; null: nobody yet, or none shares. */
  ending: Ending | null
  failure: Fallback | null
  /** The parser reached the end of what it was given: its output is whole. */
  ended: boolean
  /** The `<picture>` that is open now, by number; 0 is none. */
  picture: number
  /** The slot that opened it: several may watch pictures, and a source is marked once. */
  pictureOf: SlotRun | null
  pictures: number
  /** Sources of pictures whose image was replaced. */
  readonly dropped: Set<number>
  /** Whether the output holds markers to take out. */
  marked: boolean
  /** Called when all slots have closed, or something failed. */
  onSettled: (() => void) | null
}

export type Ending = ((end: EndTag) => void)[]

export interface SlotRun {
  readonly plan: SlotPlan
  state: 'waiting' | 'open' | 'closed'
  /** Whether parsing goes on until it is met and closed. */
  readonly awaited: boolean
  met: boolean
  readonly items: ListItem[]
  /** How many elements were met: with `match: all` a slot has several. */
  elements: number
  /** Its element stands in another slot's, which wins: it was neither met nor missing. */
  shadowed: boolean
  openItem: ListItem | null
}

export interface ListItem {
  key: string | null
  /** Which of the slot's elements it is in. */
  readonly element: number
  readonly tagLength: number
}

export function newRun(slots: readonly SlotPlan[], notAwaited: ReadonlySet<SlotId>, inserted: Inserted | null): Run {
  const states: SlotRun[] = []
  for (const plan of slots) {
    const awaited = !notAwaited.has(plan.slot)
    states.push({
      plan,
      awaited,
      state: 'waiting',
      met: false,
      items: [],
      openItem: null,
      elements: 0,
      shadowed: false,
    })
  }
  return {
    slots: states,
    inserted: inserted === null ? null : { ...inserted, met: false },
    open: null,
    begun: false,
    awaited: states.filter(({ awaited }) => awaited).length + (inserted?.awaited ? 1 : 0),
    unclosed: 0,
    sharesEnds: slots.some((plan) => plan.sharesEnds),
    ending: null,
    failure: null,
    ended: false,
    picture: 0,
    pictureOf: null,
    pictures: 0,
    dropped: new Set(),
    marked: false,
    onSettled: null,
  }
}

export const allClosed = (run: Run): boolean => run.awaited === 0

/** Nothing but the page's `<body>` is waited for, if that. */
export const allSlotsClosed = (run: Run): boolean => run.awaited === (run.inserted?.awaited ? 1 : 0)

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
  if (slot.awaited) run.awaited--
  if (allClosed(run)) run.onSettled?.()
}

/** Once for a page. */
export function meetBody(run: Run): void {
  if (run.inserted === null) return
  run.inserted.met = true
  stopAwaitingBody(run)
}

export function stopAwaitingBody(run: Run): void {
  if (run.inserted?.awaited !== true) return
  run.inserted.awaited = false
  run.awaited--
  if (allClosed(run)) run.onSettled?.()
}

/** Null and a failed run when a list is longer than we are willing to lay out. */
export function openItem(run: Run, slot: SlotRun, key: string | null, tagLength: number): number | null {
  if (slot.items.length >= MAX_LIST_ITEMS_COUNT) {
    failRun(run, 'list_too_long')
    return null
  }
  const item = { key, element: slot.elements, tagLength }
  slot.openItem = item
  return slot.items.push(item) - 1
}
