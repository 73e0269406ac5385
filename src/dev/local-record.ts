/** The record's database on this machine: a libSQL server that is up, with its tables. Not the server alone: sqld.ts. */

import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateDatabase } from './migrations.ts'
import { type Sqld, startSqld } from './sqld.ts'

export interface LocalRecord {
  /** `http://127.0.0.1:PORT`, what LIBSQL_URL takes. */
  readonly url: string
  readonly server: Sqld
  close(): Promise<void>
}

/** `folder` null: one of its own, gone when it is closed. */
export async function startLocalRecord(folder: string | null): Promise<LocalRecord> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'awase-record-')))
  await mkdir(home, { recursive: true })
  const server = await startSqld({ folder: home })
  await migrateDatabase({ url: server.url })
  return {
    url: server.url,
    server,
    async close() {
      await server.close()
      if (folder === null) await rm(home, { recursive: true, force: true })
    },
  }
}
