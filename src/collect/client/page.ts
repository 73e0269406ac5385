/** The life of a page that is before somebody: its views, what is seen and done in each, and its end. Not how it is told. */

import type { BlockSlot } from '../../core/event/page-block.ts'
import { watchActions } from './actions.ts'
import { loadAskScript } from './ask-forms.ts'
import { watchDeclarations } from './declared.ts'
import { watchImpressions } from './impressions.ts'
import { LOOK_AGAIN_MS } from './limits.ts'
import { listen } from './listen.ts'
import { watchNavigation } from './navigation.ts'
import type { Outbox } from './outbox.ts'
import { quietly } from './quietly.ts'
import { slotElements } from './slots.ts'
import type { Tell, TellOrder } from './told.ts'
import { isFirst, type View, viewOf } from './view.ts'

export interface Page {
  view: View
  /** The slots of the plan, until a client-side navigation: a plan is for one page. */
  planned: readonly BlockSlot[]
}

export function observePage(page: Page, outbox: Outbox, tell: Tell, tellOrder: TellOrder): void {
  let visibleSince: number | null = null
  const declarations = watchDeclarations((goods) => tell({ kind: 'item_view', ...goods }), tellOrder)
  const impressions = watchImpressions((slot) => {
    if (isFirst(page.view, `slot:${slot}`)) tell({ kind: 'impression', slot })
  })

  function look(): void {
    for (const [element, slot] of slotElements(page.planned)) impressions.watch(element, slot)
    declarations.look(page.view)
    loadAskScript()
  }

  function begin(view: View): void {
    page.view = view
    impressions.forget()
    tell({ kind: 'page_view' })
    visibleSince = performance.now()
    look()
  }

  /**
   * How long this page view was before somebody's eyes, once: at the first of tab hidden, page left, navigation. A hidden
   * tab may never run again, so what comes after a return to it is not counted.
   */
  function endDwell(): void {
    if (visibleSince === null) return
    tell({ kind: 'dwell', value: Math.round(performance.now() - visibleSince) })
    visibleSince = null
  }

  watchActions(tell, () => page.planned)
  watchNavigation(() => {
    endDwell()
    page.planned = []
    begin(viewOf(undefined))
  })
  watchChanges(quietly(look))
  listen(document, 'visibilitychange', () => {
    if (!document.hidden) return
    endDwell()
    outbox.flush()
  })
  listen(window, 'pagehide', () => {
    endDwell()
    outbox.leave()
  })
  listen(window, 'pageshow', (event) => {
    if (!(event as PageTransitionEvent).persisted) return
    declarations.forget()
    begin(viewOf(page.view.decision))
  })
  listen(window, 'online', outbox.flush)

  outbox.open()
  begin(page.view)
}

function watchChanges(look: () => void): void {
  let timer = 0
  const observer = new MutationObserver(() => {
    if (timer) return
    timer = setTimeout(() => {
      timer = 0
      look()
    }, LOOK_AGAIN_MS)
  })
  const telling = ['data-awase-slot', 'data-awase-view', 'data-awase-order']
  observer.observe(document, { subtree: true, childList: true, attributeFilter: telling })
}
