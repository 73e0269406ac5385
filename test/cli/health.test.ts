/** `awase health` against the real Worker and its record. */

import { afterAll, expect, test } from 'vitest'
import { healthCommand } from '../../src/cli/health-command.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { startRecord } from '../harness/record.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { startWorker, TEST_TOKEN, type TestWorker } from '../harness/worker.ts'
import { event, fallback, letter } from '../store/upkeep-adapters.ts'
import { recordingIo } from './recording-io.ts'

const folder = await temporaryFolder()
const record = await startRecord()
const worker = await startWorker({ record })
afterAll(() => Promise.all([worker.dispose(), record.dispose()]))

async function run(asked: TestWorker, ...args: string[]) {
  const io = recordingIo({ folder, project: folder, environment: { PUBLISH_TOKEN: TEST_TOKEN } })
  const code = await healthCommand.run([...args, '--url', asked.url], io)
  return { code, out: io.said.out, err: io.said.err }
}

test('an empty record', async () => {
  await using empty = await startRecord()
  await using fresh = await startWorker({ record: empty })
  const { code, out, err } = await run(fresh)
  expect({ code, err }).toEqual({ code: 0, err: [] })
  expect(out.slice(0, 5)).toEqual([
    'rules   none published',
    'record  up',
    'inbox   the database itself',
    '',
    'Events of the last day: none ever',
  ])
})

test('a record with everything in it, in lines and as JSON', async () => {
  const stores = libsqlStores({ url: record.url })
  const at = Date.now()
  const views = Array.from({ length: 1_200 }, () => event({ at }))
  const hydrated = Array.from({ length: 20 }, (_, i) => [
    event({ at, kind: 'exposure', source: 'edge', decision: `d${i}`, experience: 'rain', data: { slots: ['hero'] } }),
    event({ at, kind: 'hydration', decision: `d${i}`, slot: 'hero', name: i < 3 ? 'reverted' : 'reapplied' }),
  ]).flat()
  await stores.events.write({
    events: [...views, ...hydrated],
    fallbacks: [fallback(at, 'fault', 2), fallback(at - 2 * 3_600_000, 'record_lost', 7)],
  })
  await stores.deadLetters.bury([letter(at)])
  await stores.upkeep.countEvents(1_000)
  await stores.positions.move('retention', Date.parse('2026-11-22T03:15:00Z'))
  await record.rows(
    `insert into progress values ('webhook', 1230, 3, ${Date.parse('2026-11-22T03:20:00Z')}, 'it answered 500')`,
  )
  const { code, out } = await run(worker)
  expect(code).toBe(0)
  const lines = out.map((line) => line.replace(/arrived \S+Z/, 'arrived NOW').replace(/takes \S+ MiB/, 'takes N MiB'))
  expect(lines.slice(4)).toEqual([
    'Events of the last day: the last arrived NOW',
    '  exposure (edge)  20, of these 20 in the last hour',
    '  hydration (browser)  20, of these 20 in the last hour',
    '  page_view (browser)  1,200, of these 1,200 in the last hour',
    '',
    'Pages that went out as they came, in the last day',
    '  fault  2, of these 2 in the last hour',
    '',
    'Edits that a framework undid, in the last day',
    '  rain, hero: 3 of 20 page views (15%), 17 more made again  broken',
    '',
    'Jobs',
    '  retention: done until 2026-11-22T03:15:00.000Z',
    '  rollup: 240 behind',
    '  webhook: 10 behind, tried 3 times, again at 2026-11-22T03:20:00.000Z: it answered 500',
    '',
    'Losses',
    '  events that never reached the inbox: 7, of these 0 in the last hour',
    '  dead letters: 1, see npx awase dead-letters',
    '',
    'The database takes N MiB.',
  ])
  const { out: json } = await run(worker, '--json')
  expect(JSON.parse(json.join('\n'))).toMatchObject({ record: 'up', details: { deadLetters: { count: 1 } } })
})

test('a record that does not answer ends with 1, and says why', async () => {
  await using nowhere = await startWorker({ record: { url: 'http://127.0.0.1:1' } })
  const { code, out } = await run(nowhere)
  expect(code).toBe(1)
  expect(out).toHaveLength(3)
  expect(out[1]).toMatch(/^record {2}the database does not answer \(unavailable\): ./)
})

test('without a record it is well', async () => {
  await using without = await startWorker()
  expect(await run(without)).toMatchObject({
    code: 0,
    out: ['rules   none published', 'record  off: LIBSQL_URL is not set, and nothing is recorded', 'inbox   off'],
  })
})

test('what is no flag is said', async () => {
  expect(await run(worker, 'please')).toMatchObject({ code: 2, err: [expect.stringContaining('"please"')] })
})
