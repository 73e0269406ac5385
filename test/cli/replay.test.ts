/** What `awase replay` says of page views, by files and by what is live. */

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { diffCommand } from '../../src/cli/diff-command.ts'
import { replayCommand } from '../../src/cli/replay-command.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'
import { recordingIo } from './recording-io.ts'

const experience = (id: string, kind: string, text = id) => ({
  id,
  when: { 'weather.kind': kind },
  variants: [{ id: 'a', slots: { hero: { text } } }],
})
const rules = (...experiences: object[]) => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja' },
  slots: {
    hero: { paths: ['/*'], selector: 'h1', kind: 'text' },
    foot: { paths: ['/'], selector: 'footer', kind: 'text' },
  },
  audiences: {},
  experiences,
})
const BEFORE = rules(experience('wet', 'rain'), experience('cold', 'snow'))
const AFTER = rules(
  {
    id: 'winter',
    when: { 'weather.kind': 'snow' },
    variants: [{ id: 'b', slots: { hero: { text: 'winter' }, foot: { text: 'warm' } } }],
  },
  experience('wet', 'rain', 'wetter'),
)

const folder = await temporaryFolder()
const file = async (name: string, content: string | object) => {
  await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
}
await file('before.json', BEFORE)
await file('after.json', AFTER)
await file(
  'views.ndjson',
  [
    '{"url":"/","simulate":{"weather.kind":"rain"},"count":40}',
    '',
    '{"url":"https://shop.example/tents?size=2","simulate":{"weather.kind":"rain"}}',
    '{"url":"/","simulate":{"weather.kind":"snow"},"count":2}',
    '{"url":"/","simulate":{"weather.kind":"clear"},"count":1000}',
    '{"url":"/"}',
  ].join('\r\n'),
)

async function run(command: typeof replayCommand, args: readonly string[], environment = {}) {
  const io = recordingIo({ folder, project: folder, environment })
  const code = await command.run(args, io)
  return { code, ...io.said }
}
const replay = (...args: string[]) => run(replayCommand, args)

test('how many page views change, and what becomes of each slot', async () => {
  const { code, out, err } = await replay('after.json', '--contexts', 'views.ndjson', '--base', 'before.json')
  expect(err).toEqual([])
  expect(code).toBe(0)
  expect(out).toEqual([
    'before.json → after.json: 43 of 1,044 page views change.',
    '',
    'Slot “hero”',
    '  41  “wet” (a), with other content   (line 1 /, line 3 /tents?size=2)',
    '   2  “cold” (a) → “winter” (b)   (line 4 /)',
    '',
    'Slot “foot”',
    '  2  the page’s own → “winter” (b)   (line 4 /)',
  ])
})

test('for programs', async () => {
  const { out } = await replay('after.json', '--contexts', 'views.ndjson', '--base', 'before.json', '--json')
  const { views, changed, groups } = JSON.parse(out.join('\n'))
  expect({ views, changed }).toEqual({ views: 1044, changed: 43 })
  expect(groups.at(-1)).toEqual({
    slot: 'foot',
    before: null,
    after: { experience: 'winter', arm: 'b' },
    count: 2,
    examples: [{ line: 4, url: '/' }],
  })
})

test('nothing changes by rules that do the same', async () => {
  const { out } = await replay('before.json', '--contexts', 'views.ndjson', '--base', 'before.json')
  expect(out).toEqual(['before.json → before.json: no page view changes (of 1,044).'])
})

const EXAMPLE = 'Write {"url": "/", "simulate": {"weather.kind": "rain"}}.'

test.each([
  ['[1]', `This is not a JSON object. ${EXAMPLE}`],
  ['{"url":"/"', `This is not a JSON object. ${EXAMPLE}`],
  ['{"path":"/"}', `There is no key "path". ${EXAMPLE}`],
  ['{"simulate":{}}', `url is not the address of a page. ${EXAMPLE}`],
  ['{"url":"file:///etc/passwd"}', `url is not the address of a page. ${EXAMPLE}`],
  ['{"url":"/","simulate":[]}', `simulate is not an object. ${EXAMPLE}`],
  [
    '{"url":"/","simulate":{"weather.kid":"rain"}}',
    'simulate: there is no attribute "weather.kid". Did you mean weather.kind?',
  ],
  ['{"url":"/","simulate":{"now":"soon"}}', 'simulate: "now" is not a time such as "2026-11-22T18:00:00+09:00".'],
  ['{"url":"/","count":0}', 'count is not a whole number from 1.'],
  [`{"url":"/${'x'.repeat(20_000)}"}`, 'A line has at most 16384 characters.'],
])('a line that is wrong is told with its number: %.40s', async (line, message) => {
  await file('wrong.ndjson', `{"url":"/"}\n${line}\n`)
  const answer = await replay('after.json', '--contexts', 'wrong.ndjson', '--base', 'before.json')
  expect(answer).toEqual({ code: 1, out: [], err: [`wrong.ndjson:2: ${message}`] })
})

test('files that are not there', async () => {
  const views = await replay('after.json', '--contexts', 'none.ndjson', '--base', 'before.json')
  expect(views).toEqual({ code: 1, out: [], err: ['none.ndjson: There is no such file.'] })
  const base = await replay('after.json', '--contexts', 'views.ndjson', '--base', 'none.json')
  expect(base.err[0]).toBe('none.json: error: There is no such file.')
})

test('page views must be named', async () => {
  expect(await replay('after.json')).toEqual({
    code: 2,
    out: [],
    err: ['Which page views? Give them with --contexts VIEWS.ndjson; npx awase replay --help says more.'],
  })
})

test('against what is live, which needs the token', async () => {
  const worker = await startWorker()
  afterAll(() => worker.dispose())
  const target = ['--url', worker.url]
  const token = { PUBLISH_TOKEN: TEST_TOKEN }
  const args = ['after.json', '--contexts', 'views.ndjson', ...target]
  const early = await run(replayCommand, args, token)
  expect(early.err).toEqual([
    `Nothing is published at ${worker.url} for the site main yet.`,
    'Or name a file in place of "published".',
  ])

  await worker.publish(await readFile(join(folder, 'before.json'), 'utf8'))
  const { code, out } = await run(replayCommand, args, token)
  expect(code).toBe(0)
  expect(out[0]).toBe(`live at ${worker.url} → after.json: 43 of 1,044 page views change.`)
  const same = await run(diffCommand, ['published', 'before.json', ...target], token)
  expect(same.out).toEqual([`live at ${worker.url} → before.json: no difference.`])

  const stranger = await run(diffCommand, ['published', 'before.json', ...target], { PUBLISH_TOKEN: 'wrong' })
  expect(stranger.code).toBe(1)
  expect(stranger.err[0]).toBe(
    `What is live at ${worker.url} cannot be read. The Worker does not accept this PUBLISH_TOKEN.`,
  )
})

test('a line ends with a line feed, and not with what a text may hold; a byte order mark is none of it', async () => {
  await file(
    'separators.ndjson',
    '\ufeff{"url":"/","simulate":{"weather.kind":"rain","utm.term":"a\u2028b\u2029c"}}\r\n{"url":"/"}',
  )
  const { code, out } = await replay('after.json', '--base', 'before.json', '--contexts', 'separators.ndjson', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out.join('\n'))).toMatchObject({ views: 2, changed: 1 })
})

test('standard input is read once', async () => {
  expect(await replay('-', '--base', 'before.json', '--contexts', '-')).toEqual({
    code: 2,
    out: [],
    err: ['Only one of FILE, --base and --contexts may be -: standard input is read once.'],
  })
})

test('page views in a folder', async () => {
  const { code, err } = await replay('after.json', '--base', 'before.json', '--contexts', '.')
  expect({ code, err }).toEqual({ code: 1, err: ['.: This is a folder.'] })
})
