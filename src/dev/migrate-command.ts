/** `npm run db:migrate`: which databases, and what is said of each. Not the migrating: migrations.ts. */

import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '../core/result.ts'
import { withRecord } from './local-record.ts'
import { MIGRATE_HELP, parseMigrateFlags } from './migrate-flags.ts'
import { migratedText, migrationFailureText } from './migration-text.ts'
import { type Migrated, type MigrationFailure, migrateDatabase } from './migrations.ts'
import { remoteRecord } from './record-target.ts'
import { runningStacks } from './running-stack.ts'

export interface MigrateIo {
  out(line: string): void
  err(line: string): void
  readonly environment: { readonly [name: string]: string | undefined }
  readonly project: string
  /** Where npm run dev keeps things, a folder for each site. */
  readonly stateFolder: string
}

/** The exit code: 0 where every database has the tables it needs. */
export async function runMigrate(args: readonly string[], io: MigrateIo): Promise<number> {
  const flags = parseMigrateFlags(args)
  if (!flags.ok) return refuse(flags.error, io)
  if (flags.value.help) {
    io.out(MIGRATE_HELP.trimEnd())
    return 0
  }
  return flags.value.remote ? migrateRemote(io) : migrateLocal(io)
}

async function migrateRemote(io: MigrateIo): Promise<number> {
  const target = await remoteRecord(io)
  if (!target.ok) return refuse(target.error, io)
  if (target.value === null) {
    return refuse(
      'There is no LIBSQL_URL, neither in the environment nor in .dev.vars. Give the address of your database\n' +
        '(libsql://NAME.turso.io) and, as LIBSQL_AUTH_TOKEN, a token that may write to it.',
      io,
    )
  }
  return tell(target.value.url, await migrateDatabase(target.value), io)
}

async function migrateLocal(io: MigrateIo): Promise<number> {
  const stacks = (await runningStacks(io.stateFolder)).flatMap(({ record }) => record ?? [])
  if (stacks.length > 0) return worst(stacks, async (url) => tell(url, await migrateDatabase({ url }), io))
  const folders = await recordFolders(io.stateFolder)
  if (folders.length === 0) {
    io.out('There is no database on this machine yet. npm run dev makes one, with its tables, when it starts.')
    return 0
  }
  return worst(folders, (folder) => migrateFolder(folder, io))
}

async function migrateFolder(folder: string, io: MigrateIo): Promise<number> {
  try {
    return await withRecord(folder, async (url) => tell(folder, await migrateDatabase({ url }), io))
  } catch (cause) {
    return refuse(`${folder}: ${cause instanceof Error ? cause.message : String(cause)}`, io)
  }
}

async function worst(all: readonly string[], work: (one: string) => Promise<number>): Promise<number> {
  let code = 0
  for (const one of all) code = Math.max(code, await work(one))
  return code
}

async function recordFolders(stateFolder: string): Promise<readonly string[]> {
  if (!existsSync(stateFolder)) return []
  const entries = await readdir(stateFolder)
  return entries.map((name) => join(stateFolder, name, 'record')).filter((folder) => existsSync(folder))
}

function tell(where: string, outcome: Result<Migrated, MigrationFailure>, io: MigrateIo): number {
  if (!outcome.ok) return refuse(`${where}: ${migrationFailureText(outcome.error)}`, io)
  io.out(`${where}: ${migratedText(outcome.value)}`)
  return 0
}

function refuse(text: string, io: MigrateIo): number {
  io.err(text)
  return 1
}
