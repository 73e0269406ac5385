/** What a page says of itself: the item it shows, the order it thanks for; by attributes, else by schema.org. Not clicks. */

import { around, type Goods, goodsAround } from './attributes.ts'
import { findAll } from './find.ts'
import type { Said } from './said.ts'
import { orderSaid, productSaid } from './structured-data.ts'
import type { OrderTold, TellOrder } from './told.ts'
import { isFirst, type View } from './view.ts'

export interface Declarations {
  look(view: View): void
  /** The page came back out of the browser's cache: what it says counts again. */
  forget(): void
}

/** An element counts once for what it says: it may still stand there when the next page view has begun. */
export function watchDeclarations(tellItem: (goods: Goods) => void, tellOrder: TellOrder): Declarations {
  let told = new WeakMap<Element, string>()

  function hear<T>(view: View, kind: string, said: readonly Said<T>[], tell: (id: string, what: T) => void): void {
    for (const [element, id, what] of said) {
      const key = `${kind}:${id}`
      if (!id || told.get(element) === key) continue
      told.set(element, key)
      if (isFirst(view, key)) tell(String(id), what)
    }
  }

  return {
    look(view) {
      hear(view, 'view', marked('view', itemOf) || productSaid(), (_, goods) => tellItem(goods))
      hear(view, 'order', marked('order', orderOf) || orderSaid(), tellOrder)
    },
    forget() {
      told = new WeakMap()
    },
  }
}

/** Null where no element carries the attribute: then schema.org is asked. */
function marked<T>(name: string, read: (element: Element) => T): readonly Said<T>[] | null {
  const elements = findAll(`[data-awase-${name}]`)
  return elements[0] ? elements.map((element) => [element, around(element, name), read(element)]) : null
}

const itemOf = (element: Element): Goods => ({ ...goodsAround(element), item: around(element, 'view') })

/** Its lines are the elements inside that name an item. */
const orderOf = (element: Element): OrderTold => ({
  ...goodsAround(element),
  lines: findAll('[data-awase-item]', element).map((line) => ({
    item: around(line, 'item'),
    quantity: line.getAttribute('data-awase-quantity') || 1,
    value: line.getAttribute('data-awase-value'),
  })),
})
