/** One contract for every place where the webhook's progress is kept. libSQL is a real server. */

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Deliveries,
  type DeliveryState,
  FIRST_DELIVERY,
  MAX_DELIVERY_ERROR_LENGTH,
} from '../../src/store/deliveries.ts'
import { memoryDeliveries } from '../../src/store/deliveries-memory.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { startRecord } from '../harness/record.ts'

const record = await startRecord()
afterAll(() => record.dispose())
beforeEach(async () => void (await record.rows('delete from progress')))

const contract: [string, () => Deliveries][] = [
  ['memory', memoryDeliveries],
  ['libSQL', () => libsqlStores({ url: record.url }).deliveries],
]

const CLAIMED: DeliveryState = { position: 0, until: 500, attempts: 1, retryAt: 60_000, lastError: null }
const FAILED: DeliveryState = { ...CLAIMED, lastError: 'it answered 500' }
const DONE: DeliveryState = { position: 500, until: 500, attempts: 0, retryAt: 0, lastError: null }

describe.each(contract)('%s', (_, create) => {
  test('begins with the oldest event', async () => {
    expect(await create().state()).toEqual({ ok: true, value: FIRST_DELIVERY })
  })

  test('moves from where it is, and remembers all of it', async () => {
    const deliveries = create()
    for (const [from, to] of [
      [FIRST_DELIVERY, CLAIMED],
      [CLAIMED, FAILED],
      [FAILED, DONE],
    ] as const) {
      expect(await deliveries.move(from, to)).toEqual({ ok: true, value: true })
      expect(await deliveries.state()).toEqual({ ok: true, value: to })
    }
  })

  test.each<Partial<DeliveryState>>([{ position: 1 }, { until: 499 }, { attempts: 2 }, { retryAt: 60_001 }])(
    'stays as it is when it was elsewhere: %o',
    async (difference) => {
      const deliveries = create()
      await deliveries.move(FIRST_DELIVERY, CLAIMED)
      expect(await deliveries.move({ ...CLAIMED, ...difference }, DONE)).toEqual({ ok: true, value: false })
      expect(await deliveries.state()).toEqual({ ok: true, value: CLAIMED })
    },
  )

  test('of many that move at once, one does', async () => {
    const deliveries = create()
    const moves = Array.from({ length: 12 }, (_, i) => deliveries.move(FIRST_DELIVERY, { ...CLAIMED, until: i + 1 }))
    const won = (await Promise.all(moves)).map((moved) => moved.ok && moved.value)
    expect(won.filter(Boolean)).toHaveLength(1)
    const state = await deliveries.state()
    expect(state.ok && state.value.until).toBe(won.indexOf(true) + 1)
  })

  test('a long error is cut', async () => {
    const deliveries = create()
    await deliveries.move(FIRST_DELIVERY, { ...CLAIMED, lastError: 'x'.repeat(9_000) })
    const state = await deliveries.state()
    expect(state.ok && state.value.lastError).toHaveLength(MAX_DELIVERY_ERROR_LENGTH)
  })
})

test('other jobs in the same table are left alone', async () => {
  await record.rows(`insert into progress values ('rollup', 7, 0, 0, 'of its own')`)
  const { deliveries } = libsqlStores({ url: record.url })
  await deliveries.move(FIRST_DELIVERY, CLAIMED)
  expect(await record.rows(`select * from progress where job = 'rollup'`)).toEqual([
    { job: 'rollup', position: 7, attempts: 0, retry_at: 0, last_error: 'of its own' },
  ])
  expect(await record.rows(`select * from progress where job = 'webhook'`)).toEqual([
    { job: 'webhook', position: 0, attempts: 1, retry_at: 60_000, last_error: null },
  ])
})

test('a database that is not there is a value', async () => {
  const { deliveries } = libsqlStores({ url: 'http://127.0.0.1:1' })
  expect(await deliveries.state()).toMatchObject({ ok: false, error: { reason: 'unavailable' } })
  expect(await deliveries.move(FIRST_DELIVERY, CLAIMED)).toMatchObject({ ok: false, error: { reason: 'unavailable' } })
})
