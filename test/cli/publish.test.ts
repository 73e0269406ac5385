/** `awase publish` and `awase rollback` against the local stack, found by themselves, and a Worker as it is deployed. */

import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CliIo, Command } from '../../src/cli/command.ts'
import { publishCommand } from '../../src/cli/publish-command.ts'
import { rollbackCommand } from '../../src/cli/rollback-command.ts'
import { listen } from '../../src/dev/listen.ts'
import { forecastNearby } from '../../src/dev/recorded-weather.ts'
import { runningStacks } from '../../src/dev/running-stack.ts'
import { type Stack, startStack } from '../../src/dev/stack.ts'
import { KEYS } from '../../src/keys.ts'
import { fetchRaw } from '../harness/fetch-raw.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'
import { headlineRules } from '../promises/site.ts'
import { recordingIo } from './recording-io.ts'

const folder = await temporaryFolder()
const state = join(folder, 'state')
const origin = await startOrigin(pages({ '/': '<h1>origin</h1>' }))
afterAll(() => origin.close())

const write = (name: string, headline: string) => writeFile(join(folder, name), JSON.stringify(headlineRules(headline)))
await write('one.json', 'one')
await write('two.json', 'two')
await writeFile(join(folder, 'bad.json'), '{ "format": 1, }')
await writeFile(join(folder, 'wrangler.toml'), 'name = "awase"\n[vars]\nORIGIN = ""\n')

async function run(command: Command, args: readonly string[], changes: Partial<CliIo> = {}) {
  const io = recordingIo({ folder, project: folder, environment: { AWASE_STATE: state }, now: Date.now, ...changes })
  const code = await command.run(args, io)
  return { code, out: io.said.out, err: io.said.err }
}
const publish = (...args: string[]) => run(publishCommand, args)
const rollback = (...args: string[]) => run(rollbackCommand, args)

const headline = async (url: string): Promise<string> =>
  /<h1>(.*?)<\/h1>/.exec((await fetchRaw(`${url}/`)).text)?.[1] ?? ''

const startLocal = (name: string): Promise<Stack> =>
  startStack({ origin: origin.url, rules: null, forecast: forecastNearby, statePath: join(state, name) })

test('when nothing runs here, it says what to do', async () => {
  const said = {
    code: 1,
    out: [],
    err: [
      'Awase does not run on this machine. Start it in another window: npm run dev',
      'Or mean the deployed Worker: add --remote.',
    ],
  }
  expect(await publish('one.json')).toEqual(said)
  expect(await rollback()).toEqual(said)
})

describe('the local stack', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startLocal('site')
  })
  afterAll(() => stack.dispose())

  test('leaves its address and token where only its owner can read them', async () => {
    expect((await stat(join(state, 'site/running.json'))).mode & 0o777).toBe(0o600)
    expect(await runningStacks(state)).toMatchObject([{ url: stack.url, pid: process.pid, origin: origin.url }])
    expect((await publish('two.json')).code).toBe(0)
    expect(await headline(stack.url)).toBe('two')
  })

  test('publishing, publishing again, going back and forward', async () => {
    await using stack = await startLocal('fresh')
    const publish = (file: string) => run(publishCommand, [file, '--url', stack.url])
    const rollback = () => run(rollbackCommand, ['--url', stack.url])
    expect(await publish('one.json')).toEqual({
      code: 0,
      out: [
        `one.json: published as revision 1 at ${stack.url}.`,
        `Live: ${stack.url}/ shows it from the next request on.`,
      ],
      err: [],
    })
    expect(await headline(stack.url)).toBe('one')
    expect((await publish('one.json')).out[0]).toBe(
      `one.json: this is what is live already, as revision 1 at ${stack.url}.`,
    )
    expect(await rollback()).toEqual({
      code: 1,
      out: [],
      err: ['Nothing was changed. There is no ruleset before this one: nothing else was published yet.'],
    })
    expect((await publish('two.json')).code).toBe(0)
    expect(await headline(stack.url)).toBe('two')
    expect(await rollback()).toEqual({
      code: 0,
      out: [
        `Rolled back: revision 3 is what revision 1 was, at ${stack.url}.`,
        'Running this again brings back revision 2.',
        `Live: ${stack.url}/ shows it from the next request on.`,
      ],
      err: [],
    })
    expect(await headline(stack.url)).toBe('one')
    expect((await rollback()).code).toBe(0)
    expect(await headline(stack.url)).toBe('two')
  })

  test('a bad file is not sent', async () => {
    const before = await headline(stack.url)
    expect(await publish('bad.json')).toEqual({
      code: 1,
      out: [],
      err: [
        'bad.json:1:16: error: This is not JSON: in line 1, column 16, there is "}" after a comma.',
        '  1 │ { "format": 1, }',
        '    │                ^',
        '  Remove the comma before }: JSON has none after the last entry.',
        '',
        'bad.json: 1 error. Nothing was sent.',
      ],
    })
    expect(await (await stack.namespace('RULES')).get(KEYS.refused('main'))).toBeNull()
    expect(await headline(stack.url)).toBe(before)
  })

  test('warnings are shown, and hinder nothing', async () => {
    const { site, ...rest } = headlineRules('warned')
    await writeFile(join(folder, 'warned.json'), JSON.stringify({ ...rest, site: { ...site, locale: 'jp' } }))
    const { code, err } = await publish('warned.json')
    expect(code).toBe(0)
    expect(err[0]).toMatch(/^warned\.json:1:\d+: warning: No language is called "jp": that is a country\.$/)
  })

  test('a draft is stored, and what is live stays', async () => {
    const before = await headline(stack.url)
    const { code, out } = await publish('two.json', '--draft', 'spring')
    expect(code).toBe(0)
    expect(out[0]).toMatch(
      /^two\.json: stored as the draft spring at .*, until \d{4}-\d\d-\d\d\. What is live stays\.$/,
    )
    expect(await (await stack.namespace('RULES')).get(KEYS.draft('main', 'spring'))).not.toBeNull()
    expect(await headline(stack.url)).toBe(before)
  })

  test('the kill switch is told', async () => {
    const rules = await stack.namespace('RULES')
    await rules.put(KEYS.off('main'), '')
    expect((await publish('one.json')).out.at(-1)).toBe(
      "Published, but switched off: while the key off:main is in KV, pages stay the origin's.",
    )
    await rules.delete(KEYS.off('main'))
  })

  test('a site that there is none of', async () => {
    expect(await publish('one.json', '--site', 'nobody')).toMatchObject({
      code: 1,
      err: [expect.stringContaining('answered 404'), '  No such site: the variable SITES names them.'],
    })
  })

  test('of two, one must be named; its address is enough', async () => {
    await using other = await startLocal('other')
    expect(await publish('one.json')).toMatchObject({
      code: 1,
      err: [
        'Awase runs more than once on this machine. Say which one you mean:',
        expect.any(String),
        expect.any(String),
      ],
    })
    expect((await publish('two.json', '--url', other.url)).code).toBe(0)
    expect(await headline(other.url)).toBe('two')
  })
})

test('the end of a stack leaves nothing to be found, nor does one that was killed', async () => {
  const stack = await startLocal('short')
  await stack.dispose()
  await expect(stat(join(state, 'short/running.json'))).rejects.toThrow('ENOENT')
  const gone = { url: 'http://127.0.0.1:1', token: 'x', origin: 'x', pid: 2 ** 22 + 1 }
  await writeFile(join(state, 'short/running.json'), JSON.stringify(gone))
  expect(await runningStacks(state)).toEqual([])
})

describe('a deployed Worker', () => {
  const environment = { AWASE_STATE: state, PUBLISH_TOKEN: TEST_TOKEN }
  const remotely = (command: Command, ...args: string[]) => run(command, args, { environment })

  test('is published to with the token of the environment', async () => {
    await using worker = await startWorker({ origin: origin.url })
    expect(await remotely(publishCommand, 'one.json', '--remote', '--url', worker.url)).toMatchObject({ code: 0 })
    await remotely(publishCommand, 'two.json', '--url', worker.url)
    expect(await headline(worker.url)).toBe('two')
    expect(await remotely(rollbackCommand, '--url', worker.url)).toMatchObject({ code: 0 })
    expect(await headline(worker.url)).toBe('one')
  })

  test('or with that of .dev.vars', async () => {
    await using worker = await startWorker({ origin: origin.url })
    const project = join(folder, 'project')
    await mkdir(project, { recursive: true })
    await writeFile(join(project, '.dev.vars'), `PUBLISH_TOKEN=${TEST_TOKEN}\n`)
    expect(await run(publishCommand, ['one.json', '--remote', '--url', worker.url], { project })).toMatchObject({
      code: 0,
    })
  })

  test('with another token it is refused', async () => {
    await using worker = await startWorker({ origin: origin.url })
    const other = { environment: { AWASE_STATE: state, PUBLISH_TOKEN: 'wrong' } }
    expect(await run(publishCommand, ['one.json', '--url', worker.url], other)).toMatchObject({
      code: 1,
      err: ['one.json: not published. The Worker does not accept this PUBLISH_TOKEN.', expect.any(String)],
    })
    expect(await run(rollbackCommand, ['--url', worker.url], other)).toMatchObject({
      code: 1,
      err: ['The rollback is not confirmed. The Worker does not accept this PUBLISH_TOKEN.', expect.any(String)],
    })
  })

  test.each([
    [['--remote'], 'wrangler.toml has no route that tells where the Worker answers.'],
    [['--url', 'http://shop.example'], 'http://shop.example is not encrypted, and the publish token would go over it.'],
    [['--url', 'shop.example'], '"shop.example" is not the URL of a site.'],
    [['--url', 'https://shop.example/page'], 'names a page; the origin is the whole site: https://shop.example'],
    [['--url', 'http://127.0.0.1:1'], 'The Worker does not answer'],
  ])('%j', async (args, sentence) => {
    const { code, err } = await remotely(publishCommand, 'one.json', ...args)
    expect(code).toBe(1)
    expect(err.join('\n')).toContain(sentence)
  })

  test('without a token it says where one comes from', async () => {
    const { code, err } = await publish('one.json', '--url', 'https://shop.example')
    expect(code).toBe(1)
    expect(err[0]).toContain('There is no PUBLISH_TOKEN, neither in the environment nor in .dev.vars.')
  })

  test('a redirect is not followed: the token is for this address', async () => {
    const asked: string[] = []
    const elsewhere = await listen((request, response) => {
      asked.push(request.url ?? '')
      response.end('{}')
    })
    const moved = await listen((_, response) => response.writeHead(308, { location: elsewhere.url }).end())
    const { code, err } = await remotely(publishCommand, 'one.json', '--url', moved.url)
    await Promise.all([elsewhere.close(), moved.close()])
    expect({ code, asked }).toEqual({ code: 1, asked: [] })
    expect(err).toEqual([
      'one.json: not published. The Worker answered 308, which this program does not expect:',
      `  it sends us to ${elsewhere.url}`,
    ])
  })

  describe('until KV shows it', () => {
    /** Accepts everything as revision 7, and then tells of itself what the test wants, answer by answer. */
    async function answering(...states: readonly object[]) {
      let asked = 0
      const server = await listen((request, response) => {
        const state = states[Math.min(asked, states.length - 1)]
        const body = request.method === 'POST' ? { revision: 7, hash: 'h', warnings: [], changed: true } : state
        if (request.method === 'GET') asked++
        request.resume().on('end', () => response.end(JSON.stringify(body)))
      })
      let clock = 0
      const advance = async (milliseconds: number): Promise<void> => {
        clock += milliseconds
      }
      const waits = { now: () => clock, wait: advance }
      const outcome = await run(publishCommand, ['one.json', '--url', server.url], { environment, ...waits })
      await server.close()
      return { ...outcome, asked, clock }
    }
    const before = { state: 'live', revision: 6, hash: 'g' }

    test('it asks again', async () => {
      const { code, asked, out } = await answering(before, before, { state: 'live', revision: 7, hash: 'h' })
      expect({ code, asked }).toEqual({ code: 0, asked: 3 })
      expect(out.at(-1)).toMatch(/^Live/)
    })

    test('not for ever', async () => {
      const { code, err, clock } = await answering(before)
      expect({ code, clock }).toEqual({ code: 1, clock: 120_000 })
      expect(err).toEqual(['Revision 7 was accepted, but KV does not show it here yet. Look again in a minute.'])
    })

    test.each([
      { state: 'live', revision: 8, hash: 'i' },
      { state: 'live', revision: 7, hash: 'i' },
    ])('somebody else was faster: %j', async (other) => {
      const { code, err } = await answering(other)
      expect(code).toBe(1)
      expect(err).toEqual(['Somebody has published since: revision 7 was live, and is no longer.'])
    })
  })
})

test.each([
  [[], 'Which FILE? As in npx awase publish FILE; npx awase publish --help says more.'],
  [['a', 'b'], '"b" is one too many: npx awase publish takes one FILE.'],
  [['a', '--drft', 'x'], 'There is no flag --drft. Did you mean --draft?'],
  [['a', '--draft', 'a b'], '--draft: "a b" may not be a name. Use up to 64 letters a to z'],
])('wrong usage: %j', async (args, sentence) => {
  const { code, err } = await publish(...args)
  expect(code).toBe(2)
  expect(err.join('\n')).toContain(sentence)
})
