/** Mutated bodies against the collector's checks and a real database: nothing throws, and no row is invalid. Not HTTP: collect/, input/. */

import fc from 'fast-check'
import { checkBatch, readBatch } from '../../src/collect/check-batch.ts'
import type { EventRules } from '../../src/collect/check-event.ts'
import { BROWSER_EVENTS, IMPORTED_EVENTS, SERVER_EVENTS } from '../../src/collect/event-kinds.ts'
import { fileClock, MAX_BROWSER_AGE_MS, MAX_SERVER_AGE_MS, senderClock } from '../../src/collect/sender-clock.ts'
import type { RecordedEvent } from '../../src/core/event/event.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { startRecord } from '../harness/record.ts'
import { wrongWith } from './events-judge.ts'
import { ARRIVAL_MS, mutatedBodies } from './events-mutated.ts'
import type { Effort } from './properties.ts'

const BODIES_PER_ROUND_COUNT = 1_000
const MAX_EVENTS_COUNT = 100
/** In one statement, as a server's batch may have. */
const ROWS_PER_WRITE_COUNT = 1_000

export interface ProvedEvents {
  readonly bodies: number
  /** Rows in the end: were there few, the bodies would prove little. */
  readonly stored: number
}

/** Throws with the seed and the smallest body found. `pairs` is the number of bodies. */
export async function proveEvents({ pairs, seed = Date.now() | 0 }: Effort): Promise<ProvedEvents> {
  await using record = await startRecord()
  const { events } = libsqlStores({ url: record.url })
  let bodies = 0
  for (let round = 0; bodies < pairs; round++) {
    const taken = takenOf(seed + round)
    bodies += BODIES_PER_ROUND_COUNT
    for (let from = 0; from < taken.length; from += ROWS_PER_WRITE_COUNT) {
      const rows = taken.slice(from, from + ROWS_PER_WRITE_COUNT)
      const written = await events.write({ events: rows, fallbacks: [] })
      if (!written.ok) throw new Error(`seed ${seed + round}: the database refused rows: ${written.error.detail}`)
    }
  }
  return { bodies, stored: await judgedRows(record.rows, seed) }
}

/** Of one round, what the checks let through. */
function takenOf(seed: number): RecordedEvent[] {
  const taken: RecordedEvent[] = []
  const property = fc.property(mutatedBodies, fc.constantFrom(...SOURCES), (body, source) => {
    const batch = readBatch(body, MAX_EVENTS_COUNT)
    if (!batch.ok) return
    const { events, refused } = checkBatch(batch.value.events, rulesOf(source, batch.value.sentAt))
    if (events.length + refused.length !== batch.value.events.length) throw new Error('an event is neither in nor out')
    for (const event of events) {
      const wrong = wrongWith(asRow(event), { now: ARRIVAL_MS })
      if (wrong !== null) throw new Error(wrong)
    }
    taken.push(...events)
  })
  fc.assert(property, { numRuns: BODIES_PER_ROUND_COUNT, seed, includeErrorInReport: true })
  return taken
}

const SOURCES = ['browser', 'server', 'import'] as const

function rulesOf(source: (typeof SOURCES)[number], sentAt: number): EventRules {
  const stamp = { site: 'main', source, receivedAt: ARRIVAL_MS }
  switch (source) {
    case 'browser':
      return { schemas: BROWSER_EVENTS, clock: senderClock(sentAt, ARRIVAL_MS, MAX_BROWSER_AGE_MS), stamp }
    case 'server':
      return { schemas: SERVER_EVENTS, clock: senderClock(sentAt, ARRIVAL_MS, MAX_SERVER_AGE_MS), stamp }
    case 'import':
      return { schemas: IMPORTED_EVENTS, clock: fileClock(ARRIVAL_MS), stamp: { ...stamp, importId: 'proof' } }
  }
}

/** As the judge reads rows: names of columns, JSON as text. */
const asRow = (event: RecordedEvent) =>
  Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      typeof value === 'boolean' ? Number(value) : typeof value === 'object' ? JSON.stringify(value) : value,
    ]),
  )

type Rows = Awaited<ReturnType<typeof startRecord>>['rows']

/** Every row that is in the database, judged once more as it came back. */
async function judgedRows(rows: Rows, seed: number): Promise<number> {
  let judged = 0
  let after = 0
  for (;;) {
    const page = await rows('select * from events where seq > ? order by seq limit 5000', [after])
    if (page.length === 0) return judged
    for (const row of page) {
      const wrong = wrongWith(row, { now: ARRIVAL_MS })
      if (wrong !== null) throw new Error(`seed ${seed}, row ${String(row.id)}: ${wrong}`)
    }
    judged += page.length
    after = page.at(-1)!.seq as number
  }
}
