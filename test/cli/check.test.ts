/** `awase check`: its report, its document for programs, its exit codes. The sentences on bad files: test/input/ruleset.test.ts. */

import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkCommand } from '../../src/cli/check-command.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { headlineRules } from '../promises/site.ts'
import { recordingIo } from './recording-io.ts'

const folder = await temporaryFolder()
const good = headlineRules('x')
const warned = { ...good, site: { ...good.site, locale: 'jp' } }
const bad = { ...good, site: { timeZone: 'Tokio', locale: 'jp' } }
const traits = {
  role: { type: 'string', values: ['sales', 'marketing'], valueLabels: { sales: 'Sales', marketting: 'Marketing' } },
}
const wordless = { ...good, site: { ...good.site, schema: { traits } } }
for (const [name, document] of Object.entries({ good, warned, bad, wordless })) {
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(document, null, 2)}\n`)
}

async function check(...args: string[]) {
  const io = recordingIo({ folder })
  const code = await checkCommand.run(args, io)
  return { code, out: io.said.out.join('\n'), err: io.said.err.join('\n') }
}

test('a good file', async () => {
  expect(await check('good.json')).toEqual({
    code: 0,
    out: 'good.json: good (1 slot, 0 audiences, 1 experience).',
    err: '',
  })
})

test('a bad one', async () => {
  expect(await check('bad.json')).toEqual({
    code: 1,
    out: `bad.json:4:17: error: "Tokio" is not a known time zone.
  at site.timeZone
  4 │     "timeZone": "Tokio",
    │                 ^^^^^^^
  Write its IANA name, for example Asia/Tokyo.

bad.json:5:15: warning: No language is called "jp": that is a country.
  at site.locale
  5 │     "locale": "jp"
    │               ^^^^
  Write the code of a language, for example ja for Japanese.

bad.json: 1 error and 1 warning.`,
    err: '',
  })
})

test('a warning is said, and is no error unless that is wished', async () => {
  const { code, out } = await check('warned.json')
  expect(code).toBe(0)
  expect(out).toMatch(/^warned\.json:5:15: warning: /)
  expect(out).toMatch(/\nwarned\.json: 1 warning, may be published \(1 slot, 0 audiences, 1 experience\)\.$/)
  expect((await check('--strict', 'warned.json')).code).toBe(1)
  expect((await check('--strict', 'good.json')).code).toBe(0)
})

test('of several files, the worst counts', async () => {
  const { code, out } = await check('good.json', 'bad.json', 'none.json', 'warned.json')
  expect(code).toBe(1)
  for (const name of ['good', 'bad', 'none', 'warned']) expect(out).toMatch(new RegExp(`^${name}\\.json:`, 'm'))
})

test('the demo’s rules are good', async () => {
  expect((await check('--strict', resolve(import.meta.dirname, '../../src/dev/shop/rules.json'))).code).toBe(0)
})

describe('--json', () => {
  const json = async (...args: string[]) => JSON.parse((await check('--json', ...args)).out)

  test('of one file', async () => {
    expect(await json('warned.json')).toEqual({
      ok: true,
      file: 'warned.json',
      files: ['warned.json'],
      issues: [
        {
          file: 'warned.json',
          path: 'site.locale',
          code: 'bad_locale',
          severity: 'warning',
          message: 'No language is called "jp": that is a country.',
          advice: 'Write the code of a language, for example ja for Japanese.',
          line: 5,
          column: 15,
        },
      ],
      summary: { files: 1, errors: 0, warnings: 1 },
    })
    expect(await json('--strict', 'warned.json')).toMatchObject({ ok: false })
  })

  test('of several, the keys are the same', async () => {
    const answer = await json('good.json', 'bad.json', 'none.json')
    expect(answer).toMatchObject({
      ok: false,
      file: null,
      files: ['good.json', 'bad.json', 'none.json'],
      issues: [
        { file: 'bad.json', path: 'site.timeZone', code: 'bad_time_zone', line: 4, column: 17 },
        { file: 'bad.json', path: 'site.locale', severity: 'warning', line: 5, column: 15 },
        { file: 'none.json', path: '', code: 'no_file', severity: 'error', line: null, column: null },
      ],
      summary: { files: 3, errors: 2, warnings: 1 },
    })
    expect(Object.keys(answer)).toEqual(Object.keys(await json('good.json')))
  })
})

test('a name that is empty', async () => {
  expect(await check('')).toMatchObject({
    code: 1,
    out: '"": error: The name of the file is empty.\n  A script may have passed on a variable that is not set.',
  })
})

describe('wrong usage', () => {
  test.each([
    [[], 'Which FILE? As in npx awase check rules.json; npx awase check --help says more.'],
    [['--jsno', 'a'], 'There is no flag --jsno. Did you mean --json?'],
    [['--frobnicate', 'a'], 'There is no flag --frobnicate. The flags are: --json, --strict.'],
    [['-x', 'a'], 'There is no flag -x. The flags are: --json, --strict.'],
    [['--json=yes', 'a'], '--json: this flag takes no value. See npx awase check --help'],
  ])('%j', async (args, err) => {
    expect(await check(...args)).toEqual({ code: 2, out: '', err })
  })
})

test('words for a value that is not there: at their own line', async () => {
  const { code, out } = await check('wordless.json')
  const line =
    JSON.stringify(wordless, null, 2)
      .split('\n')
      .findIndex((text) => text.includes('marketting')) + 1
  expect(code).toBe(1)
  expect(out).toContain(`wordless.json:${line}:`)
  expect(out).toContain('"marketting" is not among the values.')
  expect(out).toContain('Did you mean marketing?')
})
