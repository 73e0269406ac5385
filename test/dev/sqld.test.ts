/** The libSQL server of development: that it starts, says why not, goes on after a kill, and ends with its parent. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createClient } from '@libsql/client/web'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noSqldText, type Sqld, sqldBinary, startSqld } from '../../src/dev/sqld.ts'
import { freeze } from '../harness/freeze.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'awase-sqld-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

test('after a kill it goes on from the same folder, on the same port', async () => {
  const first = await startSqld({ folder })
  await createClient({ url: first.url }).executeMultiple('create table t (n); insert into t values (42)')
  first.signal('SIGKILL')
  await first.ended

  const second = await startSqld({ folder, port: Number(new URL(first.url).port) })
  expect(second.url).toBe(first.url)
  expect((await createClient({ url: second.url }).execute('select n from t')).rows[0]!.n).toBe(42)
  await second.close()
  await second.close()
  await expect(fetch(second.url)).rejects.toThrow()
})

test('a frozen server is closed too', async () => {
  const server = await startSqld({ folder })
  await freeze(server)
  await server.close()
  expect(isAlive(server.pid)).toBe(false)
})

test('a port that is taken is said, even where whoever has it answers', async () => {
  const other = createServer((_, response) => void response.end('fine')).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  await expect(startSqld({ folder, port })).rejects.toThrow(/did not start: Address already in use/)
  other.close()
})

test('a folder that cannot be used is said in a sentence', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  await expect(startSqld({ folder: file })).rejects.toThrow(/^The libSQL server did not start: Not a directory[^\n]*$/)
})

test('many at once each get a port of their own', async () => {
  const servers: Sqld[] = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (name) => startSqld({ folder: join(folder, name) })),
  )
  expect(new Set(servers.map(({ url }) => url)).size).toBe(4)
  await Promise.all(servers.map((server) => server.close()))
})

test('it ends when the process that started it is killed', async () => {
  const module = resolve(import.meta.dirname, '../../src/dev/sqld.ts')
  const script = `const { startSqld } = await import(${JSON.stringify(module)})
    console.log((await startSqld({ folder: ${JSON.stringify(folder)} })).pid)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = Number(await firstLine(parent))
  expect(isAlive(pid)).toBe(true)
  parent.kill('SIGKILL')
  await expect.poll(() => isAlive(pid)).toBe(false)
})

test('where there is none, a sentence says what to do', () => {
  expect(sqldBinary('win32', 'x64')).toBeNull()
  expect(noSqldText('win32', 'x64')).toContain('WSL')
  expect(noSqldText('freebsd', 'x64')).toContain('freebsd-x64')
})

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  const [chunk] = await once(stdout!, 'data')
  return String(chunk)
}

/** A process that nobody has waited for yet is dead, too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}
