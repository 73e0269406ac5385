/** An empty folder that is gone after the test file. Not for state that a test wants to keep. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** Call it at the top of a test file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'awase-test-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}
