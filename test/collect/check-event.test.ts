/** What an event must be, kind by kind, and what is made of it. Not HTTP: collector.test.ts. */

import { describe, expect, test } from 'vitest'
import { checkBatch, readBatch } from '../../src/collect/check-batch.ts'
import { checkEvent, type EventRules } from '../../src/collect/check-event.ts'
import { BROWSER_EVENTS, IMPORTED_EVENTS, SERVER_EVENTS } from '../../src/collect/event-kinds.ts'
import { fileClock, senderClock } from '../../src/collect/sender-clock.ts'
import refusedCases from '../cases/events-refused.json' with { type: 'json' }
import toldCases from '../cases/events-told.json' with { type: 'json' }

const NOW = 1_795_000_000_000
const ID = '01a20426-ae6e-7b0f-b0e1-f8fe3bb85a00'
const STAMP = { site: 'main', source: 'browser', receivedAt: NOW } as const
const DAY_MS = 86_400_000

const rules = (more: Partial<EventRules> = {}): EventRules => ({
  schemas: BROWSER_EVENTS,
  clock: senderClock(NOW, NOW, DAY_MS),
  stamp: STAMP,
  ...more,
})

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const whole = (event: unknown): unknown => (isObject(event) ? { id: ID, at: NOW, ...event } : event)

test.each(toldCases)('$it is taken', ({ event, row }) => {
  const checked = checkEvent(whole(event), rules())
  const { data, ...columns } = row as { data?: string }
  const wanted = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null))
  expect(checked).toMatchObject({ ok: true, value: { ...STAMP, ...wanted, at: NOW, kind: event.kind } })
  if (data !== undefined) expect(checked).toMatchObject({ value: { data: JSON.parse(data) } })
})

test.each(refusedCases)('refused as $reason: $it', ({ event, reason, field }) => {
  expect(checkEvent(whole(event), rules())).toEqual({
    ok: false,
    error: { reason, ...((field !== undefined || reason === 'unknown_field') && { field: field ?? '' }) },
  })
})

test.each([
  '{"kind":"page_view","path":"/","__proto__":{"isBot":false}}',
  '{"kind":"custom","name":"a","data":{"__proto__":{"a":1}}}',
  '{"kind":"order","value":1,"currency":"JPY","data":{"lines":[{"__proto__":1}]}}',
  '{"kind":"order","value":1e999,"currency":"JPY"}',
  '{"kind":"order","value":-1e999,"currency":"JPY"}',
  '{"kind":"custom","name":"a","data":{"a":1e999}}',
])('refused, as only text can say it: %s', (text) => {
  const event: object = JSON.parse(`{"id":"${ID}","at":${NOW},${text.slice(1)}`)
  expect(checkEvent(event, rules()).ok).toBe(false)
})

test('the field that is told is bounded and well-formed', () => {
  const name = `${'x'.repeat(63)}\u{1f3d4}`
  const checked = checkEvent(whole({ kind: 'page_view', path: '/', [name]: 1 }), rules())
  expect(checked).toEqual({ ok: false, error: { reason: 'unknown_field', field: `${'x'.repeat(63)}\ufffd` } })
})

describe('servers', () => {
  const server = rules({ schemas: SERVER_EVENTS, stamp: { ...STAMP, source: 'server' } })

  test.each(['a', 'A-_9'.repeat(16)])('may name the visitor %s', (visitor) => {
    expect(checkEvent(whole({ kind: 'dwell', value: 1, visitor }), server)).toMatchObject({ value: { visitor } })
  })
  test.each(['', 'a b', 'é', 'x'.repeat(65), 7, null])('may not name the visitor %j', (visitor) => {
    expect(checkEvent(whole({ kind: 'dwell', value: 1, visitor }), server)).toEqual({
      ok: false,
      error: { reason: 'bad_field', field: 'visitor' },
    })
  })
})

describe('imports', () => {
  const file = rules({
    schemas: IMPORTED_EVENTS,
    clock: fileClock(NOW),
    stamp: { ...STAMP, source: 'import', importId: 'spring' },
  })
  const exported = {
    seq: 7,
    id: ID.replace('-7', '-8'),
    site: 'other',
    kind: 'exposure',
    source: 'edge',
    at: NOW - 5 * 365 * DAY_MS,
    receivedAt: 1,
    visitor: 'AAAAAAAAAAAAAAAAAAAAAA',
    isBot: true,
    decision: ID,
    revision: 3,
    path: '/',
    experience: 'rain',
    arm: 'jackets',
    propensity: 0.5,
    context: { country: 'JP', isReturning: true },
    data: { slots: ['hero'] },
  }

  test('take what an export has, but for where it came from and when', () => {
    const { seq: _, ...kept } = exported
    const wanted = { ...kept, site: 'main', source: 'import', receivedAt: NOW, importId: 'spring' }
    expect(checkEvent(exported, file)).toEqual({ ok: true, value: wanted })
  })

  test.each([
    ['context', { country: 'JP', town: 'Sendai' }, 'unknown_field', 'context.town'],
    ['context', { country: 'x'.repeat(201) }, 'bad_field', 'context.country'],
    ['propensity', 1.01, 'bad_field', 'propensity'],
    ['revision', -1, 'bad_field', 'revision'],
    ['isBot', 1, 'bad_field', 'isBot'],
    ['experience', 'a b', 'bad_field', 'experience'],
    ['at', NOW + 300_001, 'in_future', 'at'],
    ['at', 946_684_799_999, 'too_old', 'at'],
  ])('refuse %s %j', (name, value, reason, field) => {
    expect(checkEvent({ ...exported, [name]: value }, file)).toEqual({ ok: false, error: { reason, field } })
  })

  test.each([
    [NOW + 300_000, NOW],
    [946_684_800_000, 946_684_800_000],
  ])('take the time %d as %d', (at, taken) => {
    expect(checkEvent({ ...exported, at }, file)).toMatchObject({ value: { at: taken } })
  })
})

describe('a batch', () => {
  const event = (id: string, more: object = {}) => ({ id, kind: 'page_view', at: NOW, path: '/', ...more })

  test('loses only what is bad, and says which', () => {
    const { events, refused } = checkBatch(
      [event(ID), event('x'), event(ID.toUpperCase()), event(ID.replace('00', '01'), { at: 0 })],
      rules(),
    )
    expect(events.map(({ id }) => id)).toEqual([ID])
    expect(refused).toEqual([
      { index: 1, reason: 'bad_field', field: 'id' },
      { index: 2, reason: 'duplicate', field: 'id' },
      { index: 3, reason: 'too_old', field: 'at' },
    ])
  })

  test('of an id that was refused, the next one counts', () => {
    const { events } = checkBatch([event(ID, { path: 'x' }), event(ID)], rules())
    expect(events).toHaveLength(1)
  })

  test.each([
    ['', 'not_json'],
    ['{"sentAt":1,"events":[NaN]}', 'not_json'],
    ['[]', 'not_a_batch'],
    ['null', 'not_a_batch'],
    ['{"sentAt":1}', 'not_a_batch'],
    ['{"events":[1]}', 'not_a_batch'],
    ['{"sentAt":1e999,"events":[1]}', 'not_a_batch'],
    ['{"sentAt":-1,"events":[1]}', 'not_a_batch'],
    ['{"sentAt":1.5,"events":[1]}', 'not_a_batch'],
    ['{"sentAt":1,"events":{"0":1}}', 'not_a_batch'],
    ['{"sentAt":1,"events":[1],"site":"x"}', 'not_a_batch'],
    ['{"sentAt":1,"events":[1],"__proto__":{}}', 'not_a_batch'],
    ['{"sentAt":1,"events":[]}', 'empty'],
    ['{"sentAt":1,"events":[1,2,3]}', 'too_many'],
  ])('%s: %s', (text, error) => {
    expect(readBatch(text, 2)).toEqual({ ok: false, error })
  })

  test('a depth that recursion would not survive is data like any other', () => {
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`
    const batch = readBatch(
      `{"sentAt":1,"events":[{"id":"${ID}","at":${NOW},"kind":"custom","name":"a","data":${deep}}]}`,
      5,
    )
    if (!batch.ok) throw new Error(batch.error)
    expect(checkBatch(batch.value.events, rules()).refused).toEqual([{ index: 0, reason: 'bad_field', field: 'data' }])
  })
})
