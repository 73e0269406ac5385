/** Links made by the command, opened in the real Worker; and what it says of flags that mean nothing. Not the pages: test/promises/preview*. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CliIo } from '../../src/cli/command.ts'
import { previewLinkCommand } from '../../src/cli/preview-link-command.ts'
import { announceStack } from '../../src/dev/running-stack.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'

const PAGE = '<!doctype html><title>t</title><h1>origin</h1>'
const origin = await startOrigin(pages({ '/': PAGE, '/items/': PAGE }))
const worker = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production' } })
const folder = await temporaryFolder()
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const rules = (text: string) =>
  ruleset({ headline: { paths: ['/*'], selector: 'h1', kind: 'text' } }, [
    plain('rain', { headline: { text: 'rain' } }, { when: { 'weather.kind': 'rain' } }),
    { id: 'drawn', variants: ['a', 'b'].map((id) => ({ id, slots: { headline: { text: `${text} ${id}` } } })) },
  ])

beforeAll(async () => {
  await announceStack(join(folder, 'state', 'demo'), {
    url: worker.url,
    token: TEST_TOKEN,
    origin: origin.url,
    pid: process.pid,
  })
  expect((await worker.publish(rules('live'))).status).toBe(200)
  await writeFile(join(folder, 'rules.json'), JSON.stringify(rules('file')))
  await writeFile(join(folder, 'bad.json'), '{ "format": 1, }')
})

async function runIn(state: string, args: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const io: CliIo = {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    folder,
    project: folder,
    environment: { AWASE_STATE: join(folder, state) },
    style: (_, text) => text,
    progress: () => ({ step: () => {}, done: () => {} }),
    now: Date.now,
    wait: async () => {},
  }
  const code = await previewLinkCommand.run(args, io)
  return { code, out, err: err.join('\n') }
}

const run = (...args: string[]) => runIn('state', args)

/** What whoever has the link sees. */
async function opened(...args: string[]): Promise<string | undefined> {
  const { code, out, err } = await run(...args)
  expect([code, out.length], err).toEqual([0, 1])
  expect(out[0]).toContain(worker.url)
  const page = await worker.fetch(out[0]!.slice(worker.url.length))
  expect(page.header('x-robots-tag')).toBe('noindex, nofollow')
  return /<h1>(.*)<\/h1>/.exec(page.text)?.[1]
}

describe('a link', () => {
  test.each<readonly [string, string[], string]>([
    ['to what is live', [], 'origin'],
    ['to a situation', ['--simulate', '{"weather.kind":"rain"}'], 'rain'],
    ['to a variant', ['--variant', 'drawn=b'], 'live b'],
    ['to control', ['--variant', 'drawn=control'], 'origin'],
    ['to a variant outside of its audience', ['--variant', 'rain=v'], 'origin'],
    ['to a variant for everybody', ['--variant', 'rain=v', '--any-audience'], 'rain'],
    ['to a file', ['--file', 'rules.json', '--variant', 'drawn=a'], 'file a'],
    ['for seven days', ['--expires', '7d', '--variant', 'drawn=a'], 'live a'],
  ])('%s', async (_, args, wanted) => {
    expect(await opened('--url', '/items/', ...args)).toBe(wanted)
  })

  test('keeps the address: its other parameters, its fragment, and no second token', async () => {
    const { out } = await run('--url', `${worker.url}/items/?a=%20b&awase-preview=old#there`)
    expect(out[0]).toMatch(/\/items\/\?a=%20b&awase-preview=1\.[\w-]+\.[\w-]{43}#there$/)
  })

  test('is told in words, with its end and its way out', async () => {
    const args = ['--url', '/', '--simulate', '{"weather.kind":"rain"}', '--variant', 'drawn=a', '--expires', '90m']
    const { err } = await run(...args)
    expect(err).toMatch(/with the published rules, until \d{4}-\d\d-\d\d \d\d:\d\d UTC\./)
    expect(err).toContain('as if: weather.kind = "rain"')
    expect(err).toContain('with: a of drawn, where its audience allows it (--any-audience: everywhere)')
    expect(err).toContain(`${worker.url}/?awase-preview=off ends a look.`)
  })
})

test('the explanation that is named is of that page', async () => {
  const { err } = await run('--url', '/items/?x=1', '--variant', 'drawn=b')
  const [, path = ''] = /Why the page looks so: http:\/\/[^/]+(\/\S+)/.exec(err) ?? []
  const answer = await worker.fetch(path, { headers: { accept: 'application/json' } })
  expect(JSON.parse(answer.text)).toMatchObject({ url: '/items/?x=1', slots: [{ experience: 'drawn', arm: 'b' }] })
})

describe('flags that mean nothing are said so, and no link is made', () => {
  test.each<readonly [string[], string]>([
    [[], 'Which page? Give its address: --url https://www.example.com/'],
    [['/'], '"/" belongs to no flag. A page is given as --url.'],
    [['--url', '/', '--rules', 'draft'], '--rules "draft": give published, previous or draft:NAME.'],
    [['--url', '/', '--rules', 'draft:../x'], '--rules "draft:../x": give published, previous or draft:NAME.'],
    [['--url', '/', '--rules', 'previous', '--file', 'x'], 'Give --rules or --file, not both.'],
    [
      ['--url', '/', '--simulate', 'rain'],
      `--simulate is not a JSON object of at most 8 KB. As in --simulate '{"weather.kind":"rain"}'`,
    ],
    [
      ['--url', '/', '--simulate', '{"weather.knd":"rain"}'],
      '--simulate: there is no attribute "weather.knd". Did you mean weather.kind?',
    ],
    [
      ['--url', '/', '--simulate', '{"now":"soon"}'],
      '--simulate: "now" is not a time such as "2026-11-22T18:00:00+09:00".',
    ],
    [
      ['--url', '/', '--simulate', '{"now":9e99}'],
      '--simulate: "now" is not a time such as "2026-11-22T18:00:00+09:00".',
    ],
    [['--url', '/', '--simulate', '{"page.path":7}'], '--simulate: page.path is not a path such as "/items/".'],
    [
      ['--url', '/', '--simulate', '{"geo":{"latitude":38}}'],
      '--simulate: give geo.latitude and geo.longitude in place of geo.',
    ],
    [
      ['--url', '/', '--variant', 'drawn'],
      '--variant "drawn": give an experience and one of its variants, or control: EXPERIENCE=VARIANT.',
    ],
    [['--url', '/', '--any-audience'], '--any-audience needs --variant EXPERIENCE=VARIANT.'],
    ...['0h', '31d', '24', '１h', '-1h', '99999d'].map((time): [string[], string] => [
      ['--url', '/', `--expires=${time}`],
      `--expires "${time}": give minutes, hours or days, at most 30 days, as in 30m, 24h or 7d.`,
    ]),
  ])('%j', async (args, message) => {
    expect(await run(...args)).toEqual({ code: 2, out: [], err: message })
  })

  test.each<readonly [string[], RegExp]>([
    [['--url', 'example'], /^--url "example" is no address of a page\./],
    [['--url', '//elsewhere.example/'], /^--url "\/\/elsewhere\.example\/" is no page of http:\/\/127/],
    [['--url', 'http://www.example.com/'], /is not encrypted/],
    [['--url', 'https://www.example.com/'], /There is no PUBLISH_TOKEN/],
    [['--url', '/', '--file', 'gone.json'], /There is no such file\./],
    [['--url', '/', '--file', 'bad.json'], /bad\.json: 1 error\. Nothing was stored\./],
    [
      ['--url', '/', '--file', 'rules.json', '--variant', 'drawn=jacket'],
      /drawn has no variant "jacket"\. There is a, b\. Nothing was stored\./,
    ],
    [
      ['--url', '/', '--file', 'rules.json', '--variant', 'xyz=c'],
      /no experience "xyz"\. There is rain, drawn\. Nothing was/,
    ],
    [['--url', '/', '--file', 'rules.json', '--variant', 'drwn=a'], /no experience "drwn"\. Did you mean drawn\?/],
    [['--url', '/', '--simulate', JSON.stringify({ 'geo.city': 'x'.repeat(4_000) })], /at most 3800 signed characters/],
  ])('%j', async (args, message) => {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([1, []])
    expect(err).toMatch(message)
  })
})

test('without a local Worker it says how to start one', async () => {
  const { code, err } = await runIn('empty', ['--url', '/'])
  expect(code).toBe(1)
  expect(err).toContain('npm run dev')
})

describe('a link is tried before it is shown', () => {
  test.each<readonly [string[], string]>([
    [
      ['--rules', 'draft:notthere'],
      'There is no such draft: npx awase publish FILE --draft NAME stores one, for 30 days.',
    ],
    [['--variant', 'none=a'], 'These rules have no such experience; see --variant.'],
    [['--variant', 'drawn=c'], 'The experience has no such variant; see --variant.'],
  ])('%j is not made', async (args, message) => {
    expect(await run('--url', '/', ...args)).toEqual({ code: 1, out: [], err: `No link was made. ${message}` })
  })

  test('one that the Worker does not open is made, and doubted', async () => {
    const stranger = await startWorker({ origin: origin.url, vars: { PUBLISH_TOKEN: 'another' } })
    await announceStack(join(folder, 'strange', 'demo'), {
      url: stranger.url,
      token: TEST_TOKEN,
      origin: origin.url,
      pid: process.pid,
    })
    const { code, out, err } = await runIn('strange', ['--url', '/'])
    await stranger.dispose()
    expect([code, out.length]).toEqual([0, 1])
    expect(err.split('\n').at(-1)).toBe(
      'The Worker there does not open it. Does it have this PUBLISH_TOKEN, and is --site its site? (It answered 200.)',
    )
  })

  test('one that cannot be reached is made, and doubted', async () => {
    const gone = { url: 'http://127.0.0.1:1', token: TEST_TOKEN, origin: origin.url, pid: process.pid }
    await announceStack(join(folder, 'gone', 'demo'), gone)
    const { code, out, err } = await runIn('gone', ['--url', '/'])
    expect([code, out.length]).toEqual([0, 1])
    expect(err.split('\n').at(-1)).toMatch(/^It could not be tried from here \(.+\)\.$/)
  })
})
