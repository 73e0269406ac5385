/** A process that stands still for certain. Sending SIGSTOP alone is a wish: on a busy machine its threads go on for a while. */

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Resolves when none of its threads runs any more. SIGCONT lets it go on. */
export async function freeze({ pid, signal }: Freezable): Promise<void> {
  signal('SIGSTOP')
  while (!statesOf(pid).every((state) => state === 'T')) await nextTurn()
}

export interface Freezable {
  readonly pid: number
  signal(signal: NodeJS.Signals): void
}

/** One letter a thread, as `ps` has them; without Linux's files one for the process. Throws if there is no such process. */
function statesOf(pid: number): readonly string[] {
  if (process.platform !== 'linux')
    return [execFileSync('ps', ['-o', 'state=', '-p', `${pid}`], { encoding: 'utf8' })[0]!]
  return readdirSync(`/proc/${pid}/task`).map((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
    // The name before it stands in parentheses, and may hold some itself.
    return stat[stat.lastIndexOf(')') + 2]!
  })
}
