/** `npx awase`: the process around a command, its streams, signals and exit code. Not which command: run.ts. */

import { resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { runAwase } from './run.ts'
import { openTerminal } from './terminal.ts'

/** As shells tell of a program that a signal ended. */
const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
const FAULT_EXIT_CODE = 70

const project = resolve(import.meta.dirname, '../..')
const { io, clear } = openTerminal({ out: process.stdout, err: process.stderr }, process.env, {
  folder: process.cwd(),
  project,
})

for (const [signal, code] of Object.entries(SIGNAL_EXIT_CODES)) {
  process.once(signal, () => {
    clear()
    process.exit(code)
  })
}
// Whoever read us has had enough, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EPIPE') process.exit()
    throw cause
  })
}

process.on('uncaughtException', (cause) => {
  clear()
  sayFault(cause)
  process.exit(FAULT_EXIT_CODE)
})

process.exitCode = await runAwase(process.argv.slice(2), io)
clear()

function sayFault(cause: unknown): void {
  const message = cause instanceof Error ? cause.message : String(cause)
  io.err(`awase failed: ${stripVTControlCharacters(message).split('\n')[0]}`)
  io.err('That is a fault of the program. Please report it where you got Awase from, with the command that you typed.')
  if (process.env.DEBUG === 'awase') io.err(cause instanceof Error ? (cause.stack ?? message) : message)
  else io.err('DEBUG=awase in the environment shows where it happened.')
}
