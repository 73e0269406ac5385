/** How programs on this machine find the local stack while it runs: a file in its state folder. Not the stack: stack.ts. */

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const FILE = 'running.json'
/** The token is a secret of whoever runs the stack. */
const OWNER_ONLY_MODE = 0o600

export interface RunningStack {
  /** Of the Worker, without a slash at the end. */
  readonly url: string
  /** For this run only. */
  readonly token: string
  /** The site it stands before; the demo shop has an address of its own each time. */
  readonly origin: string
  /** URL of the libSQL server; null or absent: nothing is recorded. */
  readonly record?: string | null
  readonly pid: number
}

/** `statePath`: the stack's own folder. `withdraw` takes the file away, unless another stack has put its own there. */
export async function announceStack(statePath: string, running: RunningStack): Promise<{ withdraw(): Promise<void> }> {
  const file = join(statePath, FILE)
  await mkdir(statePath, { recursive: true })
  await rm(file, { force: true }) // a file that is there keeps its mode
  await writeFile(file, `${JSON.stringify(running, null, 2)}\n`, { mode: OWNER_ONLY_MODE })
  return {
    async withdraw() {
      if ((await readRunning(file))?.pid === running.pid) await rm(file, { force: true })
    },
  }
}

/** Those whose process is alive; `stateFolder` holds a folder for each. What a killed one left behind is passed over. */
export async function runningStacks(stateFolder: string): Promise<readonly RunningStack[]> {
  const found = await Promise.all(
    (await foldersIn(stateFolder)).map((name) => readRunning(join(stateFolder, name, FILE))),
  )
  return found.filter((running) => running !== null).filter(({ pid }) => isAlive(pid))
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw cause
  }
}

/** Null: there is none, or it is being written. */
async function readRunning(file: string): Promise<RunningStack | null> {
  try {
    const running: unknown = JSON.parse(await readFile(file, 'utf8'))
    return isRunning(running) ? running : null
  } catch (cause) {
    if (cause instanceof SyntaxError || (cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw cause
  }
}

const isRunning = (value: unknown): value is RunningStack =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as RunningStack).url === 'string' &&
  typeof (value as RunningStack).token === 'string' &&
  typeof (value as RunningStack).pid === 'number'

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM' // alive, and somebody else's
  }
}
