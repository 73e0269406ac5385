/** Real data that is never copied into the project: `AWASE_DATA`, else beside the checkout. Not for cases of our own. */

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = process.env.AWASE_DATA ?? resolve(import.meta.dirname, '../../shared/data')

if (!existsSync(ROOT)) {
  process.stderr.write(
    `SKIPPED: tests that need the real data, because ${ROOT} is not there (AWASE_DATA names another place)\n`,
  )
}

export interface SharedJson<T> {
  readonly found: boolean
  /** Put it into the test's name, so that a skipped test says what it lacks. */
  readonly note: string
  /** Throws when the file is missing: skip first. */
  read(): T
}

/** A file of real data, or null when it is not there. */
export function sharedFile(path: string): Buffer | null {
  const file = join(ROOT, path)
  return existsSync(file) ? readFileSync(file) : null
}

/** `path` below the folder of real data, e.g. `cf-samples/request-cf.json`. */
export function sharedJson<T>(path: string): SharedJson<T> {
  const file = join(ROOT, path)
  const found = existsSync(file)
  return { found, note: found ? '' : ` (SKIPPED: no ${file})`, read: () => JSON.parse(readFileSync(file, 'utf8')) as T }
}
