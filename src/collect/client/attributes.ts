/** The attributes `data-awase-…` by which a site says what its elements mean. Not when they are read: actions.ts, declared.ts. */

const QUANTITY_FIELD = 'input[data-awase-quantity],select[data-awase-quantity]'

export interface Goods {
  readonly item: string | undefined
  readonly quantity: number | undefined
  readonly value: number | undefined
  readonly currency: string | undefined
}

/** The attribute of the element or of the nearest one around it: a list item names its item, `<body>` the currency. */
export function around(element: Element, name: string): string | undefined {
  return element.closest(`[data-awase-${name}]`)?.getAttribute(`data-awase-${name}`) || undefined
}

export function goodsAround(element: Element): Goods {
  return goods(around(element, 'item'), quantityNear(element), around(element, 'value'), around(element, 'currency'))
}

/**
 * Figures as JSON writes them, no thousands separators; what cannot be read is undefined, which JSON leaves out. An amount
 * says nothing without its currency, and a currency nothing without an amount.
 */
export function goods(item: unknown, quantity: unknown, value: unknown, currency: unknown): Goods {
  const amount = currency ? figure(value) : undefined
  return {
    item: item ? String(item) : undefined,
    quantity: figure(quantity),
    value: amount,
    currency: amount === undefined ? undefined : String(currency),
  }
}

function figure(value: unknown): number | undefined {
  const number = value == null || value === '' ? undefined : Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** Of a form's own field where that carries the attribute: what the visitor chose. */
function quantityNear(element: Element): string | undefined {
  const field = element.closest('form')?.querySelector<HTMLInputElement>(QUANTITY_FIELD)
  return field ? field.value : around(element, 'quantity')
}
