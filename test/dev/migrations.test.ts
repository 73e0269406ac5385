/** Migrations: that the committed ones stay as they are and make the tables of tables.ts, and how they come to a database. */

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createClient } from '@libsql/client/web'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Listener, listen } from '../../src/dev/listen.ts'
import { type MigrateIo, runMigrate } from '../../src/dev/migrate-command.ts'
import { migrateDatabase } from '../../src/dev/migrations.ts'
import { announceStack } from '../../src/dev/running-stack.ts'
import { type Sqld, startSqld } from '../../src/dev/sqld.ts'
import { freeze } from '../harness/freeze.ts'

const PROJECT = resolve(import.meta.dirname, '../..')
const COMMITTED = join(PROJECT, 'schema/migrations')
/** Of the migrations that lie in schema/migrations. */
const TABLES = [
  'audit',
  'consents',
  'dead_letters',
  'events',
  'fallback_counts',
  'hourly_counts',
  'identities',
  'progress',
  'tombstones',
  'visitors',
]

let folder: string
let server: Sqld | null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'awase-migrations-'))
  server = null
})

afterEach(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

const start = async (port?: number): Promise<Sqld> => {
  server = await startSqld({ folder: join(folder, 'db'), ...(port !== undefined && { port }) })
  return server
}

const tablesOf = async (url: string): Promise<string[]> => {
  const found = await createClient({ url }).execute(
    `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '\\_%' escape '\\' order by name`,
  )
  return found.rows.map(({ name }) => String(name))
}

/** A copy of the committed migrations with one more. */
async function withNext(statements: string): Promise<string> {
  const copy = join(folder, 'next')
  await cp(COMMITTED, copy, { recursive: true })
  const journal = JSON.parse(await readFile(join(copy, 'meta/_journal.json'), 'utf8'))
  const last = journal.entries.at(-1)
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_next' })
  await writeFile(join(copy, 'meta/_journal.json'), JSON.stringify(journal))
  await writeFile(join(copy, '9999_next.sql'), statements)
  return copy
}

const total = async () => (await readdir(COMMITTED)).filter((name) => name.endsWith('.sql')).length

describe('what is committed', () => {
  test('migrations are as they were when they came (sha256sum -c SHA256SUMS)', async () => {
    const lines = (await readFile(join(COMMITTED, 'SHA256SUMS'), 'utf8')).trim().split('\n')
    const files = (await readdir(COMMITTED)).filter((name) => name.endsWith('.sql')).sort()
    const sums = await Promise.all(
      files.map(async (file) => {
        const sum = createHash('sha256').update(await readFile(join(COMMITTED, file)))
        return `${sum.digest('hex')}  ${file}`
      }),
    )
    expect(lines, 'never change one that is out; a new one gets its line').toEqual(sums)
  })

  test('they make the tables of tables.ts: drizzle-kit has nothing to add', async () => {
    const copy = join(folder, 'generated')
    await cp(COMMITTED, copy, { recursive: true })
    const kit = (command: string, ...flags: string[]) =>
      execFileSync(
        join(PROJECT, 'node_modules/.bin/drizzle-kit'),
        [command, '--dialect', 'turso', '--out', 'generated', ...flags],
        {
          cwd: folder,
          encoding: 'utf8',
        },
      )
    expect(kit('check')).toContain('Everything')
    expect(kit('generate', '--schema', join(PROJECT, 'schema/tables.ts'))).toContain('No schema changes')
    expect((await readdir(copy)).sort()).toEqual((await readdir(COMMITTED)).sort())
  })
})

describe('a database', () => {
  test('gets its tables once; the second time there is nothing to do', async () => {
    const { url } = await start()
    expect(await migrateDatabase({ url })).toEqual({
      ok: true,
      value: { applied: await total(), total: await total() },
    })
    expect(await tablesOf(url)).toEqual(TABLES)
    expect(await migrateDatabase({ url })).toEqual({ ok: true, value: { applied: 0, total: await total() } })
  })

  test('gets only what it lacks, and keeps its rows', async () => {
    const { url } = await start()
    await migrateDatabase({ url })
    await createClient({ url }).execute("insert into progress values ('job', 1, 0, 0, null)")
    const next = await withNext('create table next (n integer)')
    expect(await migrateDatabase({ url, folder: next })).toMatchObject({ ok: true, value: { applied: 1 } })
    expect((await createClient({ url }).execute('select count(*) as n from progress')).rows[0]!.n).toBe(1)
  })

  test('that many migrate at once is migrated once, and all are content', async () => {
    const { url } = await start()
    const all = await Promise.all(Array.from({ length: 6 }, () => migrateDatabase({ url })))
    expect(all.filter(({ ok }) => !ok)).toEqual([])
    expect(await tablesOf(url)).toEqual(TABLES)
    const rows = await createClient({ url }).execute('select hash from __drizzle_migrations')
    expect(rows.rows).toHaveLength(await total())
  })

  test('with a migration that fails in its middle stays as it was', async () => {
    const { url } = await start()
    const broken = await withNext('create table half (n integer);\n--> statement-breakpoint\ncreate table nonsense (')
    expect(await migrateDatabase({ url, folder: broken })).toMatchObject({ ok: false })
    expect(await tablesOf(url)).toEqual([])
    expect(await migrateDatabase({ url })).toMatchObject({ ok: true, value: { applied: await total() } })
  })

  test.each<['before' | 'after', number]>([
    ['before', 0],
    ['after', TABLES.length],
  ])('whose server is killed %s it has the migration: whole or not at all, and again', async (when, tables) => {
    const { url, ended, signal } = await start()
    const between = await proxyTo(url, async (body, forward, response) => {
      if (!body.includes('CREATE TABLE `events`')) return response.end(await forward())
      if (when === 'after') await forward()
      signal('SIGKILL')
      await ended
      return response.destroy()
    })
    expect(await migrateDatabase({ url: between.url })).toMatchObject({ ok: false, error: { reason: 'unavailable' } })
    await between.close()
    await start(Number(new URL(url).port))
    expect(await tablesOf(url)).toHaveLength(tables)
    const left = when === 'after' ? 0 : await total()
    expect(await migrateDatabase({ url })).toEqual({ ok: true, value: { applied: left, total: await total() } })
    expect(await tablesOf(url)).toEqual(TABLES)
  })

  test('whose answer is lost on its way is seen to be migrated', async () => {
    const { url } = await start()
    const between = await proxyTo(url, async (body, forward, response) => {
      const answer = await forward()
      return body.includes('CREATE TABLE `events`') ? response.destroy() : response.end(answer)
    })
    expect(await migrateDatabase({ url: between.url })).toMatchObject({ ok: true })
    await between.close()
  })

  test('that is newer than this Awase is left alone', async () => {
    const { url } = await start()
    await migrateDatabase({ url, folder: await withNext('create table next (n integer)') })
    expect(await migrateDatabase({ url })).toMatchObject({ ok: false, error: { reason: 'newer' } })
  })

  test('that had another migration of that name is left alone', async () => {
    const { url } = await start()
    await migrateDatabase({ url })
    await createClient({ url }).execute("update __drizzle_migrations set hash = 'another'")
    expect(await migrateDatabase({ url })).toMatchObject({ ok: false, error: { reason: 'changed' } })
  })

  test('that is frozen is a timeout', async () => {
    const server = await start()
    await freeze(server)
    const { url } = server
    expect(await migrateDatabase({ url, timeoutMs: 200 })).toMatchObject({ ok: false, error: { reason: 'timeout' } })
    server.signal('SIGCONT')
  })
})

describe('npm run db:migrate', () => {
  const run = async (args: string[], more: Partial<MigrateIo> = {}) => {
    const [out, err]: [string[], string[]] = [[], []]
    const io = { environment: {}, project: folder, stateFolder: join(folder, 'state'), ...more }
    const code = await runMigrate(args, { ...io, out: (line) => out.push(line), err: (line) => err.push(line) })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }

  test('without a database, it says who makes one', async () => {
    expect(await run([])).toMatchObject({ code: 0, out: expect.stringContaining('npm run dev makes one') })
  })

  test('the database of the stack that runs, and the one that it left behind', async () => {
    const { url } = await start()
    const stack = { url: 'http://127.0.0.1:1', token: 't', origin: 'http://127.0.0.1:2', record: url, pid: process.pid }
    const announced = await announceStack(join(folder, 'state/demo'), stack)
    expect(await run([])).toEqual({
      code: 0,
      err: '',
      out: `${url}: 3 migrations applied; the database now has all 3 migrations.`,
    })
    expect(await run([])).toEqual({
      code: 0,
      err: '',
      out: `${url}: nothing to do; the database has all 3 migrations.`,
    })
    await announced.withdraw()
    await server!.close()
    const left = join(folder, 'state/demo/record')
    await cp(join(folder, 'db'), left, { recursive: true })
    expect(await run([])).toEqual({
      code: 0,
      err: '',
      out: `${left}: nothing to do; the database has all 3 migrations.`,
    })
  })

  test('--remote takes the environment before .dev.vars, and says what is missing or wrong', async () => {
    expect(await run(['--remote'])).toMatchObject({ code: 1, err: expect.stringContaining('no LIBSQL_URL') })
    const { url } = await start()
    await writeFile(join(folder, '.dev.vars'), `LIBSQL_URL=${url}\n`)
    expect(await run(['--remote'])).toMatchObject({ code: 0, out: expect.stringContaining('applied') })
    const LIBSQL_URL = 'http://database.example'
    expect(await run(['--remote'], { environment: { LIBSQL_URL } })).toMatchObject({
      code: 1,
      err: expect.stringContaining('libsql://NAME'),
    })
    const gone = { LIBSQL_URL: 'http://127.0.0.1:1', LIBSQL_AUTH_TOKEN: 'a-secret' }
    const refused = await run(['--remote'], { environment: gone })
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('cannot be used') })
    expect(refused.err).not.toContain('a-secret')
  })

  test('flags', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--remote') })
    expect(await run(['--remot'])).toMatchObject({ code: 1, err: expect.stringContaining('--remote') })
  })
})

type Between = (body: string, forward: () => Promise<string>, response: ServerResponse) => Promise<unknown>

function proxyTo(url: string, between: Between): Promise<Listener> {
  return listen(async (request, response) => {
    const body = await bodyOf(request)
    const headers = { 'content-type': 'application/json' }
    const forward = async () => (await fetch(url + request.url, { method: 'POST', headers, body })).text()
    response.setHeader('content-type', 'application/json')
    await between(body, forward, response).catch(() => response.destroy()) // the server is gone
  })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
