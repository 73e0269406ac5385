/** Which rows are stored, buried or to be tried again when a database refuses some. A real one refuses in inbox.test.ts. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InboxBatch, RecordedEvent } from '../../src/core/event/event.ts'
import { fail, ok } from '../../src/core/result.ts'
import { burying } from '../../src/store/burying.ts'
import { memoryDeadLetters } from '../../src/store/dead-letters-memory.ts'
import type { EventRecord, RecordFailure } from '../../src/store/event-record.ts'
import { takeConsole } from '../setup.ts'

const NOW = 1_795_000_000_000

const event = (id: string): RecordedEvent => ({
  id,
  site: 'main',
  kind: 'click',
  source: 'browser',
  at: NOW,
  receivedAt: NOW,
})

const batchOf = (ids: readonly string[], fallbacks: readonly string[] = []): InboxBatch => ({
  events: ids.map(event),
  fallbacks: fallbacks.map((id) => ({ id, site: 'main', at: NOW, reason: 'fault', count: 1 })),
})

/** Takes all rows or none; refuses ids that begin with "bad", and answers `failure` from its nth write on. */
function choosy(failure?: RecordFailure, from = 0) {
  const kept = new Set<string>()
  let writes = 0
  const write: EventRecord['write'] = async ({ events, fallbacks }) => {
    if (writes++ >= from && failure !== undefined) return fail(failure)
    const rows = [...events, ...fallbacks].map(({ id }) => id)
    if (rows.some((id) => id.startsWith('bad'))) return fail({ reason: 'refused', detail: 'it is bad' })
    for (const id of rows) kept.add(id)
    return ok({ events: events.length })
  }
  return { events: { write } as EventRecord, kept, writes: () => writes }
}

describe('rows', () => {
  test('are stored or buried, each once, wherever the bad ones stand', async () => {
    const ids = fc.uniqueArray(fc.tuple(fc.boolean(), fc.nat()), { selector: ([, n]) => n, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(ids, ids, async (events, fallbacks) => {
        const named = (prefix: string, rows: readonly [boolean, number][]) =>
          rows.map(([bad, n]) => `${bad ? 'bad ' : ''}${prefix} ${n}`)
        const batch = batchOf(named('event', events), named('fallback', fallbacks))
        const store = choosy()
        const deadLetters = memoryDeadLetters()
        const written = await burying({ events: store.events, deadLetters }, () => NOW, 7).write(batch)
        const good = batch.events.filter(({ id }) => !id.startsWith('bad'))
        expect(written).toEqual({ ok: true, value: { events: good.length } })
        const all = [...batch.events, ...batch.fallbacks]
        const bad = all.filter(({ id }) => id.startsWith('bad'))
        expect(store.kept).toEqual(new Set(all.map(({ id }) => id).filter((id) => !id.startsWith('bad'))))
        const page = await deadLetters.page(null, 200)
        const letters = page.ok ? page.value.letters : []
        expect(letters.map(({ body }) => body).sort()).toEqual(bad.map((row) => JSON.stringify(row)).sort())
        for (const letter of letters)
          expect(letter).toMatchObject({
            at: NOW,
            source: 'inbox',
            attempts: 7,
            reason: expect.stringContaining('it is bad'),
          })
        expect(takeConsole()).toHaveLength(bad.length === 0 ? 0 : 1)
      }),
      { numRuns: 60 },
    )
  })

  test('that are good cost one write, and one bad row among a thousand about twenty', async () => {
    const good = choosy()
    await burying({ events: good.events, deadLetters: memoryDeadLetters() }, () => NOW).write(batchOf(['a', 'b']))
    expect(good.writes()).toBe(1)
    const mixed = choosy()
    const ids = Array.from({ length: 1_000 }, (_, i) => (i === 617 ? 'bad' : `${i}`))
    await burying({ events: mixed.events, deadLetters: memoryDeadLetters() }, () => NOW).write(batchOf(ids))
    expect(mixed.writes()).toBeLessThanOrEqual(21)
    expect(mixed.kept.size).toBe(999)
    expect(takeConsole()).toHaveLength(1)
  })
})

describe('nothing is acknowledged', () => {
  const timeout = { reason: 'timeout', detail: 'as the test wants' } as const

  test.each([0, 1, 3])('when the database fails at write %d', async (from) => {
    const store = choosy(timeout, from)
    const deadLetters = memoryDeadLetters()
    const written = await burying({ events: store.events, deadLetters }, () => NOW).write(
      batchOf(['a', 'b', 'bad', 'c']),
    )
    expect(written).toEqual({ ok: false, error: timeout })
    expect(await deadLetters.page(null, 1)).toMatchObject({ value: { letters: [] } })
  })

  test.each([
    [timeout, timeout],
    [{ reason: 'refused', detail: 'no letters' } as const, { reason: 'unavailable', detail: 'no letters' }],
  ])('when the dead letter cannot be written: %o', async (failure, told) => {
    const deadLetters = { ...memoryDeadLetters(), bury: async () => fail(failure) }
    const { events } = choosy()
    const written = await burying({ events, deadLetters }, () => NOW).write(batchOf(['a', 'bad']))
    expect(written).toEqual({ ok: false, error: told })
  })
})
