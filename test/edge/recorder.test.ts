/** Who sends when, on a fake clock and with an inbox that does as it is told. Through the real Worker: promises/recording*.test.ts. */

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { InboxBatch, RecordedEvent } from '../../src/core/event/event.ts'
import { fail, ok } from '../../src/core/result.ts'
import { newParcels } from '../../src/edge/parcels.ts'
import { newRecorder } from '../../src/edge/recorder.ts'
import { newTally } from '../../src/edge/tally.ts'
import type { Inbox, InboxFailure } from '../../src/store/inbox.ts'
import { takeConsole } from '../setup.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** As in src/edge/recorder.ts and parcels.ts: what users of the record may rely on. */
const GATHER_MS = 250
const PUT_MS = 8_000
const FULL_COUNT = 100
const KEPT_COUNT = 10_000
/** After it nobody may still be waiting. */
const LONG_MS = 30_000

let made = 0
const event = (more: Partial<RecordedEvent> = {}): RecordedEvent => ({
  id: `event-${made++}`,
  site: 'main',
  kind: 'exposure',
  source: 'edge',
  at: Date.now(),
  receivedAt: Date.now(),
  path: '/',
  ...more,
})
const events = (count: number) => Array.from({ length: count }, () => event())

type Answer = 'ok' | 'hangs' | 'throws' | InboxFailure['reason']

function arena() {
  const puts: InboxBatch[] = []
  const arrived: InboxBatch[] = []
  const hanging: (() => void)[] = []
  const works: Promise<unknown>[] = []
  let answer: Answer = 'ok'
  let times = 0
  const inbox: Inbox = {
    put(batch) {
      puts.push(batch)
      if (times-- === 0) answer = 'ok'
      if (answer === 'throws') throw new Error('no such module')
      if (answer === 'hangs') return new Promise((resolve) => hanging.push(() => resolve(ok(null))))
      if (answer !== 'ok') return Promise.resolve(fail({ reason: answer, detail: 'by order of a test' }))
      arrived.push(batch)
      return Promise.resolve(ok(null))
    },
  }
  const tally = newTally()
  const recorder = newRecorder({ inbox, tally, now: Date.now })
  return {
    puts,
    arrived,
    hanging,
    works,
    tally,
    /** So often, then it is well again. */
    answers: (next: Answer, often = Number.POSITIVE_INFINITY) => {
      answer = next
      times = often
    },
    add: (...added: RecordedEvent[]) => recorder.add(added, (work) => void works.push(work)),
  }
}

const idsOf = (batches: readonly InboxBatch[]) => batches.flatMap((batch) => batch.events.map(({ id }) => id))
const said = () => takeConsole().map((line) => JSON.parse(line.slice(line.indexOf('{'))))

describe('gathering', () => {
  test('what several requests tell goes out in one batch, behind the first of them', async () => {
    const { add, arrived, works } = arena()
    const [a, b, c] = events(3)
    add(a!)
    await vi.advanceTimersByTimeAsync(GATHER_MS - 1)
    add(b!, c!)
    expect(works).toHaveLength(1)
    expect(arrived).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(arrived).toEqual([{ events: [a, b, c], fallbacks: [] }])
    await works[0]
    expect(vi.getTimerCount()).toBe(0)
  })

  test('nothing is sent before the request that tells has had its turn', async () => {
    const { add, puts } = arena()
    add(...events(FULL_COUNT))
    expect(puts).toEqual([])
    await vi.advanceTimersByTimeAsync(0)
    expect(puts).toHaveLength(1)
  })

  test('a full batch does not wait, and whoever waited for it ends with nothing to do', async () => {
    const { add, arrived, works } = arena()
    const all = events(FULL_COUNT + 2)
    add(all[0]!)
    await vi.advanceTimersByTimeAsync(10)
    add(...all.slice(1))
    await vi.advanceTimersByTimeAsync(0)
    expect(arrived.map((batch) => batch.events.length)).toEqual([FULL_COUNT, 2])
    expect(idsOf(arrived)).toEqual(all.map(({ id }) => id))
    await vi.advanceTimersByTimeAsync(GATHER_MS)
    await Promise.all(works)
    expect(arrived).toHaveLength(2)
  })

  test('while somebody sends, nobody else does', async () => {
    const { add, arrived, answers, puts, hanging, works } = arena()
    answers('hangs')
    add(event())
    add(...events(FULL_COUNT - 1))
    await vi.advanceTimersByTimeAsync(0)
    add(...events(FULL_COUNT * 3))
    await vi.advanceTimersByTimeAsync(1_000)
    expect([puts.length, works.length]).toEqual([1, 2])
    answers('ok')
    hanging[0]!()
    await vi.advanceTimersByTimeAsync(0)
    expect(arrived).toHaveLength(3)
    expect(vi.getTimerCount()).toBe(0)
  })

  test("one request does not send for ever: what is left is the next one's", async () => {
    const { add, arrived, answers, puts } = arena()
    answers('unavailable', 1)
    add(...events(FULL_COUNT * 60))
    await vi.advanceTimersByTimeAsync(LONG_MS)
    expect(puts.length).toBeLessThan(50)
    add()
    await vi.advanceTimersByTimeAsync(0)
    expect(idsOf(arrived)).toHaveLength(FULL_COUNT * 60)
    said()
  })

  test('long paths make smaller batches, and fewer are kept', () => {
    const parcels = newParcels(newTally())
    let kept = 0
    while (kept < KEPT_COUNT && parcels.add(event({ path: `/${'道'.repeat(2_047)}` }))) kept++
    expect(kept).toBeGreaterThan(1_000)
    expect(kept).toBeLessThan(2_000)
    for (let batch = parcels.first(0); batch !== null; batch = parcels.first(0)) {
      expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(128_000)
      parcels.remove(batch)
    }
    expect(parcels.add(event())).toBe(true)
  })

  test('a batch that is gone already takes no other with it', () => {
    const parcels = newParcels(newTally())
    parcels.add(event())
    const gone = parcels.first(0)!
    parcels.remove(gone)
    parcels.add(event())
    const next = parcels.first(0)
    parcels.remove(gone)
    expect([parcels.first(0), parcels.count()]).toEqual([next, 1])
  })

  test('a batch stays below what a message of a Queue holds, whatever is in it', () => {
    const names = fc.string({ unit: 'grapheme', maxLength: 60 })
    const told = fc.array(fc.record({ path: fc.string({ maxLength: 2_048 }), slots: fc.array(names) }), {
      maxLength: 150,
    })
    fc.assert(
      fc.property(told, (pages) => {
        const parcels = newParcels(newTally())
        const all = pages.map(({ path, slots }) => event({ path: path.replace(/\p{Cc}/gu, ''), data: { slots } }))
        for (const one of all) expect(parcels.add(one)).toBe(true)
        const batches: InboxBatch[] = []
        for (let batch = parcels.first(0); batch !== null; batch = parcels.first(0)) {
          batches.push(batch)
          parcels.remove(batch)
        }
        expect(idsOf(batches)).toEqual(all.map(({ id }) => id))
        expect(parcels.count()).toBe(0)
        for (const batch of batches) expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(128_000)
      }),
      { numRuns: 60 },
    )
  })
})

describe('fallbacks', () => {
  test('are told without any event, as sums by site and reason', async () => {
    const { add, arrived, tally } = arena()
    for (const site of ['main', 'other', 'main']) {
      tally.count(site, 'fault')
      add()
    }
    await vi.advanceTimersByTimeAsync(GATHER_MS)
    const told = { id: expect.any(String), at: 1_000_000 + GATHER_MS, reason: 'fault' }
    expect(arrived).toEqual([
      {
        events: [],
        fallbacks: [
          { ...told, site: 'main', count: 2 },
          { ...told, site: 'other', count: 1 },
        ],
      },
    ])
  })

  test('are told once: what comes later is another sum, health shows all', async () => {
    const { add, arrived, tally } = arena()
    for (let i = 0; i < 2; i++) {
      tally.count('main', 'fault')
      add(event())
      await vi.advanceTimersByTimeAsync(GATHER_MS)
    }
    expect(arrived.map(({ fallbacks }) => fallbacks.map(({ count }) => count))).toEqual([[1], [1]])
    expect(arrived[0]!.fallbacks[0]!.id).not.toBe(arrived[1]!.fallbacks[0]!.id)
    expect(tally.read()).toEqual({ fault: 2 })
  })
})

describe.each(['unavailable', 'timeout', 'full', 'read_only', 'throws'] as const)(
  'an inbox that fails: %s',
  (answer) => {
    test('gets the same batch again, less and less often, until it takes it', async () => {
      const { add, arrived, answers, puts, tally } = arena()
      answers(answer)
      tally.count('main', 'fault')
      add(event())
      const times: number[] = []
      for (let tries = 0; tries < 7; tries++) {
        while (puts.length === tries) await vi.advanceTimersByTimeAsync(10)
        times.push(Date.now() - 1_000_000)
      }
      expect(times.map((time, i) => time - (times[i - 1] ?? 0))).toEqual([250, 250, 500, 1_000, 2_000, 2_000, 2_000])
      answers('ok')
      await vi.advanceTimersByTimeAsync(2_000)
      expect(new Set(puts).size).toBe(1)
      expect(arrived).toEqual([puts[0]])
      await vi.advanceTimersByTimeAsync(LONG_MS)
      expect(arrived).toHaveLength(1)
      expect(said().map(({ event, reason }) => [event, reason])).toEqual([
        ['record_waits', answer === 'throws' ? 'unavailable' : answer],
      ])
    })
  },
)

describe('an inbox that fails', () => {
  test('is left alone by full batches while it is not its time, and has everything in order after', async () => {
    const { add, arrived, answers, puts, works } = arena()
    answers('unavailable')
    const all = events(FULL_COUNT * 5)
    add(...all.slice(0, FULL_COUNT))
    await vi.advanceTimersByTimeAsync(0)
    for (let i = 1; i < 5; i++) add(...all.slice(i * FULL_COUNT, (i + 1) * FULL_COUNT))
    await vi.advanceTimersByTimeAsync(249)
    expect([puts.length, works.length]).toEqual([1, 1])
    answers('ok')
    await vi.advanceTimersByTimeAsync(1)
    expect(idsOf(arrived)).toEqual(all.map(({ id }) => id))
    said()
  })

  test('does not hold a request longer than requests live; the next page goes on, in its time', async () => {
    const { add, arrived, answers, puts, works } = arena()
    answers('unavailable')
    add(event())
    await vi.advanceTimersByTimeAsync(LONG_MS)
    await works[0]
    expect(vi.getTimerCount()).toBe(0)
    const tries = puts.length
    answers('ok')
    add(event())
    await vi.advanceTimersByTimeAsync(GATHER_MS)
    expect([works.length, puts.length, idsOf(arrived).length]).toEqual([2, tries + 2, 2])
    said()
  })

  test('is not asked before its time by the page that comes after its keeper', async () => {
    const { add, answers, puts } = arena()
    answers('unavailable')
    add(event())
    while (vi.getTimerCount() > 0) await vi.advanceTimersByTimeAsync(10)
    const tries = puts.length
    add(...events(FULL_COUNT))
    await vi.advanceTimersByTimeAsync(1_900)
    expect(puts).toHaveLength(tries)
    await vi.advanceTimersByTimeAsync(200)
    expect(puts.length).toBeGreaterThan(tries)
    said()
  })

  test('that never answers is given up, and asked again', async () => {
    const { add, arrived, answers, puts } = arena()
    answers('hangs')
    add(event())
    await vi.advanceTimersByTimeAsync(GATHER_MS + PUT_MS - 1)
    expect(puts).toHaveLength(1)
    answers('ok')
    await vi.advanceTimersByTimeAsync(251)
    expect(arrived).toEqual([puts[0]])
    expect(said()).toMatchObject([{ event: 'record_waits', reason: 'timeout' }])
  })

  test('that refuses a batch for good does not stop the others; what is lost is told and logged', async () => {
    const { add, arrived, answers, tally } = arena()
    answers('refused', 1)
    add(...events(3))
    await vi.advanceTimersByTimeAsync(GATHER_MS)
    expect(arrived).toMatchObject([{ events: [], fallbacks: [{ reason: 'record_lost', site: 'main', count: 3 }] }])
    expect(tally.read()).toEqual({ record_lost: 3 })
    expect(said()).toMatchObject([{ event: 'record_lost', reason: 'refused', count: 3 }])
  })

  test('for too long: what no isolate can hold is counted by site, logged once a minute, and told when it is well', async () => {
    const { add, arrived, answers, tally } = arena()
    answers('unavailable')
    add(...events(KEPT_COUNT))
    add(...events(2), event({ site: 'other' }))
    await vi.advanceTimersByTimeAsync(5_000)
    add(...events(4))
    expect(tally.read()).toEqual({ record_lost: 7 })
    answers('ok')
    for (let page = 0; page < 4; page++) {
      add()
      await vi.advanceTimersByTimeAsync(2_000)
    }
    expect(idsOf(arrived)).toHaveLength(KEPT_COUNT)
    const lost = arrived.flatMap(({ fallbacks }) => fallbacks.map(({ site, reason, count }) => [site, reason, count]))
    expect(lost).toEqual([
      ['main', 'record_lost', 6],
      ['other', 'record_lost', 1],
    ])
    vi.setSystemTime(Date.now() + 60_000)
    answers('refused', 1)
    add(event())
    await vi.advanceTimersByTimeAsync(GATHER_MS)
    expect(said().filter(({ event }) => event === 'record_lost')).toMatchObject([{ count: 1 }, { count: 7 }])
  })
})

describe('a request that dies', () => {
  /** Its timers are called off and its promises never settle. */
  function die(): void {
    const now = Date.now()
    vi.clearAllTimers() // which turns the clock back, too
    vi.setSystemTime(now)
  }

  test('while it gathers: a later page takes over what it held', async () => {
    const { add, arrived, works } = arena()
    const [a, b, c] = events(3)
    add(a!)
    die()
    await vi.advanceTimersByTimeAsync(GATHER_MS + 500)
    add(b!)
    expect(works).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(600)
    add(c!)
    expect(works).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(GATHER_MS)
    expect(idsOf(arrived)).toEqual([a!.id, b!.id, c!.id])
  })

  test('while it sends: the batch goes again with the same ids; an answer that comes late all the same harms nothing', async () => {
    const { add, arrived, answers, puts, hanging } = arena()
    answers('hangs')
    add(event())
    await vi.advanceTimersByTimeAsync(GATHER_MS)
    die()
    vi.setSystemTime(Date.now() + PUT_MS + 1_000)
    answers('ok')
    add(event())
    await vi.advanceTimersByTimeAsync(GATHER_MS)
    expect(puts[1]).toBe(puts[0])
    expect(idsOf(arrived)).toHaveLength(2)
    hanging[0]!()
    await vi.advanceTimersByTimeAsync(LONG_MS)
    expect(puts).toHaveLength(3)
  })

  test('while it sends, and it is not dead but slow: what it brought is not sent again', async () => {
    const { add, answers, puts, hanging } = arena()
    answers('hangs')
    add(event())
    await vi.advanceTimersByTimeAsync(GATHER_MS)
    vi.setSystemTime(Date.now() + PUT_MS + 1_000)
    add(event())
    hanging[0]!()
    await vi.advanceTimersByTimeAsync(GATHER_MS)
    expect(puts.map((batch) => batch.events.length)).toEqual([1, 1])
    expect(new Set(idsOf(puts)).size).toBe(2)
  })
})
