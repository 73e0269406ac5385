/** For `npm run db:generate`: tables.ts → the next immutable migration. Not used at run time. */

import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'turso',
  schema: './schema/tables.ts',
  out: './schema/migrations',
  dbCredentials: { url: 'http://127.0.0.1:1' },
})
