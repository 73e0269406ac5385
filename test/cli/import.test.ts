/** `awase import events` and `awase export events` against the real Worker and its record. */

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { CliIo, Command } from '../../src/cli/command.ts'
import { exportCommand } from '../../src/cli/export-command.ts'
import { importCommand } from '../../src/cli/import-command.ts'
import { startRecord } from '../harness/record.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'
import { recordingIo } from './recording-io.ts'

const folder = await temporaryFolder()
const record = await startRecord()
const worker = await startWorker({ record })
afterAll(async () => {
  await worker.dispose()
  await record.dispose()
})
beforeEach(() => record.rows('delete from events'))

const AT = Date.parse('2026-10-01T12:00:00Z')
const order = (n: number, more: object = {}) => ({ kind: 'order', at: AT + n, value: n, currency: 'JPY', ...more })
const file = (name: string, lines: readonly (object | string)[]) =>
  writeFile(
    join(folder, name),
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  )

async function run(command: Command, args: readonly string[], changes: Partial<CliIo> = {}) {
  const io = recordingIo({
    folder,
    project: folder,
    environment: { PUBLISH_TOKEN: TEST_TOKEN },
    now: Date.now,
    ...changes,
  })
  const code = await command.run([...args, '--url', worker.url], io)
  return { code, out: io.said.out, err: io.said.err }
}
const importEvents = (...args: string[]) => run(importCommand, ['events', ...args])
const exportEvents = (...args: string[]) => run(exportCommand, ['events', ...args])
const count = async () => Number((await record.rows('select count(*) as n from events'))[0]!.n)

describe('import', () => {
  test('lines become rows, once, however often the file is imported', async () => {
    await file('orders.ndjson', [order(1), '', order(2), order(2)])
    const first = await importEvents('orders.ndjson', '--name', 'spring')
    expect(first).toEqual({
      code: 0,
      out: ['3 new events.', 'To take them back: npx awase import events --withdraw spring'],
      err: [],
    })
    const again = await importEvents('orders.ndjson')
    expect(again).toEqual({ code: 0, out: ['0 new events, 3 that were there already.'], err: [] })
    expect(await record.rows('select kind, source, at, value, import_id as importId from events order by at')).toEqual([
      { kind: 'order', source: 'import', at: AT + 1, value: 1, importId: 'spring' },
      { kind: 'order', source: 'import', at: AT + 2, value: 2, importId: 'spring' },
      { kind: 'order', source: 'import', at: AT + 2, value: 2, importId: 'spring' },
    ])
  })

  test('a bad line in the middle is named, and the others go in', async () => {
    await file('some.ndjson', [order(1), '{"kind":', order(3, { currency: 'YEN' }), order(4)])
    const { code, out, err } = await importEvents('some.ndjson')
    expect(code).toBe(1)
    expect(err).toEqual([
      'some.ndjson:2: This is not a JSON object. Write {"kind": "order", "at": 1764547200000, …}.',
      'some.ndjson:3: currency is not what it has to be (schema/events.md).',
      '2 bad lines.',
    ])
    expect(out[0]).toBe('2 new events.')
    expect(await count()).toBe(2)
  })

  test('all or nothing: a bad line keeps everything out', async () => {
    await file('some.ndjson', [order(1), order(2, { value: -1 }), order(3)])
    const { code, err } = await importEvents('some.ndjson', '--all-or-nothing')
    expect(code).toBe(1)
    expect(err).toEqual([
      'some.ndjson:2: value is not what it has to be (schema/events.md).',
      '1 bad line.',
      'Nothing was imported.',
    ])
    expect(await count()).toBe(0)
  })

  test('all or nothing: a store that fails on the way gets back what it took, and only that', async () => {
    await file('before.ndjson', [order(1)])
    await importEvents('before.ndjson', '--name', 'before')
    await file('many.ndjson', [order(1), ...Array.from({ length: 1_200 }, (_, i) => order(i + 2))])
    await record.rows(
      "create trigger full before insert on events when new.value > 900 begin select raise(abort, 'no'); end",
    )
    try {
      const { code, err } = await run(importCommand, ['events', 'many.ndjson', '--all-or-nothing'], {
        wait: async () => {},
      })
      expect(code).toBe(1)
      expect(err[0]).toBe('Stopped before line 501. The Worker answered 503, which this program does not expect:')
      expect(err.at(-1)).toBe('Nothing was imported: the 499 events that went in were taken back.')
    } finally {
      await record.rows('drop trigger full')
    }
    expect(await record.rows('select value, import_id as importId from events')).toEqual([
      { value: 1, importId: 'before' },
    ])
  })

  test('--withdraw takes back what one import brought', async () => {
    await file('one.ndjson', [order(1), order(2)])
    await file('two.ndjson', [order(3)])
    await importEvents('one.ndjson', '--name', 'one')
    await importEvents('two.ndjson', '--name', 'two')
    expect((await importEvents('--withdraw', 'one')).out).toEqual(['2 events of one taken back.'])
    expect((await importEvents('--withdraw', 'one')).out).toEqual(['No event came with one.'])
    expect(await count()).toBe(1)
  })

  test('--check sends nothing', async () => {
    await file('good.ndjson', [order(1)])
    await file('bad.ndjson', [order(1), { kind: 'sale', at: AT }])
    expect(await importEvents('good.ndjson', '--check')).toEqual({ code: 0, out: [], err: [] })
    expect((await importEvents('bad.ndjson', '--check')).code).toBe(1)
    expect(await count()).toBe(0)
  })

  test.each([
    [['missing.ndjson'], 1, 'missing.ndjson: There is no such file.'],
    [['.'], 1, '.: This is a folder.'],
    [[], 2, 'Which FILE? As in npx awase import events FILE; npx awase import events --help says more.'],
    [
      ['-', '--all-or-nothing'],
      2,
      '--all-or-nothing reads the file twice, which standard input cannot be. Name a file.',
    ],
    [['a', '--name', 'Spring!'], 2, /^--name: /],
  ])('%j', async (args, code, said) => {
    const { code: ended, err } = await importEvents(...args)
    expect(ended).toBe(code)
    if (typeof said === 'string') expect(err).toEqual([said])
    else expect(err[0]).toMatch(said)
  })

  test('a file that is wrong all over says so with its first lines', async () => {
    await file(
      'wrong.ndjson',
      Array.from({ length: 30 }, () => 'x'),
    )
    const { err } = await importEvents('wrong.ndjson', '--check')
    expect(err).toHaveLength(21)
    expect(err.at(-1)).toBe('… and 10 more bad lines.')
  })
})

describe('export', () => {
  test('what was imported comes out, and goes in again as it was', async () => {
    await file('orders.ndjson', [order(1, { data: { note: '雨\u2028' } }), order(2)])
    await importEvents('orders.ndjson', '--name', 'first')
    const { code, out, err } = await exportEvents()
    expect([code, err]).toEqual([0, ['2 events.']])
    const [one] = out.map((line) => JSON.parse(line))
    expect(one).toMatchObject({ kind: 'order', source: 'import', importId: 'first', data: { note: '雨\u2028' } })
    await record.rows('delete from events')
    await file('again.ndjson', out)
    expect((await importEvents('again.ndjson')).out[0]).toBe('2 new events.')
    expect(await record.rows('select id from events order by seq')).toEqual(
      out.map((line) => ({ id: JSON.parse(line).id })),
    )
  })

  test('page after page, in the order of arrival, from where somebody stopped', async () => {
    await file(
      'many.ndjson',
      Array.from({ length: 2_500 }, (_, i) => order(2_500 - i)),
    )
    await importEvents('many.ndjson')
    const all = (await exportEvents('--out', 'all.ndjson')).err
    expect(all).toEqual(['2500 events.'])
    const lines = (await readFile(join(folder, 'all.ndjson'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ value }) => value)).toEqual(Array.from({ length: 2_500 }, (_, i) => 2_500 - i))
    const { out } = await exportEvents('--after', String(lines[2_489].seq))
    expect(out.map((line) => JSON.parse(line).value)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  })

  test('--since and --until, half-open', async () => {
    await file('orders.ndjson', [order(0), order(1_000), order(2_000)])
    await importEvents('orders.ndjson')
    const { out } = await exportEvents('--since', '2026-10-01T12:00:01Z', '--until', '2026-10-01T21:00:02+09:00')
    expect(out.map((line) => JSON.parse(line).value)).toEqual([1_000])
  })

  test.each([
    [['--since', 'yesterday'], '--since: "yesterday" is no moment. Write 2026-11-01 or 2026-11-01T09:00:00+09:00.'],
    [['--after', '-1'], /--after/],
  ])('%j is wrong usage', async (args, said) => {
    const { code, err } = await exportEvents(...args)
    expect(code).toBe(2)
    expect(err.join('\n')).toMatch(said)
  })

  test('a file that is there stays', async () => {
    await file('kept.ndjson', ['mine'])
    const { code, err } = await exportEvents('--out', 'kept.ndjson')
    expect([code, err]).toEqual([1, ['kept.ndjson is there already. Name another file.']])
    expect(await readFile(join(folder, 'kept.ndjson'), 'utf8')).toBe('mine\n')
  })

  test('the store is down: said, with an exit code', async () => {
    const nothing = await startWorker({ record: { url: 'http://127.0.0.1:1' } })
    const io = recordingIo({ folder, project: folder, environment: { PUBLISH_TOKEN: TEST_TOKEN } })
    expect(await exportCommand.run(['events', '--url', nothing.url], io)).toBe(1)
    expect(io.said.err[0]).toBe('Nothing was exported. The Worker answered 503, which this program does not expect:')
    await nothing.dispose()
  })
})
