/** `awase init`: a file that is sound as it stands, does something on the demo shop, and is never lost. Not what rules do. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { initCommand } from '../../src/cli/init-command.ts'
import type { AuthoredRuleset } from '../../src/core/authored.ts'
import { forecastNearby } from '../../src/dev/recorded-weather.ts'
import { type PublishOutcome, type Stack, startStack } from '../../src/dev/stack.ts'
import { checkRuleset } from '../../src/ruleset/check.ts'
import { fetchRaw } from '../harness/fetch-raw.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { schemaErrors } from '../ruleset/schema-ajv.ts'
import { recordingIo } from './recording-io.ts'

const PROJECT = resolve(import.meta.dirname, '../..')
const root = await temporaryFolder()

/** In a folder of its own. */
async function run(args: readonly string[], environment: { readonly [name: string]: string } = {}, where?: string) {
  const folder = where ?? join(root, crypto.randomUUID())
  await mkdir(folder, { recursive: true })
  const io = recordingIo({ folder, project: PROJECT, environment })
  const code = await initCommand.run(args, io)
  return { code, folder, out: io.said.out, err: io.said.err }
}

const READING_CHARACTERS_A_MINUTE = { en: 1_000, ja: 500 }

describe.each([
  ['en', '/en/', 'Rain in Sendai. Stay dry.'],
  ['ja', '/', '宮城県は雨。濡れない一枚を。'],
] as const)('in %s', (language, path, headline) => {
  let text: string
  let stack: Stack
  const outcomes: PublishOutcome[] = []

  beforeAll(async () => {
    const { folder } = await run(['--language', language])
    const file = join(folder, 'rules.json')
    text = await readFile(file, 'utf8')
    stack = await startStack({
      origin: null,
      rules: { file, text },
      forecast: forecastNearby,
      onPublish: (outcome) => void outcomes.push(outcome),
    })
  })
  afterAll(() => stack.dispose())

  test('it is sound, without a warning, for publishing and for the editor', () => {
    const checked = checkRuleset(text, Date.parse('2026-11-22T12:00:00Z'))
    expect(checked).toMatchObject({ ok: true, value: { warnings: [] } })
    expect(schemaErrors(JSON.parse(text))).toEqual([])
  })

  test('its comments are read in about two minutes', () => {
    const comments: string[] = []
    JSON.parse(text, (key, value) => {
      if (key === '$comment') comments.push(...[value].flat())
      return value as unknown
    })
    const words = comments.join('\n').replace(/np[mx] \S+.*$/gm, '')
    expect(words.length).toBeGreaterThan(500)
    expect(words.length).toBeLessThan(2.5 * READING_CHARACTERS_A_MINUTE[language])
    expect(text.split('\n').length).toBeLessThan(120)
    expect(text.split('\n').filter((line) => line.length > 140)).toEqual([])
  })

  test('it finds its schema', async () => {
    const { folder } = await run([])
    const { $schema } = JSON.parse(await readFile(join(folder, 'rules.json'), 'utf8')) as AuthoredRuleset
    expect(resolve(folder, $schema!)).toBe(join(PROJECT, 'schema/ruleset.schema.json'))
  })

  test('on the demo shop it does what it says', async () => {
    expect(outcomes).toMatchObject([{ ok: true }])
    const page = async (simulate: object) => {
      const query = `awase-simulate=${encodeURIComponent(JSON.stringify(simulate))}`
      const { text: html } = await fetchRaw(`${stack.url}${path}?${query}`)
      return html
    }
    const rain = await page({ 'weather.kind': 'rain', 'geo.regionCode': '04', 'geo.city': 'Sendai' })
    expect(rain).toContain(`>${headline}</h1>`)
    expect(rain.indexOf('data-category="rainwear"')).toBeLessThan(rain.indexOf('data-category="packs"'))
    const friday = { 'weather.kind': 'clear', now: '2026-11-27T19:00:00+09:00' }
    expect(await page(friday)).toContain(language === 'ja' ? '今夜のうちに荷造りを。' : 'Pack tonight.')
    expect(await page({ 'weather.kind': 'clear', now: '2026-11-25T12:00:00+09:00' })).not.toContain(headline)
  })
})

test('says what to do next', async () => {
  const { code, out, err } = await run([])
  expect({ code, err }).toEqual({ code: 0, err: [] })
  expect(out).toEqual([
    'rules.json is written.',
    '',
    'What to do next:',
    '',
    '  npm run dev -- --rules rules.json',
    '      try it on the demo shop; every time you save, it shows',
    '  npx awase check rules.json',
    '      see whether it is sound',
    `  npx awase explain --url /en/ --rules rules.json --simulate '{"weather.kind":"rain"}'`,
    '      see what a rainy day would show, and why',
    '  npx awase publish rules.json',
    '      make it live',
    '',
    'Opened in VS Code, it offers what may stand where, and says what it means.',
  ])
})

test.each([
  [{ LANG: 'ja_JP.UTF-8' }, 'rules.json を書きました。'],
  [{ LANG: 'en_US.UTF-8' }, 'rules.json is written.'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'ja_JP.UTF-8' }, 'rules.json を書きました。'],
  [{}, 'rules.json is written.'],
])('the language of %j', async (environment, first) => {
  expect((await run([], environment as { readonly [name: string]: string })).out[0]).toBe(first)
})

describe('a page of one’s own', () => {
  const url = 'https://shop.example/sale/*/?utm=1#top'

  test('the slots are there, and the commands name it', async () => {
    const { folder, out } = await run(['my rules.json', '--url', url])
    const text = await readFile(join(folder, 'my rules.json'), 'utf8')
    const authored = JSON.parse(text) as AuthoredRuleset
    expect(authored.slots.hero?.paths).toEqual(['/sale/%2A/'])
    expect(authored.slots.menu?.paths).toEqual(['/sale/%2A/'])
    expect(authored.site.timeZone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
    expect(text).toContain("npx awase slots --url 'https://shop.example/sale/*/' --rules 'my rules.json'")
    expect(text).toContain("npm run dev -- --origin https://shop.example --rules 'my rules.json'")
    expect(text).toContain('--url /sale/%2A/ ')
    expect(text).not.toMatch(/example\.com|--url \/en\/|[^y] rules\.json/)
    expect(checkRuleset(text, 0)).toMatchObject({ ok: true, value: { warnings: [] } })
    expect(out.slice(0, 7)).toEqual([
      'my rules.json is written.',
      '',
      'What to do next:',
      '',
      "  npx awase slots --url 'https://shop.example/sale/*/' --rules 'my rules.json'",
      '      see what the selectors meet there, and correct them',
      "  npm run dev -- --origin https://shop.example --rules 'my rules.json'",
    ])
  })

  test.each([
    [
      'shop.example',
      '"shop.example" is not the URL of a page. Give a page of your site, e.g. --url https://www.example.com/',
    ],
    [
      'ftp://shop.example',
      '"ftp://shop.example" is neither http nor https. Give a page of your site, e.g. --url https://www.example.com/',
    ],
    [
      'https://a:b@shop.example',
      '"https://a:b@shop.example" holds a user name. Give a page of your site, e.g. --url https://www.example.com/',
    ],
  ])('%s is none', async (page, message) => {
    expect(await run(['--url', page])).toMatchObject({ code: 2, out: [], err: [message] })
  })
})

describe('a file that is there', () => {
  test('stays as it is', async () => {
    const { folder } = await run([])
    await writeFile(join(folder, 'rules.json'), 'mine')
    const again = await run([], {}, folder)
    expect(again).toMatchObject({
      code: 1,
      out: [],
      err: ['rules.json is there already, and stays as it is. Give another name, or --force to overwrite it.'],
    })
    expect(await readFile(join(folder, 'rules.json'), 'utf8')).toBe('mine')
  })

  test('is overwritten with --force', async () => {
    const { folder } = await run([])
    await writeFile(join(folder, 'rules.json'), 'mine')
    expect((await run(['--force'], {}, folder)).code).toBe(0)
    expect(await readFile(join(folder, 'rules.json'), 'utf8')).toMatch(/^\{\n {2}"\$schema"/)
  })
})

test.each([
  [['a/b.json'], 1, 'a/b.json cannot be written: its folder is not there.'],
  [['n'.repeat(300)], 1, `${'n'.repeat(300)} cannot be written (ENAMETOOLONG).`],
  [['--force', '.'], 1, '. is a folder. Give the name of a file.'],
  [['a', 'b'], 2, '"b" is one too many: npx awase init takes one FILE.'],
  [['--language', 'fr'], 2, '--language is ja or en, not "fr".'],
  [['--lang', 'ja'], 2, 'There is no flag --lang. The flags are: --language, --url, --force.'],
])('%j', async (args, code, message) => {
  expect(await run(args)).toMatchObject({ code, out: [], err: [message] })
})

test('a schema that lies beside or above is named by a path that begins with a dot', async () => {
  const { folder } = await run([])
  const project = dirname(folder)
  const io = recordingIo({ folder: project, project })
  await initCommand.run(['beside.json'], io)
  expect(JSON.parse(await readFile(join(project, 'beside.json'), 'utf8'))).toMatchObject({
    $schema: './schema/ruleset.schema.json',
  })
})
