import { beforeAll, describe, expect, test } from 'vitest'
import { toBase64url } from '../../../src/base64url.ts'
import type { Memory } from '../../../src/core/memory.ts'
import type { SealedPlace } from '../../../src/edge/sealed/envelope.ts'
import { fitMemory } from '../../../src/edge/sealed/fit.ts'
import { openCookie, sealCookie } from '../../../src/edge/sealed/seal.ts'
import { importSealKeys, type SealKeys } from '../../../src/edge/sealed/seal-keys.ts'
import sealed from '../../cases/sealed-cookie.json' with { type: 'json' }
import { typicalMemory } from '../../harness/typical-memory.ts'
import { proveCookies } from '../../prove/cookies.ts'

const NEW = 'q80Xn3vWkT1mY5bJw2cR7hBzLfPdSgUeViXoAaQyKtM'
const OLD = 'Zl8sT0aQd3mYx5bJw2cR7hBzLfPdSgUeViXoAaQyKtM'
const HERE: SealedPlace = { site: 'main', name: '__Host-awase' }

async function keysOf(text: string): Promise<SealKeys> {
  const imported = await importSealKeys(text)
  if (!imported.ok) throw new Error(imported.error.reason)
  return imported.value
}

const memory = typicalMemory()
/** What every cookie of it is read as. */
const kept = fitMemory(memory).memory
let keys: SealKeys
beforeAll(async () => {
  keys = await keysOf(NEW)
})

test('what is sealed is read again, here and nowhere else', async () => {
  const value = await sealCookie(memory, keys, HERE)
  expect(await openCookie(value, keys, HERE)).toEqual(kept)
  expect(await openCookie(value, keys, { ...HERE, site: 'shop' })).toBe(null)
  expect(await openCookie(value, keys, { ...HERE, name: 'awase' })).toBe(null)
})

test('a typical memory is small, the largest bounded, and both are letters only', async () => {
  const typical = await sealCookie(memory, keys, HERE)
  const items = Array.from({ length: 50 }, (_, at) => ({ item: `${at}${'ā'.repeat(150)}`, at: 0, count: 1 }))
  const largest = await sealCookie({ ...memory, items }, keys, HERE)
  expect(typical).toMatch(/^[\w-]{300,600}$/)
  expect(largest).toMatch(/^[\w-]{1500,2048}$/)
  expect(await openCookie(largest, keys, HERE)).toMatchObject({ visitor: memory.visitor })
})

test.each(sealed.cookies)('a cookie of format $format stays readable, whatever formats come later', async (cookie) => {
  const { scores, login } = cookie
  const expected = fitMemory({ ...memory, scores, ...(login !== undefined && { login }) }).memory
  const opened = (await openCookie(cookie.value, await keysOf(sealed.key), HERE)) as Memory
  expect(opened).toEqual(expected)
  expect(await openCookie(await sealCookie(opened, keys, HERE), keys, HERE)).toEqual(expected)
})

test('no two cookies are alike, and none shows what is in it', async () => {
  const [one, two] = await Promise.all([sealCookie(memory, keys, HERE), sealCookie(memory, keys, HERE)])
  expect(one.slice(0, 4)).toBe(two.slice(0, 4))
  expect(one.slice(4, 20)).not.toBe(two.slice(4, 20))
  expect(one.slice(-40)).not.toBe(two.slice(-40))
})

describe('a rotation', () => {
  test('what the old key sealed is opened while it is there, and sealed with the new one', async () => {
    const before = await sealCookie(memory, await keysOf(OLD), HERE)
    const both = await keysOf(`${NEW},${OLD}`)
    const known = (await openCookie(before, both, HERE)) as Memory
    expect(known).toEqual(kept)
    const after = await sealCookie(known, both, HERE)
    expect(await openCookie(after, keys, HERE)).toEqual(kept)
    expect(await openCookie(before, keys, HERE)).toBe(null)
  })
})

describe('a new visitor', () => {
  test.each<[string, string | null]>([
    ['no cookie', null],
    ['an empty one', ''],
    ['the cookie of before there were keys', `1.${'A'.repeat(22)}.3.2.t2q3rk.2.%2F`],
    ['a short one', 'AQID'],
    ['one that is too large', 'A'.repeat(2_801)],
    ['none of ours', 'not-a-cookie'],
  ])('%s', async (_, value) => {
    expect(await openCookie(value, keys, HERE)).toBe(null)
  })

  test('a version that is not known here, even if it was sealed with our key', async () => {
    const { id, key } = keys.sealing
    const sealedAs = async (version: number): Promise<string> => {
      const head = Uint8Array.of(version, id >> 8, id & 0xff)
      const iv = new Uint8Array(12)
      const additionalData = Uint8Array.of(...head, ...new TextEncoder().encode(`${HERE.name}\n${HERE.site}`))
      const { bytes } = fitMemory(memory)
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes)
      return toBase64url(Uint8Array.of(...head, ...iv, ...new Uint8Array(sealed)))
    }
    expect(await openCookie(await sealedAs(1), keys, HERE)).toEqual(kept)
    expect(await openCookie(await sealedAs(2), keys, HERE)).toBe(null)
  })

  test('one that is too large is not even decoded', async () => {
    const value = await sealCookie(memory, keys, HERE)
    const text = { length: 2_801, toString: () => value } as unknown as string
    expect(await openCookie(text, keys, HERE)).toBe(null)
  })

  test('2,000 mutated ones', async () => {
    expect(await proveCookies({ pairs: 2_000 })).toBe(2_000)
  })
})
