/** What `npm run deploy` asks wrangler for, and when it does not. The fake wrangler records; the publishing Worker is real. */

import { chmod, copyFile, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fail, ok } from '../../src/core/result.ts'
import { runDeploy } from '../../src/dev/deploy-command.ts'
import { listen } from '../../src/dev/listen.ts'
import { migrateDatabase } from '../../src/dev/migrations.ts'
import { startSqld } from '../../src/dev/sqld.ts'
import { type Wrangler, wranglerIn } from '../../src/dev/wrangler.ts'
import { type FakeAccount, type FakeCall, fakeWrangler } from '../harness/fake-wrangler.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const root = await temporaryFolder()

/** A publish endpoint: its answers are programmed, its requests are kept. */
const posted: { authorization: string | undefined; body: string }[] = []
let answers: { status: number; body: unknown }[] = []
const endpoint = await listen(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  posted.push({ authorization: request.headers.authorization, body: Buffer.concat(chunks).toString() })
  const answer = answers.shift() ?? { status: 200, body: { revision: 1, warnings: [] } }
  response.writeHead(answer.status).end(JSON.stringify(answer.body))
})
afterAll(() => endpoint.close())

const pathBefore = process.env.PATH
beforeAll(async () => {
  await mkdir(join(root, 'bin'))
  await copyFile(join(ROOT, 'test/harness/fake-wrangler.ts'), join(root, 'bin/fake-wrangler.ts'))
  await chmod(join(root, 'bin/fake-wrangler.ts'), 0o755)
  await symlink('fake-wrangler.ts', join(root, 'bin/wrangler'))
  process.env.PATH = [join(root, 'bin'), pathBefore].join(delimiter)
})
afterAll(() => {
  process.env.PATH = pathBefore
})

async function startSqldIn(folder: string) {
  const server = await startSqld({ folder })
  return { url: server.url, [Symbol.asyncDispose]: () => server.close() }
}

interface Given extends Partial<FakeAccount> {
  readonly toml?: (text: string) => string
  readonly devVars?: string
  readonly rules?: string
  readonly environment?: Record<string, string>
  /** With a process for each call, as in earnest: once for each way in which one can end. */
  readonly asProgram?: boolean
}

const MADE_UP = ['made-up-token', 'made-up-key']

const calledIn =
  (folder: string): Wrangler =>
  async ({ args, input = '', env = {} }) => {
    const { code, out, err } = fakeWrangler(folder, { args, input }, env.WRANGLER_OUTPUT_FILE_PATH)
    return code === 0 ? ok(out) : fail({ code, said: out + err })
  }

/** Deploys from a fresh checkout, with the account and files as given. */
async function deploy(args: string[], given: Given = {}) {
  const project = await mkdtemp(join(root, 'project-'))
  const toml = (await readFile(join(ROOT, 'wrangler.toml'), 'utf8')).replace(/^id = .*\n/gm, '')
  const withOrigin = toml.replace(/^ORIGIN = .*$/m, 'ORIGIN = "https://www.example.com"')
  await writeFile(join(project, 'wrangler.toml'), (given.toml ?? ((text) => text))(withOrigin))
  if (given.devVars !== undefined) await writeFile(join(project, '.dev.vars'), given.devVars)
  if (given.rules !== undefined) await writeFile(join(project, 'rules.json'), given.rules)
  const { loggedIn = true, namespaces = [], secrets = [], targets = [endpoint.url], failing = {} } = given
  const account: FakeAccount = { loggedIn, namespaces, secrets, targets, failing }
  await writeFile(join(project, 'account.json'), JSON.stringify(account))

  posted.length = 0
  let made = 0
  const said: string[] = []
  process.env.FAKE_WRANGLER_FOLDER = project
  const code = await runDeploy(args, {
    out: (line) => said.push(line),
    err: (line) => said.push(line),
    folder: project,
    project,
    wrangler: given.asProgram ? wranglerIn(project) : calledIn(project),
    environment: given.environment ?? {},
    newToken: () => MADE_UP[made++]!,
    wait: async () => {},
  })
  const text = (name: string) => readFile(join(project, name), 'utf8').catch(() => '')
  const calls = (await text('calls.ndjson'))
    .split('\n')
    .filter(Boolean)
    .map((line): FakeCall => JSON.parse(line))
  return {
    code,
    said: said.join('\n'),
    calls: calls.map((call) => call.args.join(' ')),
    input: (call: string) => calls.find(({ args }) => args.join(' ') === call)?.input,
    toml: await text('wrangler.toml'),
    devVars: await text('.dev.vars'),
  }
}

describe('a first deployment', () => {
  test('creates what is missing, in an order in which a failure loses nothing', async () => {
    const done = await deploy([], { rules: '{"format":1}', asProgram: true })
    expect(done).toMatchObject({ code: 0, devVars: 'PUBLISH_TOKEN=made-up-token\nCOOKIE_KEYS=made-up-key\n' })
    expect(done.calls).toEqual([
      'whoami --json',
      'kv namespace list',
      'kv namespace create awase-RULES',
      'kv namespace list',
      'kv namespace list',
      'kv namespace create awase-WEATHER',
      'kv namespace list',
      'deploy',
      'secret list --format json',
      'secret put PUBLISH_TOKEN',
      'secret put COOKIE_KEYS',
    ])
    expect(done.toml).toContain('binding = "RULES"\nid = "id-of-awase-RULES"\n')
    expect(done.toml).toContain('binding = "WEATHER"\nid = "id-of-awase-WEATHER"\n')
    expect(done.input('secret put PUBLISH_TOKEN')).toBe('made-up-token')
    expect(done.input('secret put COOKIE_KEYS')).toBe('made-up-key')
    expect(posted).toEqual([{ authorization: 'Bearer made-up-token', body: '{"format":1}' }])
    expect(done.said).toContain('published as revision 1.')
    expect(done.said).not.toMatch(/made-up-(token|key)/)
  })

  test('without rules says what is left to do', async () => {
    const done = await deploy([])
    expect(done.code).toBe(0)
    expect(done.said).toContain('Still to do: write a rules.json')
    expect(posted).toEqual([])
  })

  test('waits until the new secret is everywhere', async () => {
    answers = [
      { status: 404, body: 'not there yet' },
      { status: 401, body: {} },
      { status: 200, body: { revision: 4, warnings: [] } },
    ]
    const done = await deploy([], { rules: '{}' })
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('revision 4') })
    expect(posted).toHaveLength(3)
  })
})

describe('with a database', () => {
  test('its tables are there before the Worker is, and the Worker gets its address', async () => {
    await using server = await startSqldIn(await mkdtemp(join(root, 'record-')))
    const done = await deploy([], { devVars: `LIBSQL_URL=${server.url}\n` })
    expect(done.code).toBe(0)
    expect(done.said).toMatch(/The record's database: \d+ migrations? applied/)
    expect(done.input('secret put LIBSQL_URL')).toBe(server.url)
    const again = await migrateDatabase({ url: server.url })
    expect(again).toMatchObject({ ok: true, value: { applied: 0 } })
  })

  test('one that does not answer stops it before anything is deployed', async () => {
    const done = await deploy([], { devVars: 'LIBSQL_URL=http://127.0.0.1:1\n' })
    expect(done.code).toBe(1)
    expect(done.said).toContain("The record's database: the database cannot be used")
    expect(done.calls).not.toContain('deploy')
  })
})

describe('a deployment again', () => {
  const there: Given = {
    toml: (text) => text.replace(/(binding = "(\w+)")/g, '$1\nid = "$2-1"'),
    secrets: ['PUBLISH_TOKEN', 'COOKIE_KEYS'],
    rules: '{}',
  }

  test('touches nothing that is there', async () => {
    const done = await deploy([], { ...there, devVars: 'PUBLISH_TOKEN=mine\n' })
    expect(done).toMatchObject({ code: 0, devVars: 'PUBLISH_TOKEN=mine\n' })
    expect(done.calls).toEqual(['whoami --json', 'deploy', 'secret list --format json'])
    expect(posted[0]?.authorization).toBe('Bearer mine')
  })

  test('the token of the environment beats the one of the file', async () => {
    await deploy([], { ...there, devVars: 'PUBLISH_TOKEN=mine\n', environment: { PUBLISH_TOKEN: 'of-the-machine' } })
    expect(posted[0]?.authorization).toBe('Bearer of-the-machine')
  })

  test('finds namespaces that another machine created', async () => {
    const done = await deploy([], {
      namespaces: ['RULES', 'WEATHER'].map((name) => ({ id: name, title: `awase-${name}` })),
    })
    expect(done.calls.filter((call) => call.includes('create'))).toEqual([])
    expect(done.toml).toContain('id = "WEATHER"')
  })

  test('never replaces a token that it does not know: the rules go through KV', async () => {
    const done = await deploy([], there)
    expect(done).toMatchObject({ code: 0, devVars: '', said: expect.stringContaining('within a minute') })
    expect(done.calls.at(-1)).toMatch(/^kv key put rules:main --path \S+rules.json --binding RULES --remote$/)
    expect(posted).toEqual([])
  })

  test('a route that does not tell where the Worker answers', async () => {
    const targets = ['*.example.com/* (zone name: example.com)']
    const blind = await deploy([], { ...there, targets, devVars: 'PUBLISH_TOKEN=mine\n' })
    expect(blind.calls.at(-1)).toContain('kv key put rules:main')
    const told = await deploy(['--url', endpoint.url], { ...there, targets, devVars: 'PUBLISH_TOKEN=mine\n' })
    expect(told.said).toContain('published as revision 1')
  })

  test("sets Open-Meteo's key once", async () => {
    const devVars = 'PUBLISH_TOKEN=mine\nOPEN_METEO_KEY=paid\n'
    const first = await deploy([], { ...there, devVars })
    expect(first.input('secret put OPEN_METEO_KEY')).toBe('paid')
    const second = await deploy([], { ...there, devVars, secrets: ['PUBLISH_TOKEN', 'COOKIE_KEYS', 'OPEN_METEO_KEY'] })
    expect(second.calls.join()).not.toContain('secret put')
  })
})

describe('the keys of cookies', () => {
  const KEYS = `${'A'.repeat(43)},${'B'.repeat(42)}A`

  test('this machine’s own are set where the Worker has none, and replace none', async () => {
    const secrets = ['PUBLISH_TOKEN']
    const own = await deploy([], { secrets, devVars: `PUBLISH_TOKEN=mine\nCOOKIE_KEYS=${KEYS}\n` })
    expect(own.input('secret put COOKIE_KEYS')).toBe(KEYS)
    const there = await deploy([], {
      secrets: [...secrets, 'COOKIE_KEYS'],
      environment: { PUBLISH_TOKEN: 'mine', COOKIE_KEYS: KEYS },
    })
    expect(there).toMatchObject({ code: 0, devVars: '' })
    expect(there.calls.join()).not.toContain('secret put')
  })

  test('such as the Worker would not take end it before anything is asked', async () => {
    const done = await deploy([], { devVars: `COOKIE_KEYS=${KEYS},short\n` })
    expect(done).toMatchObject({ code: 1, calls: [], said: expect.stringContaining('key 3') })
  })
})

describe('what goes wrong is said, and ends it', () => {
  test('a ruleset that is refused', async () => {
    const issue = { path: 'slots', code: 'missing', severity: 'error', message: 'No slots.', advice: 'Add some.' }
    answers = [{ status: 422, body: { issues: [issue] } }]
    const done = await deploy([], { rules: '{}' })
    expect(done).toMatchObject({ code: 1, said: expect.stringContaining('error slots: No slots.\n    Add some.') })
    expect(posted).toHaveLength(1)
  })

  test('a token that the Worker does not accept is not tried again', async () => {
    answers = [{ status: 401, body: {} }]
    const done = await deploy([], { rules: '{}', secrets: ['PUBLISH_TOKEN'], devVars: 'PUBLISH_TOKEN=old\n' })
    expect(done).toMatchObject({ code: 1, said: expect.stringContaining('does not accept this PUBLISH_TOKEN') })
    expect(posted).toHaveLength(1)
  })

  test('a Worker that never answers as one', async () => {
    answers = Array.from({ length: 99 }, () => ({ status: 404, body: 'some other site' }))
    const done = await deploy([], { rules: '{}' })
    expect(done).toMatchObject({ code: 1, said: expect.stringContaining('answered 404') })
    expect(posted.length).toBeGreaterThan(1)
    answers = []
  })

  test('nobody is logged in', async () => {
    const done = await deploy([], { loggedIn: false, asProgram: true })
    expect(done).toMatchObject({
      code: 1,
      calls: ['whoami --json'],
      said: expect.stringContaining('npx wrangler login'),
    })
  })

  test('no site to stand before', async () => {
    const done = await deploy([], { toml: (text) => text.replace(/^ORIGIN = .*$/m, 'ORIGIN = ""') })
    expect(done).toMatchObject({ code: 1, calls: [], said: expect.stringContaining('no site to stand before') })
  })

  test('a rules file that is not there', async () => {
    const done = await deploy(['--rules', 'nope.json'])
    expect(done).toMatchObject({ code: 1, calls: [], said: expect.stringContaining('cannot be read (ENOENT)') })
  })

  test.each(['kv namespace list', 'kv namespace create', 'deploy', 'secret list', 'secret put'])(
    '%s fails',
    async (call) => {
      const done = await deploy([], { failing: { [call]: '' }, rules: '{}', asProgram: call === 'deploy' })
      expect(done.code).toBe(1)
      expect(done.calls.at(-1)).toContain(call)
      expect(posted).toEqual([])
    },
  )

  test('a token made up before the secret could be set is kept for the next time', async () => {
    const done = await deploy([], { failing: { 'secret put': 'no' } })
    expect(done.devVars).toBe('PUBLISH_TOKEN=made-up-token\n')
  })
})

test('--dry-run says every step and asks nothing', async () => {
  const done = await deploy(['--dry-run'], { rules: '{}' })
  expect(done).toMatchObject({ code: 0, calls: [], devVars: '' })
  expect(done.said).toContain('KV namespace for RULES')
  expect(done.said).toContain('wrangler deploy')
  expect(done.said).toMatch(/publish \S+rules.json/)
  expect(done.toml).not.toMatch(/^id = /m)
})
