/**
 * For `npm run db:generate`: tables.ts → the next immutable migration. Add its sum to migrations/SHA256SUMS (`sha256sum
 * *.sql`), and never change it again. Not used at run time.
 */

import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'turso',
  schema: './schema/tables.ts',
  out: './schema/migrations',
  dbCredentials: { url: 'http://127.0.0.1:1' },
})
