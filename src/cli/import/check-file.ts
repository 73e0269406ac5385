/** A file of events read once, to say what is wrong with it before anything is sent. Not the sending: send-file.ts. */

import { fail, ok, type Result } from '../../core/result.ts'
import type { CliIo } from '../command.ts'
import { linesOf, unreadableBecause } from '../lines.ts'
import { visible } from '../visible.ts'
import { checkLine } from './check-line.ts'
import { MAX_LINE_LENGTH, type MetTexts } from './event-line.ts'

/** A file that is wrong all over says so with its first lines. */
const SHOWN_FAULTS_COUNT = 20

export interface Fault {
  readonly name: string
  /** 1-based; 0: the file as a whole. */
  readonly line: number
  readonly message: string
}

export interface Faults {
  readonly count: number
  readonly first: readonly Fault[]
  /** Lines that are events. */
  readonly sound: number
}

/** The error is a message for a person: the file cannot be read. */
export async function checkFile(file: string, io: CliIo): Promise<Result<Faults, string>> {
  const name = visible(file)
  const progress = io.progress('checked', null)
  const faults = startFaults(name)
  const met: MetTexts = new Map()
  let line = 0
  try {
    for await (const text of linesOf(file, io.folder, MAX_LINE_LENGTH)) {
      line++
      const checked = checkLine(text, met, io.now())
      if (!checked.ok) faults.add(line, checked.error)
      else if (checked.value !== null) faults.sound++
      progress.step()
    }
  } catch (cause) {
    return fail(`${name}: ${unreadableBecause(cause)}`)
  } finally {
    progress.done()
  }
  return ok(faults.result())
}

/** Collects the first faults of a file and counts the others. */
export function startFaults(name: string) {
  const first: Fault[] = []
  let count = 0
  return {
    sound: 0,
    add(line: number, message: string): void {
      count++
      if (first.length < SHOWN_FAULTS_COUNT) first.push({ name, line, message })
    },
    result(): Faults {
      return { count, first, sound: this.sound }
    },
  }
}
