/** What is said of a migration. Not where: migrate-command.ts and local-record.ts. */

import type { Migrated, MigrationFailure } from './migrations.ts'

export function migratedText({ applied, total }: Migrated): string {
  if (applied === 0) return `nothing to do; the database has all ${counted(total)}.`
  return `${counted(applied)} applied; the database now has all ${counted(total)}.`
}

const counted = (count: number): string => (count === 1 ? '1 migration' : `${count} migrations`)

/** What happened, and what to do about it. */
export function migrationFailureText({ reason, detail }: MigrationFailure): string {
  switch (reason) {
    case 'newer':
      return `the database is newer than this Awase (it has ${detail}). Nothing was changed. Update Awase, then try again.`
    case 'changed':
      return (
        `a migration that the database has is not the one that lies here (${detail}). Nothing was changed.\n` +
        'Migrations never change once they are out: bring back the file in schema/migrations as it was.'
      )
    case 'timeout':
      return 'the database did not answer in time. Run it again: what is done stays done, and nothing is done by half.'
    case 'unavailable':
      return `the database cannot be used: ${detail}. Check LIBSQL_URL, LIBSQL_AUTH_TOKEN and the network, then run it again.`
    case 'full':
      return 'the database has no room left. Nothing was changed. Make room, then run it again.'
    case 'read_only':
      return `the database takes no writes (${detail}). Nothing was changed. Give a token that may write, or lift the block.`
    case 'refused':
      return `the database did not take the migration: ${detail}. Nothing was changed.`
  }
}
