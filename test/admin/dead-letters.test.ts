/** GET /_awase/api/v1/dead-letters: what a person who runs Awase is told of what could not be stored or delivered. */

import { afterAll, expect, test } from 'vitest'
import { ROUTES } from '../../src/routes.ts'
import type { DeadLetter } from '../../src/store/dead-letters.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { startRecord } from '../harness/record.ts'
import { startWorker, TEST_TOKEN, type TestWorker } from '../harness/worker.ts'

const record = await startRecord()
const worker = await startWorker({ record })
afterAll(() => Promise.all([worker.dispose(), record.dispose()]))

const LETTERS: DeadLetter[] = Array.from({ length: 25 }, (_, i) => ({
  id: `message 合わせ:${i}`,
  at: 1_795_000_000_000 + i,
  source: i % 2 === 0 ? 'inbox' : 'webhook',
  reason: 'The message is no JSON object.',
  body: '{"v":1,',
  attempts: 1 + i,
}))
await libsqlStores({ url: record.url }).deadLetters.bury(LETTERS)

async function ask(query = '', from: TestWorker = worker, token = TEST_TOKEN) {
  const headers = { authorization: `Bearer ${token}` }
  const { status, text } = await from.fetch(ROUTES.deadLetters + query, { headers })
  return { status, body: JSON.parse(text) }
}

test('the newest twenty, and from there on the others', async () => {
  const first = await ask()
  expect(first).toMatchObject({ status: 200 })
  expect(first.body.letters).toEqual(LETTERS.toReversed().slice(0, 20))
  const rest = await ask(`?before=${encodeURIComponent(first.body.next)}`)
  expect(rest.body).toEqual({ letters: LETTERS.toReversed().slice(20), next: null })
  expect((await ask('?limit=3')).body.letters).toEqual(LETTERS.toReversed().slice(0, 3))
})

test('only for whoever holds the token', async () => {
  expect(await ask('', worker, 'another')).toMatchObject({ status: 401 })
})

test.each(['?limit=0', '?limit=101', '?limit=1.5', '?limit=many', '?limit=', '?before=', '?before=1', '?before=x:y'])(
  '%s is refused in words',
  async (query) => {
    expect(await ask(query)).toMatchObject({
      status: 400,
      body: { error: expect.stringMatching(/^(limit|before) is /) },
    })
  },
)

test('where nothing is recorded there are none', async () => {
  await using plain = await startWorker()
  expect(await ask('', plain)).toMatchObject({ status: 404, body: { error: expect.stringContaining('LIBSQL_URL') } })
})

test('a database that does not answer is said', async () => {
  await using lost = await startWorker({ record: { url: 'http://127.0.0.1:1' } })
  expect(await ask('', lost)).toMatchObject({
    status: 503,
    body: { error: expect.stringContaining('does not answer') },
  })
  expect(await lost.logged(/record_unavailable/)).toContain('unavailable')
})
