/** The key that the local stack seals cookies with: kept in its state folder, so that visitors outlive a restart. Not a deployed Worker's: deploy-steps.ts. */

import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCookieKeys } from '../edge/sealed/seal-keys.ts'

const FILE = 'cookie-keys'
const KEY_BYTES = 32
const OWNER_ONLY_MODE = 0o600

/** What COOKIE_KEYS takes. `statePath` absent: made up, and gone with the stack. */
export async function localCookieKeys(statePath: string | undefined): Promise<string> {
  const fresh = randomBytes(KEY_BYTES).toString('base64url')
  if (statePath === undefined) return fresh
  const file = join(statePath, FILE)
  const kept = await readFile(file, 'utf8').catch(unlessAbsent)
  if (kept !== null && readCookieKeys(kept).ok) return kept.trim()
  await mkdir(statePath, { recursive: true })
  await rm(file, { force: true }) // a file that is there keeps its mode
  await writeFile(file, `${fresh}\n`, { mode: OWNER_ONLY_MODE })
  return fresh
}

function unlessAbsent(cause: NodeJS.ErrnoException): null {
  if (cause.code === 'ENOENT') return null
  throw cause
}
