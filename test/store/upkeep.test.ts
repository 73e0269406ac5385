/** Sums by the hour and deletions, on both adapters alike. Not when they are made: test/jobs/. */

import { describe, expect, test } from 'vitest'
import { HOUR_MS, ROLLUP_JOB } from '../../src/store/upkeep.ts'
import { ADAPTERS, event, fallback, letter } from './upkeep-adapters.ts'

const NOON = Date.parse('2026-11-22T12:00:00Z')
const MINUTE_MS = 60_000

describe.each(ADAPTERS)('%s', (_, start) => {
  test('events are summed by what tells hours apart', async () => {
    await using record = await start()
    const exposure = { kind: 'exposure', source: 'edge', experience: 'rain' } as const
    const order = { kind: 'order', value: 1200.5, currency: 'JPY' } as const
    await record.write({
      events: [
        event({ at: NOON }),
        event({ at: NOON + HOUR_MS - 1 }),
        event({ at: NOON + HOUR_MS }),
        event({ at: NOON, site: 'shop' }),
        event({ at: NOON, ...exposure, arm: 'a' }),
        event({ at: NOON, ...exposure }),
        event({ at: NOON, ...order }),
        event({ at: NOON, ...order }),
        event({ at: NOON, ...order, currency: 'EUR', value: 3 }),
        event({ at: NOON, kind: 'custom', name: 'signed_up' }),
        event({ at: NOON, kind: 'hydration', name: 'reverted' }),
        event({ at: NOON, kind: 'search', name: 'words that somebody typed' }),
        event({ at: NOON, source: 'import', importId: 'old' }),
      ],
    })
    expect(await record.upkeep.countEvents(100)).toEqual({ ok: true, value: 13 })
    expect(await record.hours()).toEqual({
      'main 2026-11-22T12 page_view . . . .': '3 0',
      'main 2026-11-22T13 page_view . . . .': '1 0',
      'shop 2026-11-22T12 page_view . . . .': '1 0',
      'main 2026-11-22T12 exposure rain a . .': '1 0',
      'main 2026-11-22T12 exposure rain . . .': '1 0',
      'main 2026-11-22T12 order . . . JPY': '2 2401',
      'main 2026-11-22T12 order . . . EUR': '1 3',
      'main 2026-11-22T12 custom . . signed_up .': '1 0',
      'main 2026-11-22T12 hydration . . reverted .': '1 0',
      'main 2026-11-22T12 search . . . .': '1 0',
    })
  })

  test('bots are looked at and left out', async () => {
    await using record = await start()
    await record.write({ events: [event({ at: NOON, isBot: true }), event({ at: NOON, isBot: false })] })
    expect(await record.upkeep.countEvents(100)).toEqual({ ok: true, value: 2 })
    expect(await record.hours()).toEqual({ 'main 2026-11-22T12 page_view . . . .': '1 0' })
  })

  test('each counts once, however the steps fall, and late ones find their hour', async () => {
    await using record = await start()
    await record.write({ events: Array.from({ length: 7 }, (_, i) => event({ at: NOON + i })) })
    const looked = []
    for (let step = 0; step < 4; step++) looked.push(await record.upkeep.countEvents(3))
    expect(looked).toEqual([3, 3, 1, 0].map((value) => ({ ok: true, value })))
    await record.write({ events: [event({ at: NOON + 5 }), event({ at: NOON - 30 * 24 * HOUR_MS })] })
    await record.upkeep.countEvents(3)
    expect(await record.hours()).toEqual({
      'main 2026-11-22T12 page_view . . . .': '8 0',
      'main 2026-10-23T12 page_view . . . .': '1 0',
    })
    expect(await record.positions.read(ROLLUP_JOB)).toEqual({ ok: true, value: 9 })
  })

  test('many runs at once count each event once', async () => {
    await using record = await start()
    await record.write({ events: Array.from({ length: 500 }, (_, i) => event({ at: NOON + i, value: 1 })) })
    const looked = await Promise.all(Array.from({ length: 12 }, () => record.upkeep.countEvents(50)))
    expect(looked.map((step) => (step.ok ? step.value : step.error)).toSorted()).toEqual([0, 0, ...Array(10).fill(50)])
    expect(await record.hours()).toEqual({ 'main 2026-11-22T12 page_view . . . .': '500 500' })
  })

  test('an import that is withdrawn leaves the sums, counted or not', async () => {
    await using record = await start()
    const imported = { source: 'import', importId: 'spring', kind: 'order', value: 10, currency: 'JPY' } as const
    await record.write({
      events: [
        event({ at: NOON, kind: 'order', value: 5, currency: 'JPY' }),
        event({ at: NOON, ...imported }),
        event({ at: NOON - HOUR_MS, ...imported }),
        event({ at: NOON - HOUR_MS, ...imported, isBot: true }),
        event({ at: NOON, ...imported, importId: 'autumn' }),
        event({ at: NOON, ...imported, site: 'shop' }),
      ],
    })
    await record.upkeep.countEvents(100)
    await record.write({ events: [event({ at: NOON, ...imported })] })
    await record.withdraw('main', 'spring')
    const rest = {
      'main 2026-11-22T12 order . . . JPY': '2 15',
      'shop 2026-11-22T12 order . . . JPY': '1 10',
    }
    expect(await record.hours()).toEqual(rest)
    await record.upkeep.countEvents(100)
    expect(await record.hours()).toEqual(rest)
  })

  test('fallbacks are summed over their hours, and a smaller sum never takes the place of a larger', async () => {
    await using record = await start()
    await record.write({
      fallbacks: [
        fallback(NOON, 'fault', 2),
        fallback(NOON + MINUTE_MS, 'fault', 3),
        fallback(NOON, 'too_large', 1),
        fallback(NOON, 'fault', 7, 'shop'),
        fallback(NOON + HOUR_MS, 'fault', 1),
      ],
    })
    const count = () => record.upkeep.countFallbacks(NOON, NOON + HOUR_MS)
    const summed = {
      'main 2026-11-22T12 fallback . . fault .': '5 0',
      'main 2026-11-22T12 fallback . . too_large .': '1 0',
      'shop 2026-11-22T12 fallback . . fault .': '7 0',
    }
    await Promise.all([count(), count()])
    expect(await record.hours()).toEqual(summed)
    await record.positions.move('rollup_fallbacks', NOON + HOUR_MS)
    await record.upkeep.expire('fallback_counts', NOON + 1, 100)
    await count()
    expect(await record.hours()).toEqual(summed)
    await record.write({ fallbacks: [fallback(NOON + 1, 'fault', 9)] })
    await count()
    expect(await record.hours()).toMatchObject({ 'main 2026-11-22T12 fallback . . fault .': '12 0' })
  })

  test('old rows go in steps, of every site, and none that is not counted', async () => {
    await using record = await start()
    const old = Array.from({ length: 5 }, (_, i) => event({ at: NOON - i, site: `site${i % 3}` }))
    const young = [event({ at: NOON + 1 }), event({ at: NOON + 2, site: 'site1' })]
    const uncounted = event({ at: NOON - 1, site: 'site1', isBot: true })
    await record.write({ events: [...old, ...young] })
    await record.upkeep.countEvents(100)
    await record.write({ events: [uncounted] })
    const before = await record.hours()
    const gone = []
    for (let step = 0; step < 4; step++) gone.push(await record.upkeep.expire('events', NOON + 1, 2))
    expect(gone).toEqual([2, 2, 1, 0].map((value) => ({ ok: true, value })))
    expect(await record.left('events')).toEqual([...young, uncounted].map(({ id }) => id))
    expect(await record.hours()).toEqual(before)
  })

  test('fallbacks go when they are counted, dead letters when they are old', async () => {
    await using record = await start()
    const fallbacks = [NOON - 2, NOON - 1, NOON].map((at) => fallback(at, 'fault', 1))
    const letters = [NOON - 2, NOON - 1, NOON].map(letter)
    await record.write({ fallbacks })
    await record.bury(letters)
    expect(await record.upkeep.expire('fallback_counts', NOON, 10)).toEqual({ ok: true, value: 0 })
    await record.positions.move('rollup_fallbacks', NOON - 1)
    expect(await record.upkeep.expire('fallback_counts', NOON, 10)).toEqual({ ok: true, value: 1 })
    expect(await record.upkeep.expire('dead_letters', NOON, 1)).toEqual({ ok: true, value: 1 })
    expect(await record.upkeep.expire('dead_letters', NOON, 10)).toEqual({ ok: true, value: 1 })
    expect(await record.left('fallback_counts')).toEqual(fallbacks.slice(1).map(({ id }) => id))
    expect(await record.left('dead_letters')).toEqual([letters[2]!.id])
  })
})
