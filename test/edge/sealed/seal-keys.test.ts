import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { importSealKeys, lateSealKeys, type SealKeysFault, sealKeysAdvice } from '../../../src/edge/sealed/seal-keys.ts'

const KEY = 'q80Xn3vWkT1mY5bJw2cR7hBzLfPdSgUeViXoAaQyKtM'
const OTHER = 'Zl8sT0aQd3mYx5bJw2cR7hBzLfPdSgUeViXoAaQyKtM'

test('the first key seals, all open', async () => {
  const imported = await importSealKeys(` ${KEY} , ${OTHER},`)
  if (!imported.ok) throw new Error(sealKeysAdvice(imported.error))
  const { sealing, opening } = imported.value
  expect([...opening.keys()][0]).toBe(sealing.id)
  expect(opening.size).toBe(2)
  expect(sealing.key).toMatchObject({ algorithm: { name: 'AES-GCM', length: 256 }, extractable: false })
})

test('a key has the same id wherever it stands, and as openssl writes it', async () => {
  const [one, two] = await Promise.all([importSealKeys(`${KEY},${OTHER}`), importSealKeys(`${OTHER},${KEY}`)])
  expect(one.ok && new Set(one.value.opening.keys())).toEqual(two.ok && new Set(two.value.opening.keys()))
  const random = randomBytes(32)
  const spellings = [random.toString('base64'), random.toString('base64url')]
  const ids = await Promise.all(spellings.map(async (text) => importSealKeys(text)))
  expect(new Set(ids.map((imported) => imported.ok && imported.value.sealing.id)).size).toBe(1)
})

test.each<[string | undefined, SealKeysFault]>([
  [undefined, { reason: 'missing' }],
  ['', { reason: 'missing' }],
  [' , ', { reason: 'missing' }],
  [`${KEY},not a key`, { reason: 'malformed', place: 2 }],
  [`${KEY.slice(1)}!`, { reason: 'malformed', place: 1 }],
  ['A'.repeat(42), { reason: 'bad_length', place: 1 }],
  [`${KEY},${'A'.repeat(172)}`, { reason: 'bad_length', place: 2 }],
  [`${KEY},${OTHER},${KEY}`, { reason: 'same_id', place: 3 }],
  [Array.from({ length: 9 }, () => KEY).join(), { reason: 'too_many' }],
])('%s is refused, with what to do', async (text, fault) => {
  expect(await importSealKeys(text)).toEqual({ ok: false, error: fault })
  expect(sealKeysAdvice(fault)).toMatch(/COOKIE_KEYS.*\.$/)
  if (text !== undefined && text.length > 5) expect(sealKeysAdvice(fault)).not.toContain(text.slice(0, 5))
})

test('keys are imported once, and their absence is told once', async () => {
  const faults: SealKeysFault[] = []
  const keysOf = lateSealKeys(KEY, (fault) => faults.push(fault))
  const [first, meanwhile] = await Promise.all([keysOf(), keysOf()])
  expect(meanwhile).toBe(first)
  expect(await keysOf()).toBe(first)
  const none = lateSealKeys(undefined, (fault) => faults.push(fault))
  expect(await Promise.all([none(), none()])).toEqual([null, null])
  expect(await none()).toBe(null)
  expect(faults).toEqual([{ reason: 'missing' }])
})
