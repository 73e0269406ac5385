/** A memory as a cookie's value, and back. Not its bytes: memory-bytes.ts; not how they are sealed: envelope.ts. */

import type { Memory } from '../../core/memory.ts'
import { openBytes, type SealedPlace, sealBytes } from './envelope.ts'
import { fitMemory } from './fit.ts'
import { readMemory } from './memory-bytes.ts'
import type { SealKeys } from './seal-keys.ts'

/** Null, a new visitor: for anything that was not sealed with one of these keys for this place. Never throws. */
export async function openCookie(value: string | null, keys: SealKeys, place: SealedPlace): Promise<Memory | null> {
  const bytes = await openBytes(value, keys, place)
  return bytes === null ? null : readMemory(bytes)
}

/** At most MAX_SEALED_LENGTH letters; what does not fit goes as fit.ts says. */
export const sealCookie = (memory: Memory, keys: SealKeys, place: SealedPlace): Promise<string> =>
  sealBytes(fitMemory(memory).bytes, keys, place)
