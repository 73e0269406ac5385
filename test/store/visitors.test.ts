/** Visitors and their logins, on both adapters alike: nobody overwrites what they did not read, and no two persons become one. */

import { afterAll, describe, expect, test } from 'vitest'
import type { KeptVisitor } from '../../src/store/visitors.ts'
import { idOf, memoryOf, must, NOW, STORES, visitorOf } from './stores-adapters.ts'

describe.each(STORES)('%s', async (_, open) => {
  const kept = await open()
  afterAll(() => kept[Symbol.asyncDispose]())
  const { visitors, identities, tombstones } = kept.stores

  const read = async (id: string) => (await must(visitors.read('main', [id]))).visitors[0]
  const written = async (visitor: KeptVisitor) => {
    expect(await must(visitors.write([visitor]))).toEqual([visitor.id])
    return (await read(visitor.id))!
  }
  const claim = (hash: string, visitor: string, at = NOW) => must(identities.claim('main', [{ hash, visitor }], at))

  test('what is written is read, of its site alone', async () => {
    const traits = { company: { value: ['合わせ', '"'], source: 'imported', purpose: null, at: 1 } } as const
    const one = visitorOf(idOf('read'), { memory: memoryOf(idOf('read'), { traits }), hasDevice: true })
    const bare = visitorOf(idOf('bare'), { memory: null, state: 'restricted' })
    expect(await must(visitors.write([one, bare]))).toEqual([one.id, bare.id])
    const found = await must(visitors.read('main', [one.id, bare.id, 'nobody']))
    expect(found.visitors.toSorted((a, b) => (a.id < b.id ? 1 : -1))).toEqual([
      { ...one, version: 1 },
      { ...bare, version: 1 },
    ])
    expect(await must(visitors.read('shop', [one.id]))).toEqual({ visitors: [], erased: [] })
  })

  test('of two who read the same, one writes', async () => {
    const first = await written(visitorOf(idOf('raced')))
    const writes = await Promise.all([1, 2, 3, 4].map((n) => must(visitors.write([{ ...first, seenAt: NOW + n }]))))
    expect(writes.flat()).toHaveLength(1)
    expect(await read(first.id)).toMatchObject({ version: 2 })
    expect(await must(visitors.write([visitorOf(first.id)]))).toEqual([])
  })

  test('who is gone is not brought back by somebody who had read them', async () => {
    const gone = { ...visitorOf(idOf('expired')), version: 3 }
    expect(await must(visitors.write([gone]))).toEqual([])
    expect(await read(gone.id)).toBeUndefined()
  })

  test('who was erased is not written', async () => {
    const id = idOf('buried')
    await must(tombstones.raise('main', id, NOW))
    expect(await must(visitors.write([visitorOf(id)]))).toEqual([])
    expect(await must(visitors.read('main', [id]))).toEqual({ visitors: [], erased: [id] })
    expect(await claim('hash of buried', id)).toEqual([])
    expect(await must(visitors.join(visitorOf(id), visitorOf(idOf('into'))))).toBe(false)
    expect(await must(visitors.join(visitorOf(idOf('from')), visitorOf(id)))).toBe(false)
  })

  test('a join moves one and all who became it, there or not', async () => {
    const [a, b, c] = [visitorOf(idOf('join a')), visitorOf(idOf('join b')), visitorOf(idOf('join c'))]
    expect(await must(visitors.join(a, await written(b)))).toBe(true)
    expect(await read(a.id)).toMatchObject({ movedTo: b.id, memory: null })
    expect(await must(visitors.join((await read(b.id))!, c))).toBe(true)
    expect(await read(a.id)).toMatchObject({ movedTo: c.id })
    expect(await read(b.id)).toMatchObject({ movedTo: c.id, memory: null })
    expect(await read(c.id)).toMatchObject({ movedTo: null, memory: { visitor: c.id } })
    expect((await must(visitors.former('main', c.id))).toSorted()).toEqual([a.id, b.id].toSorted())
  })

  test('no circles: who moved joins nobody, and nobody joins them', async () => {
    const [a, b] = [await written(visitorOf(idOf('round a'))), await written(visitorOf(idOf('round b')))]
    expect(await must(visitors.join(a, a))).toBe(false)
    const both = await Promise.all([must(visitors.join(a, b)), must(visitors.join(b, a))])
    expect(both.toSorted()).toEqual([false, true])
    const [moved, rest] = both[0] ? [a, b] : [b, a]
    const now = { moved: (await read(moved.id))!, rest: (await read(rest.id))! }
    expect([now.moved.movedTo, now.rest.movedTo]).toEqual([rest.id, null])
    expect(await must(visitors.join(now.rest, now.moved))).toBe(false)
    expect(await must(visitors.join(now.moved, visitorOf(idOf('round c'))))).toBe(false)
  })

  test('a join is both or neither', async () => {
    const [a, b] = [await written(visitorOf(idOf('half a'))), await written(visitorOf(idOf('half b')))]
    await written({ ...b, seenAt: NOW + 1 })
    expect(await must(visitors.join(a, b))).toBe(false)
    expect(await read(a.id)).toEqual(a)
  })

  test('a login has the visitor who came first, and a visitor one login', async () => {
    const [a, b] = [idOf('first'), idOf('second')]
    expect(await claim('login', a)).toEqual([{ hash: 'login', visitor: a }])
    expect(await claim('login', b)).toEqual([{ hash: 'login', visitor: a }])
    expect(await claim('other login', a)).toEqual([])
    expect(await must(identities.find('main', ['login', 'other login']))).toEqual([{ hash: 'login', visitor: a }])
    expect(await must(identities.find('shop', ['login']))).toEqual([])
    expect(await must(identities.of('main', [a, b]))).toEqual([{ hash: 'login', visitor: a }])
    const raced = await Promise.all(Array.from({ length: 6 }, (_, i) => claim('raced login', idOf(`raced ${i}`))))
    expect(new Set(raced.flat().map(({ visitor }) => visitor)).size).toBe(1)
  })

  test('who has a login becomes nobody else, and who became somebody else gets none', async () => {
    const [a, b] = [visitorOf(idOf('person a')), visitorOf(idOf('person b'))]
    await claim('a person', a.id)
    expect(await must(visitors.join(a, b))).toBe(false)
    expect(await must(visitors.join(b, a))).toBe(true)
    expect(await claim('another person', b.id)).toEqual([])
  })
})
