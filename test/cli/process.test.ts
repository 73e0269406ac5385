/** `awase` as a process, by its door awase.js and whatever Node starts it: exit codes, pipes, signals, faults. */

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, open, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { headlineRules } from '../promises/site.ts'

const SOURCES = resolve(import.meta.dirname, '../../src')
const DOOR = join(SOURCES, 'cli/awase.js')
const folder = await temporaryFolder()
/** What one process compiled the next need not. */
const compiled = await temporaryFolder()
await writeFile(join(folder, 'good.json'), JSON.stringify(headlineRules('x')))
await writeFile(join(folder, 'bad.json'), '{')

interface Start {
  readonly args: readonly string[]
  readonly door?: string
  readonly input?: string
  readonly env?: { readonly [name: string]: string }
  readonly nodeArgs?: readonly string[]
}

function start({ args, door = DOOR, env = {}, nodeArgs = [] }: Start) {
  const child = spawn(process.execPath, [...nodeArgs, door, ...args], {
    cwd: folder,
    env: { ...process.env, FORCE_COLOR: '', NODE_OPTIONS: '', NODE_COMPILE_CACHE: compiled, ...env },
    stdio: 'pipe',
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  return { child, said, ended: once(child, 'close').then(([code, signal]) => ({ code, signal, ...said })) }
}

function run(options: Start) {
  const { child, ended } = start(options)
  child.stdin.end(options.input ?? '')
  return ended
}

/** What an older Node would say of itself. */
const OLDER = 'data:text/javascript,Object.defineProperty(process.versions, "node", { value: "20.20.2" })'

describe.each([
  ['this Node', []],
  ['an older Node, which hands over', ['--import', OLDER]],
])('by %s', (_, nodeArgs) => {
  test('exit codes and both streams', async () => {
    expect(await run({ args: ['check', 'good.json'], nodeArgs })).toEqual({
      code: 0,
      signal: null,
      out: 'good.json: good (1 slot, 0 audiences, 1 experience).\n',
      err: '',
    })
    expect(await run({ args: ['check', 'bad.json'], nodeArgs })).toMatchObject({ code: 1, err: '' })
    expect(await run({ args: ['chekc'], nodeArgs })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('Did you mean check'),
    })
  })

  test('standard input', async () => {
    const input = JSON.stringify(headlineRules('雨'))
    expect(await run({ args: ['check', '-'], input, nodeArgs })).toMatchObject({
      code: 0,
      out: 'standard input: good (1 slot, 0 audiences, 1 experience).\n',
    })
    expect(await run({ args: ['check', '-'], input: '{', nodeArgs })).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^standard input:1:2: error: /),
    })
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it, with the exit code that shells give', async (signal) => {
    const pipe = join(folder, `pipe-${crypto.randomUUID()}`)
    execFileSync('mkfifo', [pipe])
    const { child, ended } = start({ args: ['check', pipe, '-'], nodeArgs })
    const writer = await open(pipe, 'w') // once the command reads at the other end: then its handlers are there
    await writer.close()
    child.kill(signal) // it waits for its standard input by now, or will
    expect(await ended).toEqual({ code: signal === 'SIGINT' ? 130 : 143, signal: null, out: '', err: '' })
  })
})

test('who has read enough of us ends us quietly', async () => {
  const { child, ended } = start({ args: ['check', ...Array(3000).fill('good.json')] })
  child.stdout.destroy()
  const { code, err } = await ended
  expect({ code, err }).toEqual({ code: 0, err: '' })
})

describe('a fault of ours', () => {
  test('is one plain line, and where to report it', async () => {
    const { code, out, err } = await run({ args: ['check', 'good.json'], env: { NODE_OPTIONS: `--import ${FAULT}` } })
    expect({ code, out }).toEqual({ code: 70, out: '' })
    expect(err.split('\n')).toEqual([
      'awase failed: something-nobody-foresaw',
      expect.stringContaining('Please report it'),
      expect.stringContaining('DEBUG=awase'),
      '',
    ])
  })

  test('DEBUG=awase shows where', async () => {
    const env = { NODE_OPTIONS: `--import ${FAULT}`, DEBUG: 'awase' }
    expect((await run({ args: ['check', 'good.json'], env })).err).toMatch(/\n\s+at /)
  })
})

/** Date.now is what a check asks first that nothing catches. */
const FAULT = `data:text/javascript,Date.now=()=>{throw(new(Error)('something-nobody-foresaw'))}`

test('before npm ci it says so', async () => {
  const copy = join(folder, 'fresh')
  await mkdir(join(copy, 'src/cli'), { recursive: true })
  await cp(DOOR, join(copy, 'src/cli/awase.js'))
  await writeFile(join(copy, 'package.json'), '{"type":"module"}')
  const door = join(copy, 'src/cli/awase.js')
  expect(await run({ args: ['check'], door, nodeArgs: ['--import', OLDER] })).toEqual({
    code: 1,
    signal: null,
    out: '',
    err: `This is Node 20.20.2; awase needs Node 24, which "npm ci" brings along.\nRun it in ${copy}, then try again.\n`,
  })
})
