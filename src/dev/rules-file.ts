/** A rules file on disk: what it says now, and each time it says something else. Not what becomes of it: see publish-client.ts. */

import { createHash } from 'node:crypto'
import { watch } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

export interface RulesListener {
  /** The file's text when it differs from before; the next call waits for the end of this one. */
  changed(text: string): Promise<void>
  /** The file is there but cannot be read, or its folder went away. */
  failed(cause: unknown): void
}

export interface RulesWatch {
  /** No call begins after this. */
  close(): void
}

/**
 * Tells `listener` whenever the content differs from before, `known` first. The folder is watched, because many editors
 * replace the file instead of writing into it. A file that is gone or blank is an editor between two steps, or somebody
 * who will bring it back: nothing is told until then.
 */
export function watchRules(file: string, known: string, listener: RulesListener): RulesWatch {
  let last = hash(known)
  let queue: Promise<void> = Promise.resolve()
  let closed = false

  const look = async (): Promise<void> => {
    const text = closed ? null : await readSettled(file)
    if (text === null || closed || hash(text) === last) return
    last = hash(text)
    await listener.changed(text)
  }
  const lookNext = (): void => {
    queue = queue.then(look).catch(listener.failed)
  }
  const watcher = watch(dirname(file), (_event, name) => {
    if (name === null || name === basename(file)) lookNext()
  })
  watcher.on('error', listener.failed)
  lookNext() // it may have changed since `known` was read
  return {
    close() {
      closed = true
      watcher.close()
    },
  }
}

/** The text once two reads agree, so that a file being written is not taken for a broken one; null: it is not there, or blank. */
async function readSettled(file: string): Promise<string | null> {
  let before = await readIfThere(file)
  for (;;) {
    const now = await readIfThere(file)
    if (now === before) return now?.trim() === '' ? null : now
    before = now
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw cause
  }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64')
