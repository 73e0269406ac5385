/** Brings a database to the tables of schema/: each migration once, whole or not at all. Not the command: migrate.ts. */

import { resolve } from 'node:path'
import { createClient } from '@libsql/client/web'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { drizzle } from 'drizzle-orm/libsql/web'

const FOLDER = resolve(import.meta.dirname, '../../schema/migrations')

export async function migrateDatabase({
  url,
  authToken,
}: {
  readonly url: string
  readonly authToken?: string
}): Promise<void> {
  const client = createClient({ url, ...(authToken !== undefined && { authToken }) })
  await migrate(drizzle(client), { migrationsFolder: FOLDER })
  client.close()
}
