/** `awase schema`: the file that the repository holds, printed or written. Not what stands in it: test/ruleset/schema.test.ts. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { schemaCommand } from '../../src/cli/schema-command.ts'
import { SCHEMA_FILE } from '../../src/dev/make-schema.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { recordingIo } from './recording-io.ts'

const folder = await temporaryFolder()
const schema = await readFile(SCHEMA_FILE, 'utf8')

async function run(...args: string[]) {
  const io = recordingIo({ folder })
  const code = await schemaCommand.run(args, io)
  return { code, out: io.said.out.join('\n'), err: io.said.err.join('\n') }
}

test('printed', async () => {
  expect(await run()).toEqual({ code: 0, out: schema.trimEnd(), err: '' })
})

test('written, in the place of what was there', async () => {
  await writeFile(join(folder, 'old.json'), 'x'.repeat(1_000_000))
  const out = 'old.json is written. npx awase schema --help says how VS Code finds it.'
  expect(await run('--out', 'old.json')).toEqual({ code: 0, out, err: '' })
  expect(await readFile(join(folder, 'old.json'), 'utf8')).toBe(schema)
})

test('refused', async () => {
  await mkdir(join(folder, 'a'))
  expect(await run('--out', 'a')).toEqual({ code: 1, out: '', err: 'a cannot be written: it is a folder.' })
  expect(await run('--out', 'b/c')).toEqual({
    code: 1,
    out: '',
    err: 'b/c cannot be written: its folder is not there.',
  })
  const long = 'n'.repeat(300)
  const why = `${long} cannot be written: the system answers ENAMETOOLONG.`
  expect(await run('--out', long)).toEqual({ code: 1, out: '', err: why })
  const err = '"x.json" belongs to no flag: npx awase schema --out x.json writes there.'
  expect(await run('x.json')).toEqual({ code: 2, out: '', err })
  expect((await run('--out')).code).toBe(2)
})

test('help says how VS Code finds it', () => {
  expect(schemaCommand.help).toContain('"$schema": "./schema/ruleset.schema.json"')
  expect(schemaCommand.help).toContain('"json.schemas"')
})
