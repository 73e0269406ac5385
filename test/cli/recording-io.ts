/** A CliIo that keeps what was said, without colours. For commands called in the test's own process. */

import { setTimeout } from 'node:timers/promises'
import type { CliIo } from '../../src/cli/command.ts'

export interface RecordingIo extends CliIo {
  readonly said: { readonly out: string[]; readonly err: string[] }
}

export function recordingIo(changes: Partial<CliIo> = {}): RecordingIo {
  const said = { out: [] as string[], err: [] as string[] }
  return {
    said,
    out: (line) => void said.out.push(...line.split('\n')),
    err: (line) => void said.err.push(...line.split('\n')),
    folder: process.cwd(),
    project: process.cwd(),
    environment: {},
    style: (_, text) => text,
    progress: () => ({ step() {}, done() {} }),
    now: () => Date.parse('2026-11-22T12:00:00Z'),
    wait: (milliseconds) => setTimeout(milliseconds),
    ...changes,
  }
}
