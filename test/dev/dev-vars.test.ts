/** The file of secrets: read, and written without touching what else stands there. */

import { readFile, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readDevVars, writeDevVar } from '../../src/dev/dev-vars.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'

const folder = await temporaryFolder()
const EXAMPLE = resolve(import.meta.dirname, '../../.dev.vars.example')

test('quotes, spaces, comments and empty values', async () => {
  const file = join(folder, 'read')
  await writeFile(file, '# a comment\nPUBLISH_TOKEN = "abc"\nexport OPEN_METEO_KEY=\'d e\'\nEMPTY=\nnot a line\n')
  expect(await readDevVars(file)).toEqual({ PUBLISH_TOKEN: 'abc', OPEN_METEO_KEY: 'd e' })
})

test('no file has no secrets', async () => {
  expect(await readDevVars(join(folder, 'absent'))).toEqual({})
})

test('our example holds none', async () => {
  expect(await readDevVars(EXAMPLE)).toEqual({})
})

test('one name is set, the rest stays, nobody else may read it', async () => {
  const file = join(folder, 'written')
  await writeFile(file, await readFile(EXAMPLE, 'utf8'))
  await writeDevVar(file, 'PUBLISH_TOKEN', 'first')
  await writeDevVar(file, 'PUBLISH_TOKEN', 'second')
  await writeDevVar(file, 'OTHER', 'x')
  expect(await readDevVars(file)).toEqual({ PUBLISH_TOKEN: 'second', OTHER: 'x' })
  expect(await readFile(file, 'utf8')).toBe(
    `${(await readFile(EXAMPLE, 'utf8')).replace('PUBLISH_TOKEN=\n', 'PUBLISH_TOKEN=second\n')}OTHER=x\n`,
  )
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a file that does not exist yet', async () => {
  const file = join(folder, 'new')
  await writeDevVar(file, 'PUBLISH_TOKEN', 'first')
  expect(await readFile(file, 'utf8')).toBe('PUBLISH_TOKEN=first\n')
})
