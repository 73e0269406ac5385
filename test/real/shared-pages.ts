/** Pages of the shared data, byte for byte. Not JSON: that is ../shared-data.ts. */

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = join(process.env.AWASE_DATA ?? resolve(import.meta.dirname, '../../../shared/data'), 'html-pages')

export const pagesFound = existsSync(ROOT)

/** Put it into a test's name, so that a skipped one says what it lacks. */
export const pagesNote = pagesFound ? '' : ` (SKIPPED: no ${ROOT})`

/** `path` below html-pages. Throws when the file is missing: skip first. */
export const sharedPage = (path: string): Buffer => readFileSync(join(ROOT, path))
