import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { localCookieKeys } from '../../src/dev/local-cookie-keys.ts'
import { readCookieKeys } from '../../src/edge/sealed/seal-keys.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'

const folder = await temporaryFolder()

test('a state folder keeps its key, which nobody else may read', async () => {
  const statePath = join(folder, 'deep', 'state')
  const first = await localCookieKeys(statePath)
  expect(readCookieKeys(first).ok).toBe(true)
  expect(await localCookieKeys(statePath)).toBe(first)
  expect((await stat(join(statePath, 'cookie-keys'))).mode & 0o777).toBe(0o600)
})

test('without one each stack has its own', async () => {
  const [one, other] = await Promise.all([localCookieKeys(undefined), localCookieKeys(undefined)])
  expect(one).not.toBe(other)
  expect(readCookieKeys(one).ok).toBe(true)
})

test('a file that holds no key is written anew, for nobody else to read', async () => {
  const file = join(folder, 'cookie-keys')
  await writeFile(file, 'oops', { mode: 0o644 })
  const fresh = await localCookieKeys(folder)
  expect(readCookieKeys(fresh).ok).toBe(true)
  expect(await readFile(file, 'utf8')).toBe(`${fresh}\n`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})
