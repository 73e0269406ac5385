/** How a batch is divided for the Queue, and a Queue that fails. A Queue that works: inbox.test.ts. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMessage } from '../../src/collect/read-message.ts'
import type { InboxBatch, RecordedEvent } from '../../src/core/event/event.ts'
import { MAX_MESSAGE_BYTES, messagesOf } from '../../src/store/inbox-message.ts'
import { queueInbox } from '../../src/store/inbox-queue.ts'

const event = (id: string, words = ''): RecordedEvent => ({
  id,
  site: 'main',
  kind: 'search',
  source: 'browser',
  at: 1,
  receivedAt: 2,
  name: words,
})

const utf8 = (text: string): number => Buffer.byteLength(text)

describe('messages', () => {
  test('hold all rows in order, none too large, and no two that fit into one', () => {
    const words = fc.tuple(fc.constantFrom('a', 'é', '合', '𠮷', '"', '\u0001'), fc.nat(40_000))
    const batches = fc.tuple(fc.array(words, { maxLength: 12 }), fc.nat(3))
    fc.assert(
      fc.property(batches, ([texts, count]) => {
        const batch: InboxBatch = {
          events: texts.map(([character, length], i) => event(`e${i}`, character.repeat(length).slice(0, 20_000))),
          fallbacks: Array.from({ length: count }, (_, i) => ({
            id: `f${i}`,
            site: 's',
            at: 1,
            reason: 'r',
            count: 1,
          })),
        }
        const messages = messagesOf(batch)
        if (!messages.ok) throw new Error(messages.error.detail)
        const read = messages.value.map(({ text }) => readMessage(text))
        expect(read.flatMap(({ batch: { events } }) => events)).toEqual(batch.events)
        expect(read.flatMap(({ batch: { fallbacks } }) => fallbacks)).toEqual(batch.fallbacks)
        expect(read.flatMap(({ bad }) => bad)).toEqual([])
        for (const [index, { text, bytes }] of messages.value.entries()) {
          expect(utf8(text)).toBeLessThanOrEqual(bytes)
          expect(bytes).toBeLessThanOrEqual(MAX_MESSAGE_BYTES)
          const next = messages.value[index + 1]
          if (next !== undefined) expect(bytes + next.bytes).toBeGreaterThan(MAX_MESSAGE_BYTES)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('of nothing are none', () => {
    expect(messagesOf({ events: [], fallbacks: [] })).toEqual({ ok: true, value: [] })
  })

  test('a row is too large by its bytes, not by its characters', () => {
    const batch = (words: string): InboxBatch => ({ events: [event('a'), event('b', words)], fallbacks: [] })
    expect(messagesOf(batch('a'.repeat(100_000)))).toMatchObject({ ok: true })
    expect(messagesOf(batch('合'.repeat(42_000)))).toMatchObject({ ok: true })
    expect(messagesOf(batch('合'.repeat(43_000)))).toMatchObject({ ok: false, error: { reason: 'too_large' } })
  })
})

describe('a Queue', () => {
  const batch = { events: [event('a')], fallbacks: [] }
  const large = { events: Array.from({ length: 40 }, (_, i) => event(`${i}`, 'x'.repeat(60_000))), fallbacks: [] }
  const queueOf = (answer: () => Promise<unknown>) => ({ send: answer, sendBatch: answer }) as unknown as Queue<unknown>

  test.each([batch, large])('that refuses is a failure', async (given) => {
    const inbox = queueInbox(queueOf(() => Promise.reject(new Error('Too Many Requests'))))
    expect(await inbox.put(given)).toEqual({ ok: false, error: { reason: 'unavailable', detail: 'Too Many Requests' } })
  })

  test('that throws at once is a failure', async () => {
    const inbox = queueInbox(
      queueOf(() => {
        throw new Error('no such Queue')
      }),
    )
    expect(await inbox.put(batch)).toEqual({ ok: false, error: { reason: 'unavailable', detail: 'no such Queue' } })
  })

  test('that does not answer is a failure in time', async () => {
    const inbox = queueInbox(
      queueOf(() => new Promise(() => {})),
      5,
    )
    expect(await inbox.put(batch)).toMatchObject({ ok: false, error: { reason: 'timeout' } })
  })

  test('acknowledges nothing before its last send has', async () => {
    const gates: (() => void)[] = []
    const queue = queueOf(() => new Promise<void>((resolve) => gates.push(resolve)))
    let answered = false
    const putting = queueInbox(queue)
      .put(large)
      .then((outcome) => {
        answered = true
        return outcome
      })
    let sends = 0
    while (!answered) {
      await new Promise((resolve) => setImmediate(resolve))
      const open = gates.shift()
      if (open === undefined) continue
      expect(answered).toBe(false)
      sends++
      open()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await putting).toEqual({ ok: true, value: null })
    expect(sends).toBe(10)
  })

  test('that fails in the middle of a large batch has acknowledged nothing', async () => {
    let sends = 0
    const inbox = queueInbox(queueOf(async () => (++sends === 3 ? Promise.reject(new Error('full')) : undefined)))
    expect(await inbox.put(large)).toMatchObject({ ok: false, error: { reason: 'unavailable' } })
    expect(sends).toBe(3)
  })
})
