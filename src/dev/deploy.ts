/** `npm run deploy`: hands over with this machine's wrangler, environment and clock. Not the command: deploy-command.ts. */

import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { runDeploy } from './deploy-command.ts'
import { wranglerIn } from './wrangler.ts'

const TOKEN_BYTES = 32
const project = resolve(import.meta.dirname, '../..')

process.exitCode = await runDeploy(process.argv.slice(2), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  folder: process.env.INIT_CWD ?? process.cwd(),
  project,
  wrangler: wranglerIn(project),
  environment: process.env,
  newToken: () => randomBytes(TOKEN_BYTES).toString('base64url'),
  wait: (ms) => setTimeout(ms),
})
