/** Who has a wish that pages must know of, on both adapters alike. */

import { afterAll, describe, expect, test } from 'vitest'
import { loginTombstone } from '../../src/store/tombstones.ts'
import { idOf, must, NOW, STORES, visitorOf } from './stores-adapters.ts'

describe.each(STORES)('%s', async (_, open) => {
  const kept = await open()
  afterAll(() => kept[Symbol.asyncDispose]())
  const { wishes, visitors, tombstones } = kept.stores
  const latest = (site: string, since = 0, limit = 10) => must(wishes.latest(site, since, limit))

  test('who was erased since then, the latest first, and no logins', async () => {
    const site = 'erasing'
    for (const [name, at] of [
      ['first', NOW],
      ['second', NOW + 1],
      ['third', NOW + 2],
    ] as const)
      await must(tombstones.raise(site, idOf(name), at))
    await must(tombstones.raise(site, loginTombstone('hash'), NOW + 3))
    await must(tombstones.raise('elsewhere', idOf('other'), NOW))
    expect(await latest(site)).toEqual({ erased: ['third', 'second', 'first'].map(idOf), withheld: [] })
    expect((await latest(site, NOW)).erased).toEqual(['third', 'second'].map(idOf))
    expect((await latest(site, 0, 2)).erased).toEqual(['third', 'second'].map(idOf))
  })

  test('who is not to be used, the latest first, with the ids that became theirs', async () => {
    const site = 'withholding'
    const row = (name: string, more: object) => visitorOf(idOf(name), { site, ...more })
    await must(
      visitors.write([
        row('objects', { state: 'objected', updatedAt: NOW }),
        row('restricts', { state: 'restricted', updatedAt: NOW + 2, memory: null }),
        row('both', { state: 'restricted_and_objected', updatedAt: NOW + 1 }),
        row('neither', { updatedAt: NOW + 3 }),
        row('device', { memory: null, movedTo: idOf('both') }),
        row('moved on', { memory: null, movedTo: idOf('neither'), state: 'objected', updatedAt: NOW + 4 }),
      ]),
    )
    const { erased, withheld } = await latest(site)
    expect(erased).toEqual([])
    expect([withheld[0], withheld.at(-1)]).toEqual([idOf('restricts'), idOf('objects')])
    expect(withheld.slice(1, -1).toSorted()).toEqual([idOf('both'), idOf('device')].toSorted())
    expect((await latest(site, 0, 1)).withheld).toEqual([idOf('restricts')])
    expect(await latest('nowhere')).toEqual({ erased: [], withheld: [] })
  })

  test('a wish outlives what was remembered, nothing else does', async () => {
    const { upkeep } = kept.stores
    const old = { seenAt: 1_000 }
    await must(
      visitors.write([
        visitorOf(idOf('old objects'), { ...old, state: 'objected' }),
        visitorOf(idOf('old'), old),
        visitorOf(idOf('old device'), { ...old, memory: null, movedTo: idOf('old'), state: 'objected' }),
        visitorOf(idOf('young objects'), { seenAt: 3_000, state: 'objected' }),
      ]),
    )
    expect(await must(upkeep.expire('visitors', 2_000, 10))).toBe(2)
    const ids = ['old objects', 'old', 'old device', 'young objects'].map(idOf)
    const { visitors: left } = await must(visitors.read('main', ids))
    const remembered = left.map(({ id, memory, version }) => [id, memory !== null, version])
    expect(remembered.toSorted()).toEqual([
      [idOf('old objects'), false, 2],
      [idOf('young objects'), true, 1],
    ])
  })
})
