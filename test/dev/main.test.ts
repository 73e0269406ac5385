/** `npm run dev` as a process: how it refuses, how it ends, what it leaves behind. What it does in between: dev-command.test.ts. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, test } from 'vitest'
import { fetchRaw } from '../harness/fetch-raw.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'

const MAIN = resolve(import.meta.dirname, '../../src/dev/main.ts')
const folder = await temporaryFolder()
/** What one process compiled the next need not. */
const compiled = await temporaryFolder()
const site = await startOrigin(pages({ '/': '<h1>a site</h1>' }))
afterAll(() => site.close())

/** The command in a process group of its own, in an empty folder. */
function dev(args: string[], nodeArgs: string[] = []) {
  const child = spawn(process.execPath, [...nodeArgs, MAIN, ...args], {
    cwd: folder,
    env: { ...process.env, INIT_CWD: folder, AWASE_STATE: folder, NODE_COMPILE_CACHE: compiled },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  let wake = () => {}
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      said.push(line)
      wake()
    })
  }
  const closed = once(child, 'close').then(([code]) => code as number | null)
  return {
    group: child.pid!,
    closed,
    said,
    /** The first line that matches, as soon as it is there. */
    async line(pattern: RegExp): Promise<string> {
      for (;;) {
        const found = said.find((line) => pattern.test(line))
        if (found !== undefined) return found
        const ended = await Promise.race([closed, new Promise<'more'>((go) => (wake = () => go('more')))])
        if (ended !== 'more') throw new Error(`it ended with ${ended}:\n${said.join('\n')}`)
      }
    },
  }
}

async function refused(args: string[], nodeArgs: string[] = []): Promise<string> {
  const run = dev(args, nodeArgs)
  expect(await run.closed).toBe(1)
  const text = run.said.join('\n')
  expect(text).not.toMatch(/^\s+at /m)
  return text
}

describe('it says what is wrong and what to do', () => {
  test.each([
    [['--nonsense'], 'There is no flag --nonsense'],
    [['--origin', 'http://127.0.0.1:1'], 'The origin http://127.0.0.1:1 does not answer'],
    [['--origin', site.url, '--rules', 'nope.json'], `${folder}/nope.json does not exist`],
    [['--origin', site.url, '--port', new URL(site.url).port], 'is taken by another program'],
  ])('%j', async (args, message) => {
    expect(await refused(args)).toContain(message)
  })

  test('an older Node', async () => {
    const older = 'data:text/javascript,Object.defineProperty(process.versions, "node", { value: "22.18.0" })'
    expect(await refused([], ['--import', older])).toContain('Start it with "npm run dev"')
  })
})

test.each(['SIGINT', 'SIGTERM'] as const)('it runs, and %s leaves no process behind', async (signal) => {
  const run = dev(['--origin', site.url, '--port', '0'])
  const url = (await run.line(/before http/)).trim().split(' ')[0]!
  await run.line(/health/)
  expect((await fetchRaw(url)).text).toBe('<h1>a site</h1>')
  process.kill(run.group, signal)
  expect(await run.closed).toBe(0)
  expect(() => process.kill(-run.group, 0)).toThrow('ESRCH')
})

test('--help', async () => {
  const run = dev(['--help'])
  expect(await run.closed).toBe(0)
  expect(run.said.join('\n')).toContain('--rules FILE')
})
