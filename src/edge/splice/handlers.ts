/** A plan's slots as HTMLRewriter handlers that never throw and leave a page unusable rather than broken. Not the bytes: window.ts, fed.ts. */

import type { Edit, SlotId } from '../../core/compiled.ts'
import { undoReferences } from '../../core/content/character-reference.ts'
import { touchesContent } from '../../core/content/edit-reach.ts'
import { VOID_TAGS } from '../../core/page/markup.ts'
import type { SlotPlan } from '../../core/plan.ts'
import { log, messageOf } from '../../log.ts'
import { applyEdits, refusalOf } from './apply.ts'
import type { Inserted } from './built-in.ts'
import type { Reading } from './charset.ts'
import { marker } from './marker.ts'
import { closeSlot, type Ending, failRun, meetBody, newRun, openItem, type Run, type SlotRun } from './run.ts'

export interface Parse {
  readonly rewriter: HTMLRewriter
  readonly run: Run
}

/**
 * One parse: feed the rewriter a page or a prefix of it, then read the run.
 * `watchEnd` has the run say whether the parser came to the end of what it was fed.
 * `inserted` stands before what a slot that means the body itself may put there.
 * Handlers of parts and items stand before those of their slot, so that a slot's own element is never its own part.
 */
export function prepareParse(
  slots: readonly SlotPlan[],
  notAwaited: ReadonlySet<SlotId>,
  reading: Reading,
  watchEnd: boolean,
  inserted: Inserted | null = null,
): Parse {
  const run = newRun(slots, notAwaited, inserted)
  const rewriter = new HTMLRewriter()
  if (inserted !== null) insertBeforeBody(rewriter, run, inserted)
  if (run.sharesEnds) watchElements(rewriter, run)
  for (let i = 0; i < run.slots.length; i++) {
    const slot = run.slots[i] as SlotRun
    if (replacesImage(slot.plan)) watchPictures(rewriter, run, slot)
    addParts(rewriter, run, slot, reading)
    if (slot.plan.guards.arranges) addItems(rewriter, run, slot, i)
    rewriter.on(slot.plan.selector, { element: guarded(run, (element) => meetSlot(run, slot, element, reading)) })
  }
  if (watchEnd) {
    rewriter.onDocument({
      end() {
        run.ended = true
      },
    })
  }
  return { rewriter, run }
}

/** A handler that throws would cut the page after its first byte; ours says so in the run instead. */
const guarded =
  (run: Run, step: (element: Element) => void) =>
  (element: Element): void => {
    if (run.failure !== null) return
    try {
      step(element)
    } catch (error) {
      log('error', { event: 'fault', detail: messageOf(error) })
      failRun(run, 'fault')
    }
  }

/** Whatever slot is open or has begun: what stands before the body is no part of any, and shadows none. */
function insertBeforeBody(rewriter: HTMLRewriter, run: Run, { html }: Inserted): void {
  rewriter.on('body', {
    element: guarded(run, (element) => {
      if (run.inserted?.met !== false) return
      element.before(html, HTML)
      meetBody(run)
    }),
  })
}

const HTML: ContentOptions = { html: true }

function meetSlot(run: Run, slot: SlotRun, element: Element, reading: Reading): void {
  if (slot.state !== 'waiting') return
  if (run.open !== null) {
    shadow(run, slot)
    return
  }
  const { edits } = slot.plan
  run.begun = true
  slot.met = true
  slot.elements++
  edit(run, element, slot.plan.guards.own, edits?.own ?? NO_EDITS, reading)
  if (!slot.plan.guards.reaches || VOID_TAGS.has(element.tagName)) {
    closeSlot(run, slot)
  } else {
    slot.state = 'open'
    run.open = slot
    mustClose(run, element, () => closeSlot(run, slot))
  }
}

/** The outer slot wins. What the inner one means has passed by: a later element that also matches is another one. */
function shadow(run: Run, slot: SlotRun): void {
  if (slot.plan.match === 'all') return
  slot.state = 'closed'
  slot.shadowed = true
  if (slot.awaited) run.awaited--
}

/** `all`: what the arms together do to the element; what one of them could not do none of them does. */
function edit(
  run: Run,
  element: Element,
  all: readonly Edit<unknown>[],
  edits: readonly Edit<string>[],
  reading: Reading,
): void {
  const refusal = refusalOf(element, all)
  if (refusal !== null) {
    failRun(run, refusal)
    return
  }
  applyEdits(element, edits, reading)
  if (run.picture !== 0 && touchesImage(edits)) run.dropped.add(run.picture)
}

const NO_EDITS: readonly Edit<string>[] = []

/** The parts of all arms: control asks the same of the page as the variant that edits them. */
function addParts(rewriter: HTMLRewriter, run: Run, slot: SlotRun, reading: Reading): void {
  for (const { selector, edits: all } of slot.plan.guards.parts) {
    const edits = slot.plan.edits?.parts.find((part) => part.selector === selector)?.edits ?? NO_EDITS
    const mustEnd = touchesContent(all)
    let isMet = false
    rewriter.on(selector, {
      element: guarded(run, (element) => {
        if (run.open !== slot || (isMet && slot.plan.match === 'first')) return
        isMet = true
        edit(run, element, all, edits, reading)
        if (mustEnd && !VOID_TAGS.has(element.tagName)) mustClose(run, element, null)
      }),
    })
  }
}

function addItems(rewriter: HTMLRewriter, run: Run, slot: SlotRun, group: number): void {
  const { list } = slot.plan
  if (list === null) return
  const { on, attribute } = list.key
  rewriter.on(list.item, {
    element: guarded(run, (element) => {
      if (run.open !== slot || slot.openItem !== null) return
      const index = openItem(run, slot, on === null ? keyOf(element, attribute) : null, element.tagName.length)
      if (index === null) return
      run.marked = true
      element.before(marker('s', group, index), { html: true })
      mustClose(run, element, (end) => {
        end.after(marker('e', group, index), { html: true })
        slot.openItem = null
      })
    }),
  })
  if (on === null) return
  rewriter.on(on, {
    element: guarded(run, (element) => {
      if (run.open === slot && slot.openItem !== null) slot.openItem.key ??= keyOf(element, attribute)
    }),
  })
}

/** As a browser reads it: `&amp;` in an attribute is an ampersand. */
function keyOf(element: Element, attribute: string): string | null {
  const written = element.getAttribute(attribute)
  return written?.includes('&') ? undoReferences(written) : written
}

/**
 * The sources of a `<picture>` come before its image, so whether they go is known only later: they are marked,
 * and laid out when the output is whole.
 */
function watchPictures(rewriter: HTMLRewriter, run: Run, slot: SlotRun): void {
  const around = touchesImage(slot.plan.edits?.own ?? []) ? '' : slot.plan.scope
  rewriter.on(`${around}picture`, {
    element: guarded(run, (element) => {
      if (slot.state === 'closed' || run.picture !== 0) return
      const picture = ++run.pictures
      run.picture = picture
      run.pictureOf = slot
      atEnd(run, element, () => {
        if (run.picture === picture) run.picture = 0
      })
    }),
  })
  rewriter.on(`${around}source`, {
    element: guarded(run, (element) => {
      if (run.picture === 0 || run.pictureOf !== slot || slot.state === 'closed') return
      run.begun = true
      run.marked = true
      element.before(marker('p', run.picture, 0), { html: true })
      element.after(marker('q', run.picture, 0), { html: true })
    }),
  })
}

const touchesImage = (edits: readonly Edit<string>[]): boolean => edits.some((edit) => edit.op === 'image')

const replacesImage = ({ edits }: SlotPlan): boolean =>
  edits !== null && (touchesImage(edits.own) || edits.parts.some((part) => touchesImage(part.edits)))

/** Stands before the handlers that may mean one element, so that they can tell that they do. */
function watchElements(rewriter: HTMLRewriter, run: Run): void {
  const all = run.slots.flatMap(({ plan: { selector, guards, list } }) => [
    selector,
    ...guards.parts.map((part) => part.selector),
    ...(list === null ? [] : [list.item]),
  ])
  rewriter.on(['picture', ...all].join(', '), {
    element() {
      run.ending = null
    },
  })
}

/** Of several handlers for the end of one element HTMLRewriter would keep the last alone. */
function atEnd(run: Run, element: Element, then: (end: EndTag) => void): void {
  if (run.ending !== null) {
    run.ending.push(then)
    return
  }
  const ending: Ending = [then]
  if (run.sharesEnds) run.ending = ending
  element.onEndTag((end) => {
    if (run.failure !== null) return
    try {
      for (const step of ending) step(end)
    } catch (error) {
      log('error', { event: 'fault', detail: messageOf(error) })
      failRun(run, 'fault')
    }
  })
}

/** An element closed by somebody else's end tag has no end of its own: what was put into it would swallow the rest. */
function mustClose(run: Run, element: Element, then: ((end: EndTag) => void) | null): void {
  const name = element.tagName
  run.unclosed++
  atEnd(run, element, (end) => {
    if (end.name !== name) {
      failRun(run, 'unbalanced_element')
      return
    }
    run.unclosed--
    then?.(end)
  })
}

/** Nothing is half done: every element that was opened has closed, and the parser gave back all it was given. */
export const isWhole = (run: Run): boolean => run.failure === null && run.ended && run.unclosed === 0
