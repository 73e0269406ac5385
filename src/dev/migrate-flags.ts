/** The flags of `npm run db:migrate`. Not what they do: that is migrate-command.ts. */

import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '../core/result.ts'
import { flagMessage } from './flags.ts'

export interface MigrateFlags {
  readonly remote: boolean
  readonly help: boolean
}

export const MIGRATE_HELP = `npm run db:migrate -- [flags]

Brings the record's database to the tables that this version of Awase needs. Run it after every update; when there is
nothing to do, nothing is done.

  --remote   the database of LIBSQL_URL and LIBSQL_AUTH_TOKEN (environment or .dev.vars), instead of those that
             npm run dev keeps on this machine
  --help     this text
`

const OPTIONS = {
  remote: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** The error is a message for a person. */
export function parseMigrateFlags(args: readonly string[]): Result<MigrateFlags, string> {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false })
    return ok(values)
  } catch (cause) {
    return fail(flagMessage(cause, args, { command: 'npm run db:migrate', names: Object.keys(OPTIONS) }))
  }
}
