/** A visitor's cookie as the Worker of the tests would set it, and what it says. Not what is remembered typically: typical-memory.ts. */

import { newMemory } from '../../src/core/memory/new-memory.ts'
import type { Memory } from '../../src/core/memory.ts'
import { DEVELOPMENT_COOKIE_NAME, type MemoryName } from '../../src/edge/sealed/cookie-name.ts'
import { openCookie, sealCookie } from '../../src/edge/sealed/seal.ts'
import { importSealKeys } from '../../src/edge/sealed/seal-keys.ts'
import { TEST_COOKIE_KEYS } from './worker.ts'

const keys = importSealKeys(TEST_COOKIE_KEYS).then((imported) => {
  if (!imported.ok) throw new Error(JSON.stringify(imported.error))
  return imported.value
})

export interface CookieOptions {
  readonly site?: string
  /** On plain HTTP at home by default, as the tests' Workers are asked. */
  readonly name?: MemoryName
}

/** A returning visitor's, seen a minute ago, but for what `changes` says. */
export function returning(visitor: string, changes: Partial<Memory> = {}): Memory {
  const now = Math.floor(Date.now() / 1000)
  const visits = { count: 3, pageCount: 2, lastSeen: now - 60, began: now - 120, daysSinceLast: 2, landingPath: '/' }
  return { ...newMemory(visitor, '/', (now - 10 * 86_400) * 1000), visits, ...changes }
}

/** `name=value`, for the request header. */
export async function visitorCookie(
  memory: Memory,
  { site = 'main', name = DEVELOPMENT_COOKIE_NAME }: CookieOptions = {},
): Promise<string> {
  return `${name}=${await sealCookie(memory, await keys, { site, name })}`
}

/** Of `Set-Cookie` lines or a request's cookies; null: none of them is ours, or it cannot be read. */
export async function rememberedIn(
  cookies: readonly string[],
  { site = 'main', name = DEVELOPMENT_COOKIE_NAME }: CookieOptions = {},
): Promise<Memory | null> {
  const line = cookies.findLast((cookie) => cookie.startsWith(`${name}=`))
  if (line === undefined) return null
  return openCookie(line.slice(name.length + 1).split(';', 1)[0]!, await keys, { site, name })
}
