/** What an earlier version kept of a visitor, read by this one: rows on both adapters, copies in KV. */

import { afterAll, describe, expect, test } from 'vitest'
import type { Memory } from '../../src/core/memory.ts'
import { snapshotKey } from '../../src/store/snapshots-kv.ts'
import { memorySnapshots } from '../../src/store/snapshots-memory.ts'
import { idOf, memoryOf, must, NOW, STORES, visitorOf } from './stores-adapters.ts'

const SEEN = NOW / 1000
/** Before scores had a time. */
const UNTIMED = { churn: 0.5, worth: 12 } as unknown as Memory['scores']
const TIMED = { churn: { value: 0.5, at: SEEN }, worth: { value: 12, at: SEEN } }

describe.each(STORES)('%s: a row', async (_, open) => {
  const kept = await open()
  afterAll(() => kept[Symbol.asyncDispose]())
  const { visitors } = kept.stores

  test('whose scores are plain numbers is read with times, and written back with them', async () => {
    const id = idOf('earlier')
    await must(visitors.write([visitorOf(id, { memory: memoryOf(id, { scores: UNTIMED }) })]))
    const [row] = (await must(visitors.read('main', [id]))).visitors
    expect(row!.memory).toEqual(memoryOf(id, { scores: TIMED }))
    const moved = { ...row!.memory!, visits: { ...row!.memory!.visits, lastSeen: SEEN + 9 } }
    await must(visitors.write([{ ...row!, memory: moved }]))
    expect((await must(visitors.read('main', [id]))).visitors[0]!.memory!.scores).toEqual(TIMED)
  })

  test('without a memory stays without one', async () => {
    const id = idOf('without')
    await must(visitors.write([visitorOf(id, { memory: null })]))
    expect((await must(visitors.read('main', [id]))).visitors[0]!.memory).toBeNull()
  })
})

describe('a copy', () => {
  const id = idOf('copied')
  const read = (snapshot: object) =>
    memorySnapshots(new Map([[snapshotKey('main', id), JSON.stringify(snapshot)]])).read('main', id)

  test('whose scores are plain numbers is read with times', async () => {
    expect(await read({ state: 'active', memory: memoryOf(id, { scores: UNTIMED }) })).toEqual({
      ok: true,
      value: { state: 'active', memory: memoryOf(id, { scores: TIMED }) },
    })
  })

  test.each([{ state: 'active', memory: null }, { state: 'moved', to: 'x' }, { state: 'erased' }])(
    '%j is read as it is',
    async (snapshot) => {
      expect(await read(snapshot)).toEqual({ ok: true, value: snapshot })
    },
  )

  test.each([{ state: 'active', memory: {} }, { state: 'active' }, { state: 'none' }, []])(
    '%j is none, and no crash',
    async (snapshot) => {
      expect(await read(snapshot)).toMatchObject({ ok: false, error: { reason: 'malformed' } })
    },
  )
})
