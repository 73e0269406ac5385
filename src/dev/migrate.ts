/** `npm run db:migrate`: hands over with this machine's environment. Not the command: migrate-command.ts. */

import { resolve } from 'node:path'
import { runMigrate } from './migrate-command.ts'

const project = resolve(import.meta.dirname, '../..')

process.exitCode = await runMigrate(process.argv.slice(2), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  environment: process.env,
  project,
  stateFolder: process.env.AWASE_STATE ?? resolve(project, '.awase'),
})
