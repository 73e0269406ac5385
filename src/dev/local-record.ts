/** The record's database on this machine: a libSQL server that is up, with its tables. Not the server alone: sqld.ts. */

import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrationFailureText } from './migration-text.ts'
import { migrateDatabase } from './migrations.ts'
import { type Sqld, startSqld } from './sqld.ts'

export interface LocalRecord {
  /** `http://127.0.0.1:PORT`, what LIBSQL_URL takes. */
  readonly url: string
  readonly server: Sqld
  close(): Promise<void>
}

/** `folder` null: one of its own, gone when it is closed. Throws with a sentence for a person; nothing is left behind. */
export async function startLocalRecord(folder: string | null): Promise<LocalRecord> {
  await using starting = new AsyncDisposableStack()
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'awase-record-')))
  if (folder === null) starting.defer(() => rm(home, { recursive: true, force: true }))
  await mkdir(home, { recursive: true })
  const server = starting.adopt(await startSqld({ folder: home }), (started) => started.close())
  const migrated = await migrateDatabase({ url: server.url })
  if (!migrated.ok) throw new Error(`${home}: ${migrationFailureText(migrated.error)}`)
  const running = starting.move()
  return { url: server.url, server, close: () => running.disposeAsync() }
}

/** For as long as `work` takes, the server over `folder`, which is there, whatever its tables. */
export async function withRecord<T>(folder: string, work: (url: string) => Promise<T>): Promise<T> {
  const server = await startSqld({ folder })
  try {
    return await work(server.url)
  } finally {
    await server.close()
  }
}
