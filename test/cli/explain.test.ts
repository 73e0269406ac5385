/** What `awase explain` says, by a file and by a Worker. Not every sentence: test/cases/condition-sentences.json. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { explainCommand } from '../../src/cli/explain-command.ts'
import { signPreview } from '../../src/preview/token.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { startWorker, TEST_TOKEN, type TestWorker } from '../harness/worker.ts'
import { recordingIo } from './recording-io.ts'

const hero = (text: string) => ({ hero: { text } })
const RULES = {
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'on' },
  slots: {
    hero: { paths: ['/'], selector: 'h1', kind: 'text' },
    foot: { paths: ['/'], selector: 'p', kind: 'text' },
    other: { paths: ['/other'], selector: 'h1', kind: 'text' },
  },
  audiences: { rainy: { 'weather.kind': { $in: ['rain', 'drizzle'] } } },
  experiences: [
    {
      id: 'rain',
      name: { ja: '雨の日', en: 'Rainy\u001b[31m days' },
      audience: 'rainy',
      variants: [{ id: 'coat', slots: hero('R') }],
    },
    { id: 'warm', when: { 'weather.temperature': { $gte: 20 } }, variants: [{ id: 'a', slots: hero('W') }] },
    { id: 'away', variants: [{ id: 'a', slots: { other: { text: 'O' } } }] },
  ],
}

const folder = await temporaryFolder()
await writeFile(join(folder, 'rules.json'), JSON.stringify(RULES))
await writeFile(join(folder, 'broken.json'), '{"format": 1,}')

const SENDAI =
  '{"weather.kind":"rain","weather.temperature":12,"geo.country":"JP","geo.city":"Sendai","geo.regionCode":"04"}'

async function run(args: readonly string[], io = recordingIo({ folder })) {
  const code = await explainCommand.run(args, io)
  return { code, out: io.said.out, err: io.said.err }
}

describe('by a file', () => {
  const offline = (...args: readonly string[]) => run(['--url', '/', '--rules', 'rules.json', ...args])

  test('who has which slot and why, in English', async () => {
    const { code, out, err } = await offline('--simulate', SENDAI)
    expect(code).toBe(0)
    expect(out).toEqual([
      '/  Sunday, 22 November 2026 at 21:00 (Asia/Tokyo)',
      '',
      'What the visitor gets',
      '  hero  Rainy\ufffd[31m days (coat)',
      '    It shows “coat”, because it is raining in Sendai.',
      '  foot  as the page came',
      '',
      'The situation',
      '  Visitor: cannot be recognised (no memory)',
      '  Weather: raining',
      '  Temperature: 12 °C',
      '',
      'Experiences',
      '  Rainy\ufffd[31m days rain [shown]',
      '    It shows “coat”, because it is raining in Sendai.',
      '    ✓ Audience “rainy”',
      '      ✓ It is raining or drizzling  here: raining',
      '  warm [condition false]',
      '    It is shown only when the temperature is 20 °C or more, but the temperature is 12 °C.',
      '    ✗ The temperature is 20 °C or more  here: 12 °C',
      '1 more, of other pages or switched off: --all shows them.',
    ])
    expect(err).toEqual([
      'By the file alone: what --simulate does not say is not known here, except the time, which is now.',
    ])
  })

  test('and in Japanese', async () => {
    const { out } = await offline('--simulate', SENDAI, '--language', 'ja')
    expect(out).toContain('    宮城県は雨です。「coat」を表示しています。')
    expect(out).toContain('    気温が20℃以上のときだけ表示しますが、気温は12℃です。')
  })

  test('what is not simulated is not known, whichever family it is of', async () => {
    const { out } = await offline()
    expect(out).toContain('      ? It is raining or drizzling  here: not known')
    const json = JSON.parse((await offline('--json')).out.join('\n'))
    expect(json.attributes).toMatchObject([{ state: 'unknown' }, { state: 'unknown' }])
  })

  test('--all has those of other pages, --json is one document', async () => {
    const { out } = await offline('--all', '--json')
    const { experiences, slots, visitor } = JSON.parse(out.join('\n'))
    expect(experiences.map(({ experience }: { experience: string }) => experience)).toEqual(['rain', 'warm', 'away'])
    expect({ slots, visitor }).toEqual({ slots: [], visitor: 'unknown' })
  })

  test('a named visitor is known, and colours are the style’s', async () => {
    const io = recordingIo({ folder, style: (tone, text) => `<${tone}>${text}</${tone}>` })
    const { out } = await run(['--url', '/', '--rules', 'rules.json', '--simulate', '{"visitor":"a"}'], io)
    expect(out.join('\n')).toContain('can be recognised')
    expect(out.join('\n')).toContain('<warning>?</warning>')
  })

  test('a file with errors is told with their places', async () => {
    const { code, out, err } = await run(['--url', '/', '--rules', 'broken.json'])
    expect({ code, out }).toEqual({ code: 1, out: [] })
    expect(err[0]).toMatch(/^broken\.json:1:14: error/)
  })
})

test.each([
  [[], 'Which page? Give its address: --url / or --url https://www.example.com/'],
  [['--url', 'http://['], '--url "http://[" is no address of a page. As in --url https://www.example.com/'],
  [
    ['--url', 'javascript:alert(1)', '--rules', 'rules.json'],
    '--url "javascript:alert(1)" is no address of a page. As in --url https://www.example.com/',
  ],
  [['--url', '/', 'more'], '"more" belongs to no flag. A page is given as --url.'],
  [
    ['--url', '/', '--simulate', '{'],
    '--simulate is not a JSON object of at most 8 KB. As in --simulate \'{"weather.kind":"rain"}\'',
  ],
  [
    ['--url', '/', '--simulate', '{"wether.kind":1}'],
    '--simulate: there is no attribute "wether.kind". Did you mean weather.kind?',
  ],
  [
    ['--url', '/', '--simulate', '{"now":"soon"}'],
    '--simulate: "now" is not a time such as "2026-11-22T18:00:00+09:00".',
  ],
  [['--url', '/', '--language', 'fr'], '--language is ja or en, not "fr".'],
  [['--url', '/', '--rules', 'a', '--preview', 'b'], 'Give --rules or --preview, not both.'],
  [
    ['--url', '/', '--simulate', '{}', '--preview', 'b'],
    'A preview link says itself what is simulated: give --simulate to npx awase preview-link.',
  ],
])('%j is wrong usage', async (args, message) => {
  expect(await run(args)).toEqual({ code: 2, out: [], err: [message] })
})

describe('by a Worker', () => {
  let worker: TestWorker
  let origin: Awaited<ReturnType<typeof startOrigin>>
  beforeAll(async () => {
    origin = await startOrigin(pages({ '/': '<h1>origin</h1>' }))
    worker = await startWorker({ origin: origin.url })
    expect(await worker.publish(RULES)).toMatchObject({ status: 200 })
  })
  afterAll(() => Promise.all([worker.dispose(), origin.close()]))

  test('the same words', async () => {
    const { code, out } = await run(['--url', `${worker.url}/`, '--simulate', SENDAI])
    expect(code).toBe(0)
    expect(out).toContain('    It shows “coat”, because it is raining in Sendai.')
    expect(out).toContain('    ✗ The temperature is 20 °C or more  here: 12 °C')
  })

  test('a deployed one, with the token of a preview link', async () => {
    await using production = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production' } })
    expect(await production.publish(RULES)).toMatchObject({ status: 200 })
    const simulation = { 'weather.kind': 'rain' }
    const expiresAt = Math.floor(Date.now() / 1000) * 1000 + 60_000
    const grant = { site: 'main', expiresAt, rules: { kind: 'published' }, simulation, forced: null } as const
    const token = await signPreview(grant, TEST_TOKEN)
    const { out, err } = await run(['--url', `${production.url}/`, '--preview', token])
    expect(err).toEqual([])
    expect(out.join('\n')).toContain('It shows “coat”, because it is raining')
    const link = await run(['--url', `${production.url}/?awase-preview=${token}`])
    expect(link.out).toEqual(out)
    const forged = await run(['--url', `${production.url}/`, '--preview', 'x'])
    expect(forged.err[0]).toContain('does not accept this preview token')
  })

  test('one that explains to nobody, one that does not answer', async () => {
    await using production = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production' } })
    const refused = await run(['--url', `${production.url}/`])
    expect(refused.code).toBe(1)
    expect(refused.err[0]).toContain('does not explain its pages to everybody')
    const absent = await run(['--url', 'http://127.0.0.1:1/'])
    expect(absent.err[0]).toMatch(/^http:\/\/127\.0\.0\.1:1 does not answer/)
  })
})
