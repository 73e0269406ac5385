/** `npm run dev`: checks that this Node can run it, and hands over. Not the command itself: dev-command.ts. */

import { resolve } from 'node:path'

const NEEDED_NODE_MAJOR = 24

if (Number(process.versions.node.split('.')[0]) < NEEDED_NODE_MAJOR) {
  console.error(
    `This is Node ${process.versions.node}; Awase's tools need Node ${NEEDED_NODE_MAJOR}, which "npm ci" brings along.\n` +
      'Start it with "npm run dev": npm scripts find that Node by themselves.',
  )
  process.exit(1)
}

const project = resolve(import.meta.dirname, '../..')
const { runDev } = await import('./dev-command.ts')

process.exitCode = await runDev(process.argv.slice(2), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  folder: process.env.INIT_CWD ?? process.cwd(),
  stateFolder: process.env.AWASE_STATE ?? resolve(project, '.awase'),
  project,
  identityKey: process.env.IDENTITY_KEY || null,
  ended: untilSignal,
})

/** Miniflare's own listeners end the process at once; with ours alone, everything closes in order first. */
function untilSignal(): Promise<void> {
  return new Promise((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.removeAllListeners(signal)
      process.once(signal, () => end())
    }
  })
}
