/** `awase slots` as somebody types it, and what comes of it. Not its parts: those have tests of their own. */

import type { CliIo } from '../../../src/cli/command.ts'
import { slotsCommand } from '../../../src/cli/slots-command.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Steps of the progress line, and whether it ended. */
  readonly steps: number
  readonly isDone: boolean
}

export async function runSlots(
  args: readonly string[],
  { folder = '/', environment = {} }: { folder?: string; environment?: CliIo['environment'] } = {},
): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  let steps = 0
  let isDone = false
  const code = await slotsCommand.run(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    folder,
    project: folder,
    environment,
    style: (_, text) => text,
    progress: () => ({
      step() {
        steps++
      },
      done() {
        isDone = true
      },
    }),
    now: () => Date.UTC(2026, 10, 22),
    wait: async () => {},
  })
  return { code, out: out.join('\n'), err: err.join('\n'), steps, isDone }
}
