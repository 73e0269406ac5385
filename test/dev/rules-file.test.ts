/** A watched file: what counts as a change, whichever way an editor writes. */

import { rename, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { watchRules } from '../../src/dev/rules-file.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'

const folder = await temporaryFolder()

/** A watched file and its changes, one after the other, as they are told. */
async function watched(name: string, text: string) {
  const file = join(folder, name)
  await writeFile(file, text)
  const told: string[] = []
  let wake = () => {}
  const watch = watchRules(file, text, {
    async changed(now) {
      told.push(now)
      wake()
    },
    failed(cause) {
      throw cause
    },
  })
  const next = async (): Promise<string> => {
    while (told.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    return told.shift()!
  }
  return { file, told, next, [Symbol.dispose]: () => watch.close() }
}

test('a file written in place', async () => {
  using rules = await watched('in-place.json', 'one')
  await writeFile(rules.file, 'two')
  expect(await rules.next()).toBe('two')
})

test('a file replaced by another, as careful editors do', async () => {
  using rules = await watched('replaced.json', 'one')
  for (const text of ['two', 'three']) {
    await writeFile(`${rules.file}.tmp`, text)
    await rename(`${rules.file}.tmp`, rules.file)
    expect(await rules.next()).toBe(text)
  }
})

test('a file that goes and comes back', async () => {
  using rules = await watched('gone.json', 'one')
  await rm(rules.file)
  await writeFile(rules.file, 'two')
  expect(await rules.next()).toBe('two')
})

test('what it says counts, not that it was touched', async () => {
  using rules = await watched('touched.json', 'one')
  await utimes(rules.file, new Date(), new Date())
  await writeFile(rules.file, 'one')
  await writeFile(join(folder, 'another.json'), 'three')
  await writeFile(rules.file, 'two')
  expect(await rules.next()).toBe('two')
  expect(rules.told).toEqual([])
})

test('a change between reading and watching is not missed', async () => {
  const file = join(folder, 'before.json')
  await writeFile(file, 'two')
  const told = Promise.withResolvers<string>()
  const watch = watchRules(file, 'one', { changed: async (text) => told.resolve(text), failed: told.reject })
  expect(await told.promise).toBe('two')
  watch.close()
})
