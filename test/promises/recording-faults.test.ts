/** Promise 1 for the record: whatever becomes of the database, pages go on, and what waited arrives once. Not what is recorded: recording.test.ts. */

import { createClient } from '@libsql/client/web'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startLocalRecord } from '../../src/dev/local-record.ts'
import { startSqld } from '../../src/dev/sqld.ts'
import { freeze } from '../harness/freeze.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startRecord } from '../harness/record.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { comparable, headlineRules } from './site.ts'

const PAGE = '<!doctype html><h1>origin</h1><p>words</p>'
const EDITED = PAGE.replace('origin', 'ours')
const VIEWS_COUNT = 150
/** Longer than the database may take and a try may wait. */
const ARRIVAL = { timeout: 30_000 }

const folder = await temporaryFolder()
const origin = await startOrigin((request, response) => pages({ [request.target]: PAGE })(request, response))
const unrecorded = await startWorker({ origin: origin.url })
afterAll(() => Promise.all([unrecorded.dispose(), origin.close()]))
beforeAll(async () => void (await unrecorded.publish(headlineRules('ours'))))

async function start(url: string): Promise<TestWorker> {
  const worker = await startWorker({ origin: origin.url, record: { url } })
  expect((await worker.publish(headlineRules('ours'))).status).toBe(200)
  return worker
}

/** So many views, each as it would be if nothing were recorded. */
async function expectPages(worker: TestWorker, path: string, views = VIEWS_COUNT): Promise<void> {
  const untold = await unrecorded.fetch(path)
  expect(untold.text).toBe(EDITED)
  for (let view = 0; view < views; view++) {
    const page = await worker.fetch(path)
    expect(page).toMatchObject({ status: 200, text: EDITED, complete: true })
    expect(comparable(page)).toEqual(comparable(untold))
  }
  expect(worker.logs.filter(({ message }) => /uncaught|different request|"fault"/i.test(message))).toEqual([])
}

async function count(url: string, path: string): Promise<number> {
  const sql = 'select count(*) as count from events where path = ?'
  return Number((await createClient({ url }).execute({ sql, args: [path] })).rows[0]!.count)
}

/** Once each, and no more after what came later is there too. */
async function expectRecorded(worker: TestWorker, url: string, path: string, views = VIEWS_COUNT): Promise<void> {
  await expect.poll(() => count(url, path), ARRIVAL).toBe(views)
  await worker.fetch('/afterwards')
  await expect.poll(() => count(url, '/afterwards'), ARRIVAL).toBe(1)
  expect(await count(url, path)).toBe(views)
}

describe('the database', () => {
  test('is frozen: pages go on, and it has them once it thaws', async () => {
    await using record = await startRecord()
    await using worker = await start(record.url)
    await freeze(record.server)
    await expectPages(worker, '/frozen')
    record.server.signal('SIGCONT')
    await expectRecorded(worker, record.url, '/frozen')
  })

  test('is frozen until we give up: the same ids come again, and nothing is doubled', async () => {
    await using record = await startRecord()
    await using worker = await start(record.url)
    await freeze(record.server)
    await expectPages(worker, '/given-up')
    await worker.logged(/"record_waits"/)
    await expectPages(worker, '/given-up', 20)
    record.server.signal('SIGCONT')
    await expectRecorded(worker, record.url, '/given-up', VIEWS_COUNT + 20)
  })

  test('is killed and comes back: it has every page once', async () => {
    const killed = await startLocalRecord(folder)
    await using worker = await start(killed.url)
    await expectPages(worker, '/killed')
    killed.server.signal('SIGKILL')
    await killed.close()
    await expectPages(worker, '/killed')
    await worker.logged(/"record_waits"/)
    const back = await startSqld({ folder, port: Number(new URL(killed.url).port) })
    await expectRecorded(worker, back.url, '/killed', VIEWS_COUNT * 2)
    await back.close()
  })
})

describe('pages go on where the database', () => {
  test.each([
    ['is not there', 'http://127.0.0.1:1'],
    ['is no address', 'nowhere'],
  ])('%s', async (_, url) => {
    await using worker = await start(url)
    await expectPages(worker, '/absent')
    await worker.logged(/"record_waits"/)
  })

  test('never answers', async () => {
    const silent = await startOrigin(() => {})
    await using worker = await start(silent.url)
    await expectPages(worker, '/silent')
    await expect.poll(() => silent.seen.length, ARRIVAL).toBeGreaterThan(0)
    await expectPages(worker, '/silent')
    await silent.close()
  })

  test('answers nonsense', async () => {
    const odd = await startOrigin((_, response) => response.writeHead(500).end('<h1>oh</h1>'))
    await using worker = await start(odd.url)
    await expectPages(worker, '/odd')
    await worker.logged(/"record_waits"/)
    await odd.close()
  })
})

test('an isolate that ends takes what it had not sent yet, and nothing else', async () => {
  await using record = await startRecord()
  await using worker = await start(record.url)
  await expectPages(worker, '/before')
  await expect.poll(() => count(record.url, '/before'), ARRIVAL).toBe(VIEWS_COUNT)
  await worker.fetch('/open')
  await worker.restart()
  await worker.fetch('/_awase/explain?url=/')
  await expectPages(worker, '/after')
  await expectRecorded(worker, record.url, '/after')
  expect(await count(record.url, '/before')).toBe(VIEWS_COUNT)
  expect(await count(record.url, '/open')).toBeLessThanOrEqual(1)
})
