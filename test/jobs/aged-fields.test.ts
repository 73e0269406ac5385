/** Traits and scores that their site keeps for a time, going from rows and copies, on both adapters and a clock of the test's own. */

import { expect, test } from 'vitest'
import type { CompiledScore, CompiledTrait } from '../../src/core/compiled.ts'
import type { Memory } from '../../src/core/memory.ts'
import { dropAgedFields } from '../../src/jobs/aged-fields.ts'
import { memorySnapshots } from '../../src/store/snapshots-memory.ts'
import type { Stores } from '../../src/store/stores.ts'
import type { KeptVisitor } from '../../src/store/visitors.ts'
import type { DeclaredFields } from '../../src/visitor/declared-fields.ts'
import { idOf, memoryOf, must, NOW, STORES, visitorOf } from '../store/stores-adapters.ts'

const DAY_S = 86_400
const DAY_MS = DAY_S * 1000
const NOW_S = NOW / 1000

const score = (retention: number | null): CompiledScore => ({
  purpose: 'personalize',
  why: null,
  label: null,
  retention,
})
const trait = (retention: number | null): CompiledTrait => ({
  ...score(retention),
  type: 'string',
  values: null,
  ask: null,
  sensitive: false,
})
const FIELDS: DeclaredFields = {
  traits: { mood: trait(DAY_S), role: trait(null) },
  scores: { churn: score(DAY_S), worth: score(null) },
}
const MAIN = new Map([['main', FIELDS]])

const said = (at: number) => ({ value: 'x', source: 'imported', purpose: null, at }) as const
const told = (at: number) => ({ value: 0.5, at })

const aged = (name: string, more: Partial<Memory>): KeptVisitor =>
  visitorOf(idOf(name), { memory: memoryOf(idOf(name), more), hasDevice: true })

function around(stores: Stores) {
  const copies = new Map<string, string>()
  const deps = { stores, snapshots: memorySnapshots(copies), positions: stores.positions, now: () => NOW }
  return {
    copies,
    drop: (sites: ReadonlyMap<string, DeclaredFields> = MAIN, now = NOW) => dropAgedFields(sites, deps, now),
    put: async (...rows: KeptVisitor[]) => expect(await must(stores.visitors.write(rows))).toHaveLength(rows.length),
    rowOf: async (name: string, site = 'main') => (await must(stores.visitors.read(site, [idOf(name)]))).visitors[0]!,
  }
}

test.each(STORES)(
  '%s: what is older than its site keeps it goes, from the copy too, and nothing else',
  async (_, open) => {
    await using kept = await open()
    const { copies, drop, put, rowOf } = around(kept.stores)
    const old = NOW_S - DAY_S
    await put(
      aged('by trait', { traits: { mood: said(old), role: said(0) } }),
      aged('by score', { scores: { churn: told(old), worth: told(0) } }),
      aged('by both', { traits: { mood: said(0) }, scores: { churn: told(0) } }),
      aged('young', { traits: { mood: said(old + 1) }, scores: { churn: told(old + 1), luck: told(0) } }),
      aged('namesakes', { traits: { churn: said(0) }, scores: { mood: told(0) } }),
      visitorOf(idOf('bare'), { memory: null }),
      { ...aged('elsewhere', { scores: { churn: told(0) } }), site: 'shop' },
    )
    expect(await drop()).toEqual({ changed: 3, isDone: true, failure: null })
    expect((await rowOf('by trait')).memory).toMatchObject({ traits: { role: said(0) }, scores: {} })
    expect((await rowOf('by score')).memory!.scores).toEqual({ worth: told(0) })
    expect((await rowOf('by both')).memory).toMatchObject({ traits: {}, scores: {} })
    for (const name of ['young', 'namesakes', 'bare']) expect(await rowOf(name)).toMatchObject({ version: 1 })
    expect(await rowOf('elsewhere', 'shop')).toMatchObject({ version: 1 })
    expect([...copies.keys()].sort()).toEqual(
      ['by both', 'by score', 'by trait'].map((name) => `profile:main:${idOf(name)}`),
    )
    expect(JSON.parse(copies.get(`profile:main:${idOf('by score')}`)!).memory.scores).toEqual({ worth: told(0) })
  },
)

test.each(STORES)('%s: a score of before scores had a time is as old as the last page view', async (_, open) => {
  await using kept = await open()
  const { drop, put, rowOf } = around(kept.stores)
  const untimed = { churn: 0.5, worth: 9 } as unknown as Memory['scores']
  const seen = (lastSeen: number) => ({ ...memoryOf('').visits, lastSeen })
  await put(
    aged('long unseen', { scores: untimed, visits: seen(NOW_S - DAY_S) }),
    aged('seen', { scores: untimed, visits: seen(NOW_S - DAY_S + 1) }),
    aged('beside', { traits: { mood: said(0) }, scores: untimed, visits: seen(NOW_S) }),
  )
  expect(await drop()).toMatchObject({ changed: 2, isDone: true })
  expect((await rowOf('long unseen')).memory!.scores).toEqual({ worth: { value: 9, at: NOW_S - DAY_S } })
  expect(await rowOf('seen')).toMatchObject({ version: 1, memory: { scores: { churn: { value: 0.5 } } } })
  expect(await rowOf('beside')).toMatchObject({ version: 2, memory: { traits: {}, scores: { churn: told(NOW_S) } } })
})

test.each(STORES)('%s: all of them, in steps, and once a day', async (_, open) => {
  await using kept = await open()
  const { drop, put, rowOf } = around(kept.stores)
  const names = Array.from({ length: 401 }, (_, at) => `n${at}`)
  await put(...names.map((name) => aged(name, { scores: { churn: told(0) } })))
  expect(await drop()).toMatchObject({ changed: 401, isDone: true })
  await put(aged('late', { scores: { churn: told(0) } }))
  expect(await drop(MAIN, NOW + DAY_MS - 1)).toMatchObject({ changed: 0, isDone: true })
  expect(await rowOf('late')).toMatchObject({ version: 1 })
  expect(await drop(MAIN, NOW + DAY_MS)).toMatchObject({ changed: 1, isDone: true })
})

test.each(STORES)('%s: a site that keeps only scores for a time, or nothing', async (_, open) => {
  await using kept = await open()
  const { drop, put } = around(kept.stores)
  const row = aged('one', { traits: { mood: said(0) }, scores: { churn: told(0) } })
  await put(row, { ...row, site: 'shop' })
  const sites = new Map([
    ['main', { traits: {}, scores: FIELDS.scores }],
    ['shop', { traits: { mood: trait(null) }, scores: {} }],
  ])
  expect(await drop(sites)).toEqual({ changed: 1, isDone: true, failure: null })
})
