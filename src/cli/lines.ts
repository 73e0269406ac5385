/** The lines of a file or of a pipe, one after the other, never all at once. Not what stands in them. */

import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { STANDARD_INPUT } from './rules-text.ts'

/**
 * By line feeds alone: JSON may hold other line separators as they are. Nothing is read beyond a line that is longer than
 * `maximum` characters; what was had of it is the last one. Throws what the system says (ENOENT, EISDIR …).
 */
export async function* linesOf(file: string, folder: string, maximum: number): AsyncIterable<string> {
  const source =
    file === STANDARD_INPUT ? process.stdin.setEncoding('utf8') : createReadStream(resolve(folder, file), 'utf8')
  let rest = ''
  for await (const chunk of source as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    yield* lines
    if (rest.length > maximum) break
  }
  if (rest !== '') yield rest
}

/** A message for a person; anything that is no such error is a fault of ours, and thrown again. */
export function unreadableBecause(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException
  if (code === undefined) throw cause
  return UNREADABLE[code] ?? `It cannot be read (${code}).`
}

const UNREADABLE: { readonly [code: string]: string } = {
  ENOENT: 'There is no such file.',
  EISDIR: 'This is a folder.',
}
