/** What a page goes by when list or copy come late or never. The whole Worker's view: promises/wishes.test.ts. */

import { expect, test } from 'vitest'
import { standingOf } from '../../src/edge/standing.ts'
import { wishesIn } from '../../src/edge/wishes.ts'
import type { Deps } from '../../src/env.ts'
import { readWishes, wishText } from '../../src/visitor/wish-text.ts'
import { returning } from '../harness/visitor-cookie.ts'

const LIST = readWishes(wishText({ erased: ['gone'], withheld: ['objects'] }, 1))
const OLD_MS = 60_001
const NEVER = new Promise<never>(() => {})

/** `readAt`: when this isolate last heard the list; null: never. KV does not answer any more. */
function standing(id: string, readAt: number | null, copy: unknown = null) {
  const wishes = wishesIn({ get: () => NEVER } as unknown as KVNamespace)
  if (readAt !== null) wishes.adopt('main', LIST, readAt)
  const readKnown = () => (copy === 'never' ? NEVER : Promise.resolve(copy))
  const memory = returning(id, { isKnown: copy !== null })
  const asked = { site: 'main', at: OLD_MS, arriving: Promise.resolve(), deadlineMs: 1 }
  return standingOf(memory, asked, { wishes, readKnown } as unknown as Deps, () => {})
}

test.each([
  ['gone', 'erased'],
  ['objects', 'withheld'],
  ['somebody', 'used'],
])('a young list tells of %s at once: %s', (id, state) => {
  expect(standing(id, OLD_MS)).toMatchObject({ state })
})

test.each([
  ['gone', 'erased'],
  ['objects', 'withheld'],
  ['somebody', 'used'],
])('an old one that cannot be renewed tells of %s all the same: %s', async (id, state) => {
  expect(await standing(id, 0)).toMatchObject({ state })
})

test('without any nobody’s memory is used', async () => {
  expect(await standing('somebody', null)).toEqual({ state: 'untold' })
})

const memory = returning('somebody')

test.each([
  ['says active', { state: 'active', memory }, 'used', 'used'],
  ['says objected', { state: 'objected', memory }, 'withheld', 'withheld'],
  ['says erased', { state: 'erased' }, 'erased', 'erased'],
  ['does not come', 'never', 'used', 'untold'],
])('a copy that %s, with a list and without', async (_, copy, listed, unlisted) => {
  expect(await standing('somebody', OLD_MS, copy)).toMatchObject({ state: listed })
  expect(await standing('somebody', null, copy)).toMatchObject({ state: unlisted })
})

test.each(['never', { state: 'active', memory }])('the list beats a copy (%j)', async (copy) => {
  expect(await standing('gone', OLD_MS, copy)).toEqual({ state: 'erased' })
  expect(await standing('objects', OLD_MS, copy)).toEqual({ state: 'withheld' })
})
