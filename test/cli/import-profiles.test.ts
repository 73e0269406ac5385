/** `awase import profiles` against the real Worker and its record: lines, tables, and what is wrong with them. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importCommand } from '../../src/cli/import-command.ts'
import { ROUTES } from '../../src/routes.ts'
import { startRecord } from '../harness/record.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'
import { headlineRules } from '../promises/site.ts'
import { recordingIo } from './recording-io.ts'

const folder = await temporaryFolder()
const record = await startRecord()
const worker = await startWorker({ record })
afterAll(async () => {
  await worker.dispose()
  await record.dispose()
})
beforeAll(async () => {
  const traits = {
    company: { type: 'string' },
    seats: { type: 'number' },
    member: { type: 'boolean' },
    interests: { type: 'strings' },
    region: { type: 'string', purpose: 'export' },
  }
  const published = await worker.publish(headlineRules('ours', { schema: { traits, scores: { churn: {} } } }))
  expect(published).toMatchObject({ status: 200 })
})

const file = (name: string, text: string) => writeFile(join(folder, name), text)

async function run(...args: string[]) {
  const io = recordingIo({
    folder,
    project: folder,
    environment: { PUBLISH_TOKEN: TEST_TOKEN },
    now: Date.now,
    wait: async () => {},
  })
  const code = await importCommand.run(['profiles', ...args, '--url', worker.url], io)
  return { code, out: io.said.out, err: io.said.err }
}

async function memoryOf(login: string) {
  const headers = { authorization: `Bearer ${TEST_TOKEN}` }
  const { text } = await worker.fetch(`${ROUTES.visitors}/by-login?login=${login}`, { headers })
  return JSON.parse(text).memory
}

const valuesOf = ({ traits }: { traits: { [name: string]: { value: unknown } } }) =>
  Object.fromEntries(Object.entries(traits).map(([name, { value }]) => [name, value]))

describe('a table', () => {
  test('is read by the types of the schema, whatever its lines end in and its cells hold', async () => {
    const table = [
      '\ufefflogin,company,traits.seats,member,interests,scores.churn',
      'table-1,"Acme ""合わせ"", Ltd.",40,TRUE,tents | boots,0.25',
      '',
      'table-2,"two',
      'lines",,false,,',
      'table-3,plain,,,,1e-3',
    ].join('\r\n')
    await file('table.csv', table)
    expect(await run('table.csv', '--source', 'crm')).toMatchObject({
      code: 1,
      out: ['2 profiles kept.'],
      err: [
        "table.csv:4: traits.company is not what the site's schema says: a text of up to 200 characters in one line.",
        '1 bad line.',
      ],
    })
    const first = await memoryOf('table-1')
    expect(valuesOf(first)).toEqual({
      company: 'Acme "合わせ", Ltd.',
      seats: 40,
      member: true,
      interests: ['tents', 'boots'],
    })
    expect(first.scores).toEqual({ churn: { value: 0.25, at: first.since } })
    expect(await memoryOf('table-3')).toMatchObject({ scores: { churn: { value: 0.001 } } })
  })

  test.each([
    [
      'login,shoe\na,42\nb,43\nc,\nd,44\n',
      [
        "x.csv:1: traits.shoe is not declared in the site's schema.",
        'x.csv:4: There is neither a trait nor a score here.',
        '2 bad lines.',
      ],
    ],
    ['company,seats\nAcme,3\n', ['x.csv:1: One of the columns is login (or visitor).', '1 bad line.']],
    [
      'login,,seats\n',
      ['x.csv:1: A column has no name. The first line names them: login,company,scores.churn', '1 bad line.'],
    ],
    ['login,seats,seats\n', ['x.csv:1: There are two columns seats.', '1 bad line.']],
    [
      'login,seats\na,1\nb\nc,x\n',
      [
        'x.csv:3: There are 1 cells here, and 2 columns in the first line.',
        "x.csv:4: traits.seats is not what the site's schema says: a number.",
        '2 bad lines.',
      ],
    ],
    [
      'login,region\na,north\n',
      ['x.csv:2: traits.region is declared for a purpose that --purposes does not name.', '1 bad line.'],
    ],
    [
      'login,company\na,"Acme\n',
      [expect.stringMatching(/^x\.csv:2: From here on this is no CSV \(.*\)\.$/), '1 bad line.'],
    ],
  ])('%j', async (text, said) => {
    await file('x.csv', text)
    const { code, err } = await run('x.csv', '--source', 'crm')
    expect([code, err.toSorted()]).toEqual([1, said.toSorted()])
  })
})

describe('lines', () => {
  test('go in, the bad ones are named', async () => {
    const lines = [
      '{"login":"lines-1","traits":{"company":"Acme"}}',
      '',
      '{"login":',
      '{"login":"lines-2","traits":{"shoe":42}}',
      '{"login":"lines-2","email":"a@example.com"}',
      '{"login":"lines-2"}',
      '{"login":"lines-3","scores":{"churn":1}}',
    ]
    await file('lines.ndjson', lines.map((line) => `${line}\n`).join(''))
    const { code, out, err } = await run('lines.ndjson', '--source', 'crm')
    expect([code, out]).toEqual([1, ['2 profiles kept.']])
    expect(err).toEqual([
      'lines.ndjson:3: This is not a JSON object. Write {"login": "…", "traits": {…}}.',
      "lines.ndjson:4: traits.shoe is not declared in the site's schema.",
      'lines.ndjson:5: There is no email in a profile: it has login or visitor, traits and scores (schema/profiles.md).',
      'lines.ndjson:6: There is neither a trait nor a score here.',
      '4 bad lines.',
    ])
  })

  test('many, in batches, and again', async () => {
    const lines = Array.from({ length: 450 }, (_, i) => `{"login":"many-${i}","traits":{"seats":${i}}}\n`)
    await file('many.ndjson', lines.join(''))
    const kept = { code: 0, out: ['450 profiles kept.'], err: [] }
    expect(await run('many.ndjson', '--source', 'crm')).toEqual(kept)
    expect(await run('many.ndjson', '--source', 'crm')).toEqual(kept)
    expect(valuesOf(await memoryOf('many-449'))).toEqual({ seats: 449 })
  })

  test('--check keeps nothing; a partner’s data goes in with its agreement and its purposes', async () => {
    await file('partner.ndjson', '{"login":"partner-1","traits":{"region":"north"}}\n')
    const flags = [
      '--source',
      'partner',
      '--party',
      'second',
      '--agreement',
      'C-14',
      '--purposes',
      'personalize,export',
    ]
    expect(await run('partner.ndjson', ...flags, '--check')).toEqual({
      code: 0,
      out: ['1 profile would be kept.'],
      err: [],
    })
    expect(await memoryOf('partner-1')).toBeNull()
    expect(await run('partner.ndjson', ...flags)).toMatchObject({ code: 0 })
    expect(valuesOf(await memoryOf('partner-1'))).toEqual({ region: 'north' })
  })
})

test.each([
  [[], 2, /^Which FILE\?/],
  [['a.csv'], 2, /^--source says where the profiles come from/],
  [['a.csv', '--source', 'crm', '--party', 'third'], 2, /^--party is first/],
  [['a.csv', '--source', 'crm', '--party', 'second'], 2, /^--agreement is needed/],
  [['a.csv', '--source', 'crm', '--purposes', 'sell'], 2, /^--purposes is a list of/],
  [['none.csv', '--source', 'crm'], 1, /^none\.csv: There is no such file\./],
  [['none.ndjson', '--source', 'crm'], 1, /^none\.ndjson: There is no such file\./],
])('%j', async (args, code, said) => {
  const ended = await run(...args)
  expect([ended.code, ended.err[0]]).toEqual([code, expect.stringMatching(said)])
})
