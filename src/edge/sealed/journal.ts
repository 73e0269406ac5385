/** A journal as a cookie's value, and back. Not what is written down in it: core/memory/act.ts. */

import { ACT_KINDS, type Act, type Journal } from '../../core/memory/act.ts'
import { openBytes, type SealedPlace, sealBytes } from './envelope.ts'
import { MAX_JOURNAL_BYTES } from './limits.ts'
import type { SealKeys } from './seal-keys.ts'

/** A list for each act: seq, kind, time, what was told. Only we can write it, so that its shape is as it was written. */
type Written = readonly [version: 1, visitor: string, orders: readonly string[], acts: readonly WrittenAct[]]
type WrittenAct = readonly [seq: number, kind: number, at: number, told: Omit<Act, 'seq' | 'kind' | 'at'>]

const VERSION = 1

/** Null: there is none, or it cannot be read. Never throws. */
export async function openJournal(value: string | null, keys: SealKeys, place: SealedPlace): Promise<Journal | null> {
  const bytes = await openBytes(value, keys, place)
  if (bytes === null) return null
  const written: Written = JSON.parse(decoder.decode(bytes))
  if (written[0] !== VERSION) return null
  const [, visitor, orders, acts] = written
  return { visitor, orders, acts: acts.map(([seq, kind, at, told]) => ({ ...told, seq, at, kind: ACT_KINDS[kind]! })) }
}

/** Null: there is more in it than a cookie holds. */
export async function sealJournal(
  { visitor, orders, acts }: Journal,
  keys: SealKeys,
  place: SealedPlace,
): Promise<string | null> {
  const written: Written = [
    VERSION,
    visitor,
    orders,
    acts.map(({ seq, kind, at, ...told }) => [seq, ACT_KINDS.indexOf(kind), at, told]),
  ]
  const bytes = encoder.encode(JSON.stringify(written))
  return bytes.length > MAX_JOURNAL_BYTES ? null : sealBytes(bytes, keys, place)
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
