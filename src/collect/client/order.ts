/** An order as an event: its amount, its lines and an id that it has on every page. Not where it is found: declared.ts. */

import { goods } from './attributes.ts'
import { orderEventId } from './event-id.ts'
import { MAX_LINES_COUNT } from './limits.ts'
import type { LineTold, Tell, TellOrder } from './told.ts'

/** An order without an amount and its currency is not told: it could not be counted. */
export const orderTeller =
  (tell: Tell): TellOrder =>
  (order, { value, currency, lines = [] }) => {
    const total = goods(null, null, value, currency)
    if (total.value === undefined) return
    const known = lines.flatMap((line) => lineOf(line, currency)).slice(0, MAX_LINES_COUNT)
    const data = known[0] && { lines: known }
    const at = Date.now()
    void orderEventId(order).then((id) => tell({ kind: 'order', id, at, ...total, data }))
  }

/** Of a line without an item nothing is kept. */
function lineOf(line: LineTold, currency: unknown) {
  const { item, quantity, value } = goods(line.item, line.quantity, line.value, currency)
  return item ? [{ item, quantity, value }] : []
}
