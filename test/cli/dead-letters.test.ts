/** `awase dead-letters` against the real Worker and its record. */

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { deadLettersCommand } from '../../src/cli/dead-letters-command.ts'
import type { DeadLetter } from '../../src/store/dead-letters.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { startRecord } from '../harness/record.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'
import { recordingIo } from './recording-io.ts'

const folder = await temporaryFolder()
const record = await startRecord()
const worker = await startWorker({ record })
afterAll(() => Promise.all([worker.dispose(), record.dispose()]))
beforeEach(() => record.rows('delete from dead_letters'))

const LETTERS: DeadLetter[] = [
  {
    id: "message o'neil 0",
    at: Date.parse('2026-11-22T09:00:00Z'),
    source: 'inbox',
    reason: 'The message is no JSON object.',
    body: `{"v":1,\n${'x'.repeat(400)}`,
    attempts: 1,
  },
  {
    id: 'webhook 1-500',
    at: Date.parse('2026-11-22T10:00:00Z'),
    source: 'webhook',
    reason: 'Events 1 to 500 were not delivered: it answered 500. They stay in the record.',
    body: '{"deliveryId":"1-500","after":0,"until":500}',
    attempts: 30,
  },
]

const bury = () => libsqlStores({ url: record.url }).deadLetters.bury(LETTERS)

async function run(...args: string[]) {
  const io = recordingIo({ folder, project: folder, environment: { PUBLISH_TOKEN: TEST_TOKEN } })
  const code = await deadLettersCommand.run([...args, '--url', worker.url], io)
  return { code, out: io.said.out, err: io.said.err }
}

test('the newest first, each in three lines', async () => {
  await bury()
  expect(await run()).toEqual({
    code: 0,
    out: [
      '2026-11-22T10:00:00.000Z  webhook, tried 30 times',
      '  Events 1 to 500 were not delivered: it answered 500. They stay in the record.',
      '  {"deliveryId":"1-500","after":0,"until":500}',
      '2026-11-22T09:00:00.000Z  inbox, tried once',
      '  The message is no JSON object.',
      `  {"v":1, ${'x'.repeat(192)} …`,
    ],
    err: [],
  })
})

test('page by page', async () => {
  await bury()
  const { out } = await run('--limit', '1')
  expect(out.at(-1)).toBe(`There are older ones: --before '${LETTERS[1]!.at}:webhook 1-500'`)
  const older = await run('--before', `${LETTERS[1]!.at}:webhook 1-500`)
  expect(older.out[0]).toContain('2026-11-22T09:00:00.000Z')
})

test('as one JSON document, with whole bodies', async () => {
  await bury()
  const { out } = await run('--json')
  expect(JSON.parse(out.join('\n'))).toEqual({ letters: LETTERS.toReversed(), next: null })
})

test('when there are none, that is said', async () => {
  expect(await run()).toEqual({ code: 0, out: ['There are none: everything was stored and delivered.'], err: [] })
})

describe('what cannot be', () => {
  test.each([['--limit', '0'], ['--limit', 'all'], ['--limit', '101'], ['all'], ['--all']])(
    '%s %s',
    async (...args) => {
      expect((await run(...args.filter((arg) => arg !== undefined))).code).toBe(2)
    },
  )

  test('a mark that no list named is refused in the Worker’s words', async () => {
    const { code, err } = await run('--before', 'yesterday')
    expect(code).toBe(1)
    expect(err.join('\n')).toContain('before is what a page named as next.')
  })
})
