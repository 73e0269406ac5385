/** Starts, kills (-9) and starts again a Worker's whole process tree on one port. Not what it is asked: durability-kills.ts. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { WorkerProcessOptions } from './worker-process.ts'

const SCRIPT = resolve(import.meta.dirname, 'worker-process.ts')

export interface KillableWorker {
  readonly url: string
  /** SIGKILL to Node and workerd alike, then a new one on the same port. */
  killAndRestart(): Promise<void>
  close(): Promise<void>
}

export async function startKillable(options: WorkerProcessOptions): Promise<KillableWorker> {
  let child = await launch(options)
  return {
    url: `http://127.0.0.1:${options.port}`,
    async killAndRestart() {
      await kill(child)
      child = await launch(options)
    },
    close: () => kill(child),
  }
}

async function launch(options: WorkerProcessOptions): Promise<ChildProcess> {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(options)], {
    detached: true, // a group of its own, so that workerd dies with it
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout! })) if (line.startsWith('ready ')) return child
  throw new Error(`the Worker's process ended with ${child.exitCode}`)
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid!, 'SIGKILL')
  await ended
}
