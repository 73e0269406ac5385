/** Sums by the hour through kill -9 of the database and beside writers: what they come to is what the rows say. Not a run's bounds. */

import { setImmediate as turn } from 'node:timers/promises'
import { createClient } from '@libsql/client/web'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase } from '../../src/dev/migrations.ts'
import { type Sqld, startSqld } from '../../src/dev/sqld.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { HOUR_MS } from '../../src/store/upkeep.ts'
import { startRecord } from '../harness/record.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { event } from '../store/upkeep-adapters.ts'

const NOON = Date.parse('2026-11-22T12:00:00Z')
const EVENTS_COUNT = 30_000
const KILLS_COUNT = 6
const STEP_COUNT = 2_000

const MADE_EVENTS = `
  insert into events (id, site, kind, source, at, received_at, value)
  with recursive n(i) as (select 0 union all select i + 1 from n where i < ${EVENTS_COUNT - 1})
  select 'e' || i, 'main', 'order', 'browser', ${NOON} + (i % 48) * ${HOUR_MS}, ${NOON}, i % 10 from n`

const SUMMED = 'select hour, count, value from hourly_counts order by hour'
const AS_ROWS_SAY = `
  select at - at % ${HOUR_MS} as hour, count(*) as count, sum(value) as value from events group by 1 order by 1`

const plain = (rows: readonly object[]) => rows.map((row) => ({ ...row }))

test('through kills at any moment', async () => {
  const folder = await temporaryFolder()
  let server: Sqld = await startSqld({ folder })
  onTestFinished(() => server.close())
  const port = Number(new URL(server.url).port)
  const client = createClient({ url: server.url })
  await migrateDatabase({ url: server.url })
  await client.execute(MADE_EVENTS)
  const { upkeep } = libsqlStores({ url: server.url })
  for (let kill = 0; kill < KILLS_COUNT; kill++) {
    const interrupted = [upkeep.countEvents(STEP_COUNT), upkeep.countEvents(STEP_COUNT)]
    // From before the request is sent to after its answer: so many turns of the loop later.
    for (let turns = 0; turns < 4 ** kill; turns++) await turn()
    server.signal('SIGKILL')
    await server.ended
    await Promise.all(interrupted)
    server = await startSqld({ folder, port })
  }
  for (let looked = STEP_COUNT; looked === STEP_COUNT; ) {
    const counted = await upkeep.countEvents(STEP_COUNT)
    if (!counted.ok) throw new Error(counted.error.detail)
    looked = counted.value
  }
  const [summed, asRowsSay] = [await client.execute(SUMMED), await client.execute(AS_ROWS_SAY)]
  expect(plain(summed.rows)).toHaveLength(48)
  expect(plain(summed.rows)).toEqual(plain(asRowsSay.rows))
})

test('beside writers', async () => {
  await using record = await startRecord()
  const { upkeep, events } = libsqlStores({ url: record.url })
  const writing = Array.from({ length: 40 }, (_, batch) =>
    events.write({
      events: Array.from({ length: 50 }, (_, i) =>
        event({ at: NOON + (i % 5) * HOUR_MS, kind: 'order', value: batch }),
      ),
      fallbacks: [],
    }),
  )
  const counting = Array.from({ length: 20 }, () => upkeep.countEvents(70))
  expect((await Promise.all([...writing, ...counting])).filter(({ ok }) => !ok)).toEqual([])
  await upkeep.countEvents(EVENTS_COUNT)
  const [summed, asRowsSay] = [await record.rows(SUMMED), await record.rows(AS_ROWS_SAY)]
  expect(summed).toHaveLength(5)
  expect(summed).toEqual(asRowsSay)
})
