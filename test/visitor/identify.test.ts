/** Logins: which visitor a device becomes, who is never made one with whom, and many at once. On both adapters. */

import { afterAll, describe, expect, test } from 'vitest'
import type { Memory } from '../../src/core/memory.ts'
import { memorySnapshots } from '../../src/store/snapshots-memory.ts'
import { eraseVisitor } from '../../src/visitor/erase.ts'
import { type Device, identify } from '../../src/visitor/identify.ts'
import { knownIn } from '../../src/visitor/known.ts'
import { remember } from '../../src/visitor/remember.ts'
import { setWish } from '../../src/visitor/rights.ts'
import { takeConsole } from '../setup.ts'
import { idOf, memoryOf, must, NOW, STORES } from '../store/stores-adapters.ts'

const SECONDS = Math.floor(NOW / 1000)

describe.each(STORES)('%s', async (_, open) => {
  const kept = await open()
  afterAll(() => kept[Symbol.asyncDispose]())
  const { stores } = kept
  const copies = new Map<string, string>()
  const snapshots = memorySnapshots(copies)
  const deps = { stores, snapshots, listWishes: async () => true, now: () => NOW }
  const readKnown = knownIn({ snapshots, stores: async () => stores })
  const known = (id: string) => readKnown('main', id, () => {})
  const dismissing = (id: string, what: string, since = SECONDS): Memory => memoryOf(id, { since, dismissed: [what] })
  const device = (id: string, what = id): Device => ({ visitor: id, memory: dismissing(id, what) })
  const login = (hash: string, one: Device | null) => must(identify({ site: 'main', hash, device: one }, deps))
  const idAfter = async (hash: string, one: Device | null) => (await login(hash, one)).visitor.id

  test('the first device gives its id, the next ones become it, and what they remembered is one', async () => {
    const [a, b, c] = [idOf('one a'), idOf('one b'), idOf('one c')]
    expect(await login('one', device(a))).toMatchObject({
      joined: false,
      visitor: { id: a, memory: { isKnown: true } },
    })
    // Its memory is older, and yet it becomes the visitor of the login.
    const older = { visitor: b, memory: dismissing(b, b, SECONDS - 1_000) }
    const second = await login('one', older)
    expect(second).toMatchObject({ joined: true, visitor: { id: a, memory: { visitor: a, since: SECONDS - 1_000 } } })
    expect((await login('one', device(c))).visitor.memory.dismissed.toSorted()).toEqual([a, b, c].toSorted())
    for (const id of [a, b, c]) expect(await known(id)).toMatchObject({ state: 'active', memory: { visitor: a } })
  })

  test('again, from anywhere, is the same', async () => {
    const [a, b] = [idOf('again a'), idOf('again b')]
    for (const one of [device(a), device(b), device(a), device(b), null, device(a)])
      expect(await idAfter('again', one)).toBe(a)
  })

  test('a device that is somebody else’s stays theirs, and takes nothing along', async () => {
    const a = idOf('shared a')
    await login('his', device(a, 'his secret'))
    const hers = await login('hers', device(a, 'his secret'))
    expect(hers).toMatchObject({ joined: false, visitor: { memory: { dismissed: [] } } })
    expect(hers.visitor.id).not.toBe(a)
    expect(await idAfter('his', null)).toBe(a)
    expect(await idAfter('hers', device(a))).toBe(hers.visitor.id)
  })

  test('nor does one that became theirs', async () => {
    const [a, b] = [idOf('became a'), idOf('became b')]
    await login('became his', device(a))
    await login('became his', device(b, 'his secret'))
    const hers = await login('became hers', device(b, 'his secret'))
    expect([a, b]).not.toContain(hers.visitor.id)
    expect(hers.visitor.memory.dismissed).toEqual([])
  })

  test('many devices of one login at once become one, and nothing is lost', async () => {
    const devices = Array.from({ length: 5 }, (_, i) => device(idOf(`crowd ${i}`)))
    const done = await Promise.all(devices.map((one) => login('crowd', one)))
    const [target] = new Set(done.map(({ visitor }) => visitor.id))
    expect(new Set(done.map(({ visitor }) => visitor.id)).size).toBe(1)
    for (const { visitor } of devices) {
      const { movedTo } = (await must(stores.visitors.read('main', [visitor]))).visitors[0]!
      expect(movedTo).toBe(visitor === target ? null : target)
    }
    const { memory } = (await must(stores.visitors.read('main', [target!]))).visitors[0]!
    expect(memory?.dismissed.toSorted()).toEqual(devices.map(({ visitor }) => visitor).toSorted())
  })

  test('two logins that cross their devices at once: no circle, and two persons stay two', async () => {
    const [a, b] = [idOf('cross a'), idOf('cross b')]
    await Promise.all([login('cross 1', device(a)), login('cross 2', device(b))])
    await Promise.all([login('cross 1', device(b)), login('cross 2', device(a))])
    expect([await idAfter('cross 1', null), await idAfter('cross 2', null)]).toEqual([a, b])
    for (const id of [a, b]) expect((await must(stores.visitors.read('main', [id]))).visitors[0]!.movedTo).toBeNull()
  })

  test('who was erased is not taken along, and a login of theirs begins anew', async () => {
    const a = idOf('erased a')
    await login('erased', device(a))
    await must(eraseVisitor('main', a, deps))
    expect(await known(a)).toEqual({ state: 'erased' })
    const again = await login('erased', device(a, 'of before'))
    expect(again.visitor.id).not.toBe(a)
    expect(again.visitor.memory.dismissed).toEqual([])
  })

  test('of whom a restriction holds nothing is added', async () => {
    const [a, b] = [idOf('still a'), idOf('still b')]
    await login('still', device(a))
    await must(setWish('main', a, 'restricted', true, deps))
    expect(await login('still', device(b))).toMatchObject({ joined: true, visitor: { state: 'restricted' } })
    expect(await must(remember('main', dismissing(a, 'new'), deps))).toMatchObject({ state: 'restricted' })
    expect(await known(b)).toMatchObject({ state: 'restricted', memory: { dismissed: [a] } })
    await must(setWish('main', a, 'objected', true, deps))
    await must(setWish('main', a, 'restricted', false, deps))
    expect(await known(a)).toMatchObject({ state: 'objected' })
  })

  test('a cookie is brought to what is kept, under whatever id it has; nobody unknown is kept for it', async () => {
    const [a, b] = [idOf('kept a'), idOf('kept b')]
    await login('kept', device(a))
    await login('kept', device(b))
    expect(await must(remember('main', dismissing(b, 'later'), deps))).toMatchObject({ memory: { visitor: a } })
    expect(await known(a)).toMatchObject({ memory: { dismissed: expect.arrayContaining(['later']) } })
    expect(await must(remember('main', memoryOf(idOf('nobody')), deps))).toBeNull()
    expect(await known(idOf('nobody'))).toBeNull()
  })

  test('without a copy pages ask the database, once', async () => {
    const [a, b] = [idOf('miss a'), idOf('miss b')]
    await login('miss', device(a))
    await login('miss', device(b))
    const before = await known(b)
    copies.clear()
    const written: Promise<unknown>[] = []
    expect(await readKnown('main', b, (work) => void written.push(work))).toEqual(before)
    await Promise.all(written)
    expect([...copies.keys()].toSorted()).toEqual([`profile:main:${a}`, `profile:main:${b}`].toSorted())
  })

  test('who is erased while a copy is on its way is erased there, too', async () => {
    const a = idOf('late a')
    await login('late', device(a))
    copies.delete(`profile:main:${a}`)
    const read = { ...stores.visitors }
    const row = await must(read.read('main', [a]))
    await must(eraseVisitor('main', a, deps))
    let isFirst = true
    const stale = {
      ...stores,
      visitors: {
        ...read,
        read: async (...asked: Parameters<typeof read.read>) => {
          if (!isFirst) return read.read(...asked)
          isFirst = false
          return { ok: true as const, value: row }
        },
      },
    }
    const written: Promise<unknown>[] = []
    copies.clear()
    const late = knownIn({ snapshots, stores: async () => stale })
    expect(await late('main', a, (work) => void written.push(work))).toMatchObject({ state: 'active' })
    await Promise.all(written)
    expect(await known(a)).toEqual({ state: 'erased' })
  })
})

test('what fails is nobody known, and never an error', async () => {
  const broken = { read: () => Promise.reject(new Error('by order of a test')) }
  const readKnown = knownIn({ snapshots: { ...memorySnapshots(), ...broken }, stores: null })
  expect(await readKnown('main', 'a', () => {})).toBeNull()
  expect(takeConsole()).toEqual([expect.stringContaining('known_unavailable')])
})
