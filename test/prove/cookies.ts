/** Mutated, foreign and outlived cookies: nothing throws, and none is anybody's. Not HTTP: promises/ and input/. */

import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import type { Memory } from '../../src/core/memory.ts'
import type { SealedPlace } from '../../src/edge/sealed/envelope.ts'
import { openCookie, sealCookie } from '../../src/edge/sealed/seal.ts'
import { importSealKeys, type SealKeys, sealKeysAdvice } from '../../src/edge/sealed/seal-keys.ts'
import { anyMemory } from '../edge/sealed/any-memory.ts'
import { typicalMemory } from '../harness/typical-memory.ts'
import { changes } from './cookies-mutated.ts'
import type { Effort } from './properties.ts'

const SEALED_COUNT = 60
const HERE: SealedPlace = { site: 'main', name: '__Host-awase' }

/** Throws with the seed and the cookie found. `pairs` is the number of cookies. */
export async function proveCookies({ pairs, seed = Date.now() | 0 }: Effort): Promise<number> {
  const [own, other] = [newKey(), newKey()]
  const keys = await keysOf(`${own},${other}`)
  const values = await sealedValues(keys, seed)
  await openEach(values, keys)
  await refuseForeign(values, { keys, retired: await keysOf(other), strangers: await keysOf(newKey()) })

  const picked = fc.tuple(fc.nat(SEALED_COUNT - 1), fc.nat(SEALED_COUNT - 1), changes)
  const known = new Set(values)
  let refused = 0
  const property = fc.asyncProperty(picked, async ([one, two, changed]) => {
    const value = changed(values[one] as string, values[two] as string)
    if (known.has(value)) return fc.pre(false)
    const opened = await openCookie(value, keys, HERE)
    if (opened !== null) throw new Error(`accepted: ${value}`)
    refused++
  })
  await fc.assert(property, { numRuns: pairs, seed, includeErrorInReport: true })
  return refused
}

const newKey = (): string => randomBytes(32).toString('base64url')

async function keysOf(text: string): Promise<SealKeys> {
  const imported = await importSealKeys(text)
  if (!imported.ok) throw new Error(sealKeysAdvice(imported.error))
  return imported.value
}

async function sealedValues(keys: SealKeys, seed: number): Promise<readonly string[]> {
  const memories: readonly Memory[] = [typicalMemory(), ...fc.sample(anyMemory, { numRuns: SEALED_COUNT - 1, seed })]
  return Promise.all(memories.map((memory) => sealCookie(memory, keys, HERE)))
}

/** Were these none, the rest would prove nothing. */
async function openEach(values: readonly string[], keys: SealKeys): Promise<void> {
  for (const value of values) {
    if ((await openCookie(value, keys, HERE)) === null) throw new Error(`refused: ${value}`)
  }
}

async function refuseForeign(
  values: readonly string[],
  { keys, retired, strangers }: { readonly [which in 'keys' | 'retired' | 'strangers']: SealKeys },
): Promise<void> {
  const elsewhere: readonly (readonly [SealKeys, SealedPlace])[] = [
    [retired, HERE],
    [strangers, HERE],
    [keys, { ...HERE, site: 'shop' }],
    [keys, { ...HERE, name: 'awase' }],
  ]
  for (const value of values) {
    for (const [theirs, place] of elsewhere) {
      if ((await openCookie(value, theirs, place)) !== null) throw new Error(`accepted elsewhere: ${value}`)
    }
  }
}
