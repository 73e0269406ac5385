/** The list of wishes as it is written: bounded, saying nothing of ids, and only when there is something new. */

import { beforeEach, expect, test } from 'vitest'
import { KEYS } from '../../src/keys.ts'
import { memoryStores } from '../../src/store/memory-stores.ts'
import { emptyTables, type MemoryTables } from '../../src/store/upkeep-memory.ts'
import { listWishes } from '../../src/visitor/list-wishes.ts'
import { markOf, wishIn } from '../../src/visitor/wish-list.ts'
import { MAX_LISTED_COUNT, readWishes } from '../../src/visitor/wish-text.ts'
import { takeConsole } from '../setup.ts'
import { idOf, NOW, visitorOf } from '../store/stores-adapters.ts'

const DAY_MS = 86_400_000
const KEY = KEYS.wishes('main')

let tables: MemoryTables
let values: Map<string, string>
let writes: number
let failing: number

const kv = {
  get: async (key: string) => values.get(key) ?? null,
  put: async (key: string, text: string) => {
    if (failing-- > 0) throw new Error('429')
    writes++
    values.set(key, text)
  },
} as unknown as KVNamespace

const list = (at = NOW) =>
  listWishes('main', { stores: async () => memoryStores(tables), kv, wishes: { adopt() {} }, now: () => at })
const wishOf = (id: string) => wishIn(readWishes(values.get(KEY)!), id)

function erase(ids: readonly string[], at = NOW): void {
  for (const [i, visitor] of ids.entries())
    tables.tombstones.push({ site: 'main', visitor, at: at + i, cleared: 0, until: 0, doneAt: null })
}

beforeEach(() => {
  tables = emptyTables()
  values = new Map()
  writes = 0
  failing = 0
})

test('nothing is written while nobody asked for anything, and then only what is new', async () => {
  expect([await list(), writes]).toEqual([true, 0])
  erase([idOf('gone')])
  expect([await list(NOW + 1), await list(NOW + 2), writes]).toEqual([true, true, 1])
  tables.visitors.push(visitorOf(idOf('objects'), { state: 'objected' }))
  await list()
  expect([wishOf(idOf('gone')), wishOf(idOf('objects')), wishOf(idOf('else')), writes]).toEqual([
    'erased',
    'withheld',
    null,
    2,
  ])
  tables.visitors = []
  await list()
  expect([wishOf(idOf('objects')), writes]).toEqual([null, 3])
})

test('who was erased and objected before is erased; no id can be read in it', async () => {
  erase([idOf('twice')])
  tables.visitors.push(visitorOf(idOf('twice'), { state: 'objected' }))
  await list()
  expect(wishOf(idOf('twice'))).toBe('erased')
  expect(values.get(KEY)).toMatch(/^\{"v":1,"at":\d+,"erased":\[\d{1,16}\],"withheld":\[\d{1,16}\]\}$/)
})

test('a cookie of before browsers end it is listed no longer', async () => {
  erase([idOf('long ago')], NOW - 400 * DAY_MS)
  erase([idOf('of late')], NOW - 399 * DAY_MS)
  await list()
  expect([wishOf(idOf('long ago')), wishOf(idOf('of late'))]).toEqual([null, 'erased'])
})

test('at most so many of each kind: the latest, and the log says so', async () => {
  const ids = Array.from({ length: MAX_LISTED_COUNT + 1 }, (_, i) => idOf(`many ${i}`))
  erase(ids)
  tables.visitors.push(visitorOf(idOf('objects'), { state: 'objected' }))
  expect(await list()).toBe(true)
  expect(readWishes(values.get(KEY)!).marks.size).toBe(MAX_LISTED_COUNT + 1)
  expect([wishOf(ids[0]!), wishOf(ids[1]!), wishOf(ids.at(-1)!), wishOf(idOf('objects'))]).toEqual([
    null,
    'erased',
    'erased',
    'withheld',
  ])
  expect(values.get(KEY)!.length).toBeLessThan(200_000)
  expect(takeConsole()).toEqual([
    expect.stringContaining(
      `"event":"wishes_not_all_listed","site":"main","reason":"erased","count":${MAX_LISTED_COUNT}`,
    ),
  ])
})

test('a write that fails is tried again; one that goes on failing is said', async () => {
  erase([idOf('gone')])
  failing = 1
  expect([await list(), wishOf(idOf('gone'))]).toEqual([true, 'erased'])
  erase([idOf('next')])
  failing = 2
  expect([await list(), wishOf(idOf('next'))]).toEqual([false, null])
  expect(takeConsole()).toEqual([expect.stringContaining('wishes_unlisted')])
  expect([await list(), wishOf(idOf('next'))]).toEqual([true, 'erased'])
})

test.each(['', '{}', '{"v":7}'])('%j in its place is written over', async (text) => {
  values.set(KEY, text)
  expect([await list(), writes]).toEqual([true, 1])
})

test('marks are whole numbers that tell ids apart, a site’s own too', () => {
  const ids = Array.from({ length: 50_000 }, (_, i) => `customer-${String(i).padStart(13, '0')}`)
  const marks = new Set(ids.map(markOf))
  expect(marks.size).toBe(ids.length)
  expect([...marks].every((mark) => Number.isSafeInteger(mark) && mark >= 0)).toBe(true)
})
