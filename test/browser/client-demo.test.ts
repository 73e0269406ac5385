/** The demo shop sends real events: seen, put into the cart, ordered, and in libSQL. Not each kind by itself: client. */

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createClient } from '@libsql/client/web'
import { describe, expect, test } from 'vitest'
import { forecastNearby } from '../../src/dev/recorded-weather.ts'
import { startStack } from '../../src/dev/stack.ts'
import { hasChromium, launchChromium, PATIENCE_MS, SKIPPED, visitorsOf } from './visitors.ts'

const RULES = resolve(import.meta.dirname, '../../src/dev/shop/rules.json')

describe.skipIf(!hasChromium)(`the demo shop${SKIPPED}`, () => {
  test('from the shelf to the order, every step is in the record', async () => {
    const rules = { file: RULES, text: await readFile(RULES, 'utf8') }
    await using stack = await startStack({ origin: null, rules, forecast: forecastNearby })
    const record = createClient({ url: stack.recordUrl! })
    const counted = async (kind: string): Promise<number> =>
      (await record.execute({ sql: 'select 1 from events where kind = ?', args: [kind] })).rows.length
    const told = (kind: string, count: number) =>
      expect.poll(() => counted(kind), { timeout: PATIENCE_MS, message: kind }).toBe(count)

    await using browser = await launchChromium()
    const { page, complaints } = await visitorsOf(browser, { viewport: { width: 1280, height: 860 } })()

    await page.goto(`${stack.url}/`)
    await told('page_view', 1)
    await page.click('a[href="/items/cooking/kiwan"]')
    await told('item_view', 1)
    await page.selectOption('select[name=count]', '2')
    await page.click('form.item-order button')
    await told('cart_add', 1)
    await page.click('form.cart-order button')
    await told('order', 1)
    await page.reload()
    await told('page_view', 5)
    await told('order', 1)

    const { rows } = await record.execute(
      "select * from events where kind in ('item_view', 'cart_add', 'order') order by seq",
    )
    expect(rows.map((row) => [row.kind, row.item, row.quantity, row.value, row.currency, row.path])).toEqual([
      ['item_view', 'kiwan', null, 4_400, 'JPY', '/items/cooking/kiwan'],
      ['cart_add', 'kiwan', 2, 4_400, 'JPY', '/items/cooking/kiwan'],
      ['order', null, null, 8_800, 'JPY', '/thanks'],
    ])
    expect(JSON.parse(String(rows[2]!.data))).toEqual({ lines: [{ item: 'kiwan', quantity: 2, value: 4_400 }] })
    expect(complaints).toEqual([])
  })
})
