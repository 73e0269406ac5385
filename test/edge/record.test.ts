/** When a page is told of: never before its first byte. What is told: promises/recording.test.ts. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { consentOf, EVERY_PURPOSE } from '../../src/core/consent/purpose-set.ts'
import type { RecordedEvent } from '../../src/core/event/event.ts'
import type { SlotPlan } from '../../src/core/plan.ts'
import { NOBODY } from '../../src/core/profile.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { visitContext } from '../../src/edge/context.ts'
import type { Decided } from '../../src/edge/decision.ts'
import type { Fallback } from '../../src/edge/failure.ts'
import { record } from '../../src/edge/record.ts'
import type { Rewritten } from '../../src/edge/rewrite.ts'
import { newTally } from '../../src/edge/tally.ts'
import type { PageVisit } from '../../src/edge/visit.ts'
import type { Deps } from '../../src/env.ts'
import { takeConsole } from '../setup.ts'

const EVERYTHING = consentOf(EVERY_PURPOSE, 'own')

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const request = new Request('https://shop.example/')
const decided: Decided = {
  kind: 'plan',
  id: '0190a1b2-c3d4-7000-8000-000000000001',
  plan: {
    addressed: true,
    slots: [{ slot: 'a', experience: 'e' } as SlotPlan],
    assignments: [{ experience: 'e', arm: 'v', sticky: false, propensity: 1, randomised: false, cap: null }],
    holdout: false,
  },
  context: visitContext(request, 0, { timeZone: 'Asia/Tokyo', locale: 'ja' }, UNKNOWN),
  profile: NOBODY,
  setCookie: null,
  memory: null,
  revision: 1,
  holdoutShare: 0,
  scripts: [],
  consent: EVERYTHING,
}

/** What became of one page: events told so far, and what the request still waits for. */
function recording(settled: Rewritten['settled'], failure: Fallback | null = null, recorded = true) {
  const told: (readonly RecordedEvent[])[] = []
  const works: Promise<unknown>[] = []
  const tally = newTally()
  const deps = {
    tally,
    config: { logPages: false },
    recorder: recorded ? { add: (events: readonly RecordedEvent[]) => void told.push(events) } : null,
    now: Date.now,
  } as unknown as Deps
  const visit = { request, site: 'main', path: '/', arrivedAt: 0, simulation: null } as unknown as PageVisit
  record({ response: new Response('page'), settled, failure }, decided, visit, deps, (work) => void works.push(work))
  return { told, works, tally }
}

test('a page in one piece: not before the answer is on its way', async () => {
  const { told, works } = recording({ met: ['a'], failure: null })
  for (let turn = 0; turn < 10; turn++) await null
  expect(told).toEqual([])
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toMatchObject([[{ experience: 'e' }]])
  await Promise.all(works)
})

test('any other page: when the pipe to the visitor has settled', async () => {
  const { promise, resolve } = Promise.withResolvers<{ met: string[]; failure: null }>()
  const { told, works } = recording(promise)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toEqual([])
  resolve({ met: ['a'], failure: null })
  await Promise.all(works)
  expect(told).toHaveLength(1)
})

test('a fallback is counted and told behind the page, too', async () => {
  const { told, tally } = recording(null, 'compressed')
  expect(tally.read()).toEqual({})
  await vi.advanceTimersByTimeAsync(0)
  expect([told, tally.read()]).toEqual([[[]], { compressed: 1 }])
  expect(takeConsole()).toHaveLength(1)
})

test('where nothing is recorded, nobody waits for anything', () => {
  expect(recording({ met: ['a'], failure: null }, null, false).works).toEqual([])
  expect(recording({ met: [], failure: null }).works).toEqual([])
  expect(recording(null).works).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
