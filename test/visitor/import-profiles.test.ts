/** Profiles of an import: what is refused, who is found, what a visitor's own word is worth. On both adapters. */

import { afterAll, describe, expect, test } from 'vitest'
import type { CompiledScore, CompiledTrait } from '../../src/core/compiled.ts'
import type { Purpose } from '../../src/core/consent.ts'
import { memorySnapshots } from '../../src/store/snapshots-memory.ts'
import { checkProfile } from '../../src/visitor/check-profile.ts'
import type { DeclaredFields } from '../../src/visitor/declared-fields.ts'
import { eraseVisitor } from '../../src/visitor/erase.ts'
import { identify } from '../../src/visitor/identify.ts'
import { loginHash } from '../../src/visitor/identity-key.ts'
import { importProfiles } from '../../src/visitor/import-profiles.ts'
import { readProfileBatch } from '../../src/visitor/profile-batch.ts'
import { setWish } from '../../src/visitor/rights.ts'
import cases from '../cases/profile-imports.json' with { type: 'json' }
import { idOf, memoryOf, must, NOW, STORES } from '../store/stores-adapters.ts'

const KEY = 'an identity key of at least thirty-two characters'
const score: CompiledScore = { purpose: 'personalize', why: null, label: null, retention: null }
const trait = (type: CompiledTrait['type'], more: Partial<CompiledTrait> = {}): CompiledTrait => ({
  ...score,
  type,
  values: null,
  ask: null,
  sensitive: false,
  ...more,
})
const FIELDS: DeclaredFields = {
  traits: {
    company: trait('string'),
    plan: trait('string', { values: ['basic', 'gold'] }),
    interests: trait('strings', { values: ['tents', 'boots'] }),
    seats: trait('number'),
    member: trait('boolean'),
    region: trait('string', { purpose: 'export' }),
  },
  scores: { churn: score },
}

test.each(cases.profiles)('$it', ({ told, fault, isText = false }) => {
  const checked = checkProfile(told, { fields: FIELDS, allowed: ['personalize'], isText })
  expect(checked.ok ? null : checked.error).toEqual(fault)
})

test.each(cases.batches)('$it', ({ body, query, purposes }) => {
  const isNdjson = typeof body === 'string'
  const read = readProfileBatch(
    isNdjson ? body : JSON.stringify(body),
    isNdjson,
    query as unknown as { [name: string]: string },
  )
  if (purposes !== undefined) expect(read).toMatchObject({ ok: true, value: { source: { purposes } } })
  else expect(read.ok).toBe(false)
})

describe.each(STORES)('%s', async (_, open) => {
  const kept = await open()
  afterAll(() => kept[Symbol.asyncDispose]())
  const copies = new Map<string, string>()
  const deps = { stores: kept.stores, snapshots: memorySnapshots(copies), listWishes: async () => true, now: () => NOW }
  const PURPOSES: readonly Purpose[] = ['personalize']

  const bring = (told: readonly object[], isTrial = false) => {
    const profiles = told.map((one) => {
      const checked = checkProfile(one, { fields: FIELDS, allowed: PURPOSES })
      if (!checked.ok) throw new Error(JSON.stringify(checked.error))
      return checked.value
    })
    return must(importProfiles({ site: 'main', profiles, identityKey: KEY, isTrial }, deps))
  }
  const visitorOf = async (login: string) => {
    const found = await must(kept.stores.identities.find('main', [await loginHash('main', login, KEY)]))
    return found[0]?.visitor
  }
  const memoryIn = async (id: string) => (await must(kept.stores.visitors.read('main', [id]))).visitors[0]?.memory
  const logIn = async (login: string, id: string, traits = {}) =>
    must(
      identify(
        {
          site: 'main',
          hash: await loginHash('main', login, KEY),
          device: { visitor: id, memory: memoryOf(id, { traits }) },
        },
        deps,
      ),
    )

  test('who is new gets a visitor, and their first device becomes it', async () => {
    const told = [
      { login: 'new 1', traits: { company: 'Acme', interests: ['tents'] } },
      { login: 'new 2', scores: { churn: 0.7 } },
      { login: 'new 1', traits: { plan: 'gold' }, scores: { churn: 0.1 } },
    ]
    expect(await bring(told)).toEqual({ notKept: [null, null, null], declared: [[], [], []], stale: 0 })
    const id = (await visitorOf('new 1'))!
    expect(await memoryIn(id)).toMatchObject({
      isKnown: true,
      traits: {
        company: { value: 'Acme', source: 'imported', purpose: null, at: NOW / 1000 },
        interests: { value: ['tents'] },
        plan: { value: 'gold' },
      },
      scores: { churn: { value: 0.1, at: NOW / 1000 } },
    })
    expect(copies.has(`profile:main:${id}`)).toBe(false)
    const device = idOf('new device')
    expect(await logIn('new 1', device)).toMatchObject({ joined: true, visitor: { id } })
    expect(JSON.parse(copies.get(`profile:main:${id}`)!)).toMatchObject({
      memory: { traits: { plan: { value: 'gold' } } },
    })
  })

  test('the same again changes nothing but the time, and copies follow', async () => {
    const device = idOf('again device')
    await logIn('again', device)
    for (let i = 0; i < 2; i++)
      await bring([
        { login: 'again', traits: { seats: 3 } },
        { visitor: device, traits: { member: true } },
      ])
    expect(await visitorOf('again')).toBe(device)
    const traits = { seats: { value: 3 }, member: { value: true } }
    expect(await memoryIn(device)).toMatchObject({ traits })
    expect(JSON.parse(copies.get(`profile:main:${device}`)!)).toMatchObject({ state: 'active', memory: { traits } })
  })

  test('what the visitor declared stays as declared, and it is said', async () => {
    const device = idOf('declared')
    const declared = { value: 'basic', source: 'declared', purpose: 'To show your plan', at: 5 } as const
    await logIn('declared', device, { plan: declared })
    expect(await bring([{ login: 'declared', traits: { plan: 'gold', company: 'Acme' } }])).toMatchObject({
      notKept: [null],
      declared: [['plan']],
    })
    expect(await memoryIn(device)).toMatchObject({ traits: { plan: declared, company: { value: 'Acme' } } })
  })

  test('who was erased does not come back, by login, by id, or by the id of another device', async () => {
    const [a, b] = [idOf('gone a'), idOf('gone b')]
    await logIn('gone', a)
    await logIn('gone', b)
    await must(eraseVisitor('main', b, deps))
    const told = [{ login: 'gone' }, { visitor: a }, { visitor: b }, { login: 'stays' }]
    expect(await bring(told.map((one) => ({ ...one, traits: { company: 'Acme' } })))).toMatchObject({
      notKept: ['erased', 'erased', 'erased', null],
    })
    for (const word of [a, b, await loginHash('main', 'gone', KEY)]) expect(await kept.naming(word)).toEqual({})
  })

  test('nor is anything added to who asked for that', async () => {
    const told = [{ visitor: idOf('objects') }, { visitor: idOf('restricts') }]
    await must(setWish('main', idOf('objects'), 'objected', true, deps))
    await must(setWish('main', idOf('restricts'), 'restricted', true, deps))
    expect(await bring(told.map((one) => ({ ...one, scores: { churn: 1 } })))).toMatchObject({
      notKept: ['objected', 'restricted'],
    })
    expect(await memoryIn(idOf('objects'))).toBeNull()
  })

  test('a trial keeps nothing, and says the same', async () => {
    const erased = idOf('trial erased')
    await must(eraseVisitor('main', erased, deps))
    const told = [
      { login: 'trial', traits: { seats: 1 } },
      { visitor: erased, traits: { seats: 1 } },
    ]
    expect(await bring(told, true)).toMatchObject({ notKept: [null, 'erased'] })
    expect(await visitorOf('trial')).toBeUndefined()
  })

  test('two imports and a login at once lose nothing', async () => {
    const device = idOf('busy')
    await Promise.all([
      bring([{ login: 'busy', traits: { company: 'Acme' } }]),
      bring([{ login: 'busy', scores: { churn: 0.5 } }]),
      logIn('busy', device),
    ])
    const id = (await visitorOf('busy'))!
    expect(await memoryIn(id)).toMatchObject({
      traits: { company: { value: 'Acme' } },
      scores: { churn: { value: 0.5 } },
    })
  })
})
