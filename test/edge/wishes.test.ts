/** Which list of wishes an isolate goes by while KV answers late, never, wrongly or with old copies. The whole Worker's view: test/promises. */

import { beforeEach, describe, expect, test } from 'vitest'
import { wishesIn } from '../../src/edge/wishes.ts'
import { KEYS } from '../../src/keys.ts'
import { type WishList, wishIn } from '../../src/visitor/wish-list.ts'
import { readWishes, wishText } from '../../src/visitor/wish-text.ts'
import { takeConsole } from '../setup.ts'

const FRESH_MS = 30_000
const OLD_MS = 60_000
const RETRY_MS = 5_000
const none = () => {}

let answer: () => Promise<string | null>
let asked = 0
let wishes: ReturnType<typeof wishesIn>

const kv = {
  get: (key: string) => {
    asked++
    return key === KEYS.wishes('main') ? answer() : Promise.reject(new Error(key))
  },
} as unknown as KVNamespace

const erasing = (ids: readonly string[], at: number): string => wishText({ erased: ids, withheld: [] }, at)
const holds = (text: string | null) => {
  answer = async () => text
}
const erased = (list: WishList | null, id: string) => list !== null && wishIn(list, id) === 'erased'

beforeEach(() => {
  wishes = wishesIn(kv)
  asked = 0
})

test('a cold isolate has none; what KV holds, be it nothing, holds from then on', async () => {
  holds(null)
  expect([wishes.now('main', 0, none), wishes.last('main'), asked]).toEqual([null, null, 0])
  expect((await wishes.read('main', 0))!.marks.size).toBe(0)
  expect(wishes.now('main', FRESH_MS, none)!.marks.size).toBe(0)
  expect(asked).toBe(1)
})

test('a list that is not fresh is asked for again behind the page, once', async () => {
  holds(null)
  await wishes.read('main', 0)
  holds(erasing(['a'], 1))
  const later: Promise<unknown>[] = []
  const at = FRESH_MS + 1
  for (let i = 0; i < 2; i++)
    expect(
      erased(
        wishes.now('main', at, (work) => later.push(work)),
        'a',
      ),
    ).toBe(false)
  expect(later).toHaveLength(1)
  await later[0]
  expect(erased(wishes.now('main', at, none), 'a')).toBe(true)
})

test('an old list is asked for first', async () => {
  holds(null)
  await wishes.read('main', 0)
  expect(wishes.now('main', OLD_MS + 1, none)).toBeNull()
})

describe('KV that fails', () => {
  const fails = () => {
    answer = () => Promise.reject(new Error('down'))
  }

  test('leaves the older list, and is not asked again at once', async () => {
    holds(erasing(['a'], 1))
    await wishes.read('main', 0)
    fails()
    const at = OLD_MS + 1
    expect(erased(await wishes.read('main', at), 'a')).toBe(true)
    expect(erased(wishes.now('main', at + RETRY_MS, none), 'a')).toBe(true)
    expect(wishes.now('main', at + RETRY_MS + 1, none)).toBeNull()
    expect(takeConsole()).toEqual([expect.stringContaining('wishes_unread')])
  })

  test.each([
    ['when there is none', fails],
    ['with what is no list', () => holds('{"v":1}')],
    ['with a list of another version', () => holds('{"v":2,"at":1,"erased":[],"withheld":[]}')],
  ])('says that it cannot tell %s', async (_, breaks) => {
    breaks()
    expect(await wishes.read('main', 0)).toBeNull()
    expect(wishes.now('main', 0, none)).toBeNull()
    expect(takeConsole()).toEqual([expect.stringContaining('wishes_unread')])
  })
})

test.each([
  ['an older copy', erasing([], 4)],
  ['none for a while', null],
])('%s does not take the place of what is known', async (_, copy) => {
  wishes.adopt('main', readWishes(erasing(['a'], 5)), 0)
  holds(copy)
  expect(erased(await wishes.read('main', 1), 'a')).toBe(true)
})

test('a newer one does, and a wish that was taken back is gone', async () => {
  wishes.adopt('main', readWishes(erasing(['a'], 5)), 0)
  holds(erasing(['b'], 6))
  const list = await wishes.read('main', 1)
  expect([erased(list, 'a'), erased(list, 'b')]).toEqual([false, true])
})
