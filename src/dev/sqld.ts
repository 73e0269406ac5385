/** A real libSQL server on this machine, from npm, for development and tests. Not what production uses: that is Turso. */

import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { anyFreePort } from './free-port.ts'
import { LOOPBACK } from './listen.ts'

export interface Sqld {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly pid: number
  /** A signal for this very process, e.g. SIGKILL or SIGSTOP. */
  signal(signal: NodeJS.Signals): void
  /** Resolves when the process has ended, however that came about. */
  readonly ended: Promise<void>
  /** Ends it, and waits until it has; calling it again does nothing. */
  close(): Promise<void>
}

export interface SqldOptions {
  /** Where its files are; a server that was killed goes on from them. */
  readonly folder: string
  /** That one or none; absent: any free one. */
  readonly port?: number
  /** Besides the environment of this process. */
  readonly environment?: { readonly [name: string]: string }
}

const CLOSE_MS = 3_000
const START_MS = 10_000
const ASK_AGAIN_MS = 20
/** A free port may be taken before the server has it. */
const PORTS_COUNT = 5
const SAID_LENGTH = 500
/**
 * By default sqld writes its log back after a thousand pages, in the connection that happens to commit; two that do so at
 * once wait for each other for ever (seen with four writers, after 60,000 rows). By the clock it does so in one of its own.
 */
const CHECKPOINT_S = 5

/** The one thing it says besides errors, as soon as it has its port. */
const LOGGED = 'error,libsql_server::namespace::meta_store=info'
const HAS_PORT = 'meta store restore completed'

/** Null: npm has no server for this machine (Windows), or it is not installed. */
export function sqldBinary(platform: string = process.platform, arch: string = process.arch): string | null {
  try {
    return createRequire(import.meta.url).resolve(`@sqld/${platform}-${arch}/sqld`)
  } catch {
    return null
  }
}

/** For a person whose machine has no server. */
export function noSqldText(platform: string = process.platform, arch: string = process.arch): string {
  if (platform === 'win32')
    return 'There is no libSQL server for Windows. Run Awase inside WSL, and events are recorded there.'
  return `npm has no libSQL server for this machine (${platform}-${arch}), or it was not installed: npm ci brings it along.`
}

/** Up and answering. Throws with a sentence for a person where there is none for this machine, or it does not start. */
export async function startSqld({ folder, port, environment = {} }: SqldOptions): Promise<Sqld> {
  const binary = sqldBinary()
  if (binary === null) throw new Error(noSqldText())
  for (let left = port === undefined ? PORTS_COUNT : 1; ; left--) {
    const address = `${LOOPBACK}:${port ?? (await anyFreePort())}`
    const started = await tryStart({ binary, address, folder, environment })
    if (typeof started !== 'string') return started
    if (left === 1 || !PORT_TAKEN.test(started)) throw new Error(`The libSQL server did not start: ${started}`)
  }
}

const PORT_TAKEN = /address already in use/i

interface Start {
  readonly binary: string
  readonly address: string
  readonly folder: string
  readonly environment: { readonly [name: string]: string }
}

/** The server, or why it did not start, in its own words. */
async function tryStart({ binary, address, folder, environment }: Start): Promise<Sqld | string> {
  const child = spawn(binary, argumentsOf(address, folder), {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Not in our process group: Ctrl-C is for us, who close things in order.
    detached: true,
    env: { ...process.env, RUST_LOG: LOGGED, RUST_BACKTRACE: '0', ...environment },
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said.push(String(chunk))
      if (said.length > 50) said.shift()
    })
  }
  const cannotRun = new Promise<string>((resolve) => child.once('error', ({ message }) => resolve(message)))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  if (child.pid === undefined) return cannotRun
  endWithUs(child)
  const url = `http://${address}`
  if (await answers(url, child, said)) return running(child, url, ended)
  const reason = child.exitCode === null ? `it did not answer within ${START_MS / 1_000} s` : 'it ended at once'
  child.kill('SIGKILL')
  await ended
  return firstWords(said.join('')) || reason
}

const argumentsOf = (address: string, folder: string): string[] => [
  ...['--db-path', join(folder, 'record.sqld'), '--http-listen-addr', address],
  ...['--checkpoint-interval-s', String(CHECKPOINT_S), '--no-welcome'],
]

const running = (child: ChildProcess, url: string, ended: Promise<void>): Sqld => ({
  url,
  pid: child.pid!,
  signal: (signal) => void child.kill(signal),
  ended,
  async close() {
    child.kill('SIGCONT')
    child.kill('SIGTERM')
    const patience = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS)
    await ended
    clearTimeout(patience)
  },
})

/** A process that is killed cannot clean up: this shell sees the pipe from us end, and ends the server. */
function endWithUs(child: ChildProcess): void {
  const watcher = spawn('/bin/sh', ['-c', 'cat >/dev/null; kill -9 "$0"', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.once('error', () => {}) // without a shell the server outlives a killed parent, and that is all
  watcher.unref()
  const pipe = watcher.stdin as unknown as Socket
  pipe.unref()
  child.once('exit', () => {
    // Before our end of the pipe closes: by then the number may be another process's.
    watcher.kill('SIGKILL')
    pipe.destroy()
  })
}

/** That it is this server which answers, and not one that was quicker to take the port. */
async function answers(url: string, child: ChildProcess, said: readonly string[]): Promise<boolean> {
  const until = Date.now() + START_MS
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    await pause(ASK_AGAIN_MS)
    if (!said.join('').includes(HAS_PORT)) continue
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(START_MS) }).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) return true
  }
  return false
}

const firstWords = (said: string): string =>
  said
    .split('Stack backtrace:')[0]!
    .replace(/^.* INFO .*$/gm, '')
    .trim()
    .replace(/^Error: /, '')
    .trim()
    .slice(0, SAID_LENGTH)
