/** What visitors do: links and buttons in slots, named events, the cart, words searched for. Not what they see: impressions.ts. */

import type { BlockSlot } from '../../core/event/page-block.ts'
import { around, goodsAround } from './attributes.ts'
import { MIDDLE_BUTTON } from './limits.ts'
import { listen } from './listen.ts'
import { tellSearch } from './search.ts'
import { slotAround } from './slots.ts'
import type { Tell } from './told.ts'

const PRESSED = 'a,button,summary,[type=submit],[type=image],[role=button],[role=link]'
const CART = '[data-awase-cart]'
const SEARCH_FIELD = 'input[data-awase-search],[data-awase-search] input:not([type=hidden])'

export function watchActions(tell: Tell, planned: () => readonly BlockSlot[]): void {
  const on = (name: string, did: (target: Element, event: Event) => void): void =>
    listen(
      window,
      name,
      (event) => {
        if (event.target instanceof Element) did(event.target, event)
      },
      true,
    )

  function pressed(target: Element): void {
    const link = target.closest(PRESSED)
    const slot = link && slotAround(link, planned())
    if (slot) tell({ kind: 'click', slot, item: around(target, 'item') })
    const name = around(target, 'event')
    if (name) tell({ kind: 'custom', name, ...goodsAround(target) })
    const cart = target.closest(CART)
    if (cart && !cart.matches('form')) intoCart(cart)
  }

  function submitted(form: Element): void {
    if (form.matches(CART)) intoCart(form)
    searched(form.querySelector(SEARCH_FIELD))
  }

  function intoCart(element: Element): void {
    const isRemoved = around(element, 'cart') === 'remove'
    tell({ kind: isRemoved ? 'cart_remove' : 'cart_add', ...goodsAround(element) })
  }

  function searched(field: Element | null): void {
    if (field) tellSearch(tell, (field as HTMLInputElement).value)
  }

  on('click', pressed)
  on('auxclick', (target, event) => {
    if ((event as MouseEvent).button === MIDDLE_BUTTON) pressed(target)
  })
  on('submit', submitted)
  on('change', (target) => {
    if (target.matches(SEARCH_FIELD) && !(target as HTMLInputElement).form) searched(target)
  })
}
