/** Pages of the shared data, byte for byte. Where they lie: ../shared-data.ts. */

import { sharedFile } from '../shared-data.ts'

const CASES = 'html-pages/cases.json'

export const pagesFound = sharedFile(CASES) !== null

/** Put it into a test's name, so that a skipped one says what it lacks. */
export const pagesNote = pagesFound ? '' : ` (SKIPPED: no ${CASES})`

/** `path` below html-pages. Throws when the file is missing: skip first. */
export function sharedPage(path: string): Buffer {
  const page = sharedFile(`html-pages/${path}`)
  if (page === null) throw new Error(`there is no html-pages/${path}`)
  return page
}
