/** Erasing, on both adapters alike: what goes, what stays so that sums stay true, and what arrives afterwards. */

import { describe, expect, test } from 'vitest'
import type { DeadLetter } from '../../src/store/dead-letters.ts'
import { ERASED_BODY } from '../../src/store/tombstones.ts'
import { eventOf, idOf, must, NOW, type OpenStores, STORES, visitorOf } from './stores-adapters.ts'

const [A, B, C] = [idOf('a'), idOf('b'), idOf('c')]
const letter = (id: string, body: unknown): DeadLetter => ({
  id,
  at: NOW,
  source: 'inbox',
  reason: 'no JSON',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attempts: 1,
})

async function clearAll({ stores: { tombstones } }: OpenStores, examined = 100): Promise<number> {
  for (let steps = 0; ; steps++) {
    const pending = await must(tombstones.pending())
    if (pending.length === 0) return steps
    await must(tombstones.clear(pending, examined, NOW + 1))
  }
}

const all = { site: null, after: 0, since: null, until: null, limit: 1_000 } as const

describe.each(STORES)('%s', (_, open) => {
  test('nothing of the visitor is left, nor of whom they were before, and everybody else is as they were', async () => {
    await using kept = await open()
    const { events, visitors, identities, consents, tombstones, deadLetters } = kept.stores
    const entry = (id: string, visitor: string) =>
      ({ id, site: 'main', visitor, purposes: ['storage'], signal: 'own', at: NOW }) as const
    await must(events.write({ events: [A, B, C].flatMap((id) => [eventOf(id), eventOf(id)]), fallbacks: [] }))
    await must(events.write({ events: [eventOf(A, { site: 'shop' })], fallbacks: [] }))
    await must(
      identities.claim(
        'main',
        [
          { hash: 'hash of b', visitor: B },
          { hash: 'hash of c', visitor: C },
        ],
        NOW,
      ),
    )
    await must(visitors.write([visitorOf(C)]))
    await must(visitors.join(visitorOf(A), visitorOf(B)))
    await must(consents.append([entry('1', A), entry('2', B), entry('3', C)]))
    await must(deadLetters.bury([letter('1', { visitor: A }), letter('2', `{"visitor": "${C}"`), letter('3', B)]))

    const members = await must(tombstones.raise('main', A, NOW))
    expect(members.toSorted()).toEqual([A, B, 'login:hash of b'].toSorted())
    await clearAll(kept)
    expect(await kept.naming(A)).toEqual({ events: 1 })
    expect(await kept.naming(B)).toEqual({})
    expect(await kept.naming('hash of b')).toEqual({})
    expect(await kept.naming(C)).toEqual({ events: 2, visitors: 1, identities: 1, consents: 1, dead_letters: 1 })
    expect((await must(events.page({ ...all, site: 'main' }))).events).toHaveLength(6)
    expect(await must(visitors.read('main', [A, B, 'login:hash of b', C]))).toMatchObject({
      visitors: [{ id: C }],
      erased: expect.toSatisfy(
        (ids: string[]) => ids.toSorted().join() === [A, B, 'login:hash of b'].toSorted().join(),
      ),
    })
  })

  test.each([['before'], ['after']])('what counts stays, what is personal goes: events from %s', async (when) => {
    await using kept = await open()
    const { events, tombstones } = kept.stores
    const context = { country: 'JP', device: 'phone' }
    const theirs = [
      eventOf(A, { kind: 'exposure', experience: 'rain', arm: 'a', context, data: { slots: ['hero'], sticky: true } }),
      eventOf(A, { kind: 'search', name: 'words of theirs', data: { results: 3 } }),
      eventOf(A, { kind: 'order', value: 12, currency: 'JPY', data: { lines: [{ item: 'tent' }] } }),
      eventOf(A, { kind: 'custom', name: 'signed_up', data: { slots: 'no list' } }),
    ]
    if (when === 'before') await must(events.write({ events: theirs, fallbacks: [] }))
    await must(tombstones.raise('main', A, NOW))
    if (when === 'after') await must(events.write({ events: theirs, fallbacks: [] }))
    await clearAll(kept)
    const page = await must(events.page(all))
    const rest = { site: 'main', source: 'browser', at: NOW, receivedAt: NOW }
    expect(page.events.map(({ seq: _, id: __, ...event }) => event)).toEqual([
      { ...rest, kind: 'exposure', experience: 'rain', arm: 'a', data: { slots: ['hero'] } },
      { ...rest, kind: 'search' },
      { ...rest, kind: 'order', value: 12, currency: 'JPY' },
      { ...rest, kind: 'custom', name: 'signed_up' },
    ])
  })

  test('the same event again is still the same', async () => {
    await using kept = await open()
    const { events, tombstones } = kept.stores
    const event = eventOf(A)
    await must(events.write({ events: [event], fallbacks: [] }))
    await must(tombstones.raise('main', A, NOW))
    expect(await must(events.write({ events: [event, eventOf(B)], fallbacks: [] }))).toEqual({ events: 1 })
  })

  test('letters and consents that arrive later are without them', async () => {
    await using kept = await open()
    const { consents, tombstones, deadLetters } = kept.stores
    await must(tombstones.raise('main', A, NOW))
    await must(deadLetters.bury([letter('1', { visitor: A, at: 1 }), letter('2', { visitor: B })]))
    await must(consents.append([{ id: '1', site: 'main', visitor: A, purposes: [], signal: 'gpc', at: NOW }]))
    expect(await kept.naming(A)).toEqual({})
    const page = await must(deadLetters.page(null, 10))
    expect(page.letters.map(({ body }) => body)).toEqual([JSON.stringify({ visitor: B }), ERASED_BODY])
  })

  test('a word that is an id on a site of its own takes no letter of others along', async () => {
    await using kept = await open()
    const { tombstones, deadLetters } = kept.stores
    await must(deadLetters.bury([letter('1', { visitor: 'a' }), letter('2', { arm: 'a', visitor: 'ab' })]))
    await must(tombstones.raise('main', 'a', NOW))
    await clearAll(kept)
    const page = await must(deadLetters.page(null, 10))
    expect(page.letters.map(({ body }) => body)).toEqual([JSON.stringify({ arm: 'a', visitor: 'ab' }), ERASED_BODY])
  })

  test('again, and of nobody, is the same', async () => {
    await using kept = await open()
    const { tombstones } = kept.stores
    expect(await must(tombstones.raise('main', 'nobody', NOW))).toEqual(['nobody'])
    await clearAll(kept)
    expect(await must(tombstones.raise('main', 'nobody', NOW + 5))).toEqual(['nobody'])
    expect(await must(tombstones.pending())).toEqual([])
  })

  test('in short steps, and one that came later does not lose its place', async () => {
    await using kept = await open()
    const { events, tombstones } = kept.stores
    const mixed = Array.from({ length: 60 }, (_, i) => eventOf([A, B, C][i % 3]!))
    await must(events.write({ events: mixed, fallbacks: [] }))
    await must(tombstones.raise('main', A, NOW))
    for (let step = 0; step < 3; step++) await must(tombstones.clear(await must(tombstones.pending()), 10, NOW))
    await must(tombstones.raise('main', B, NOW + 1))
    expect(await clearAll(kept, 10)).toBe(7)
    expect([await kept.naming(A), await kept.naming(B), await kept.naming(C)]).toEqual([{}, {}, { events: 20 }])
  })

  test('what is asked of an erased visitor while it goes on is nothing', async () => {
    await using kept = await open()
    const { events, tombstones } = kept.stores
    await must(events.write({ events: Array.from({ length: 25 }, (_, i) => eventOf(i % 2 ? A : B)), fallbacks: [] }))
    const query = { site: 'main', visitors: [A], limit: 5, examined: 8 }
    const first = await must(events.ofVisitors({ ...query, after: 0 }))
    expect([first.events.length, first.next]).toEqual([4, 8])
    expect(await must(events.ofVisitors({ ...query, after: 0, examined: 100 }))).toMatchObject({ next: 10 })
    await must(tombstones.raise('main', A, NOW))
    expect(await must(events.ofVisitors({ ...query, after: 8 }))).toEqual({ events: [], next: 16 })
    expect(await must(events.ofVisitors({ ...query, after: 16, examined: 9 }))).toEqual({ events: [], next: null })
  })
})
