/** `awase schema`: the JSON Schema of a rules file, for editors. Not its making: dev/make-schema.ts. */

import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from './command.ts'
import { readFlags, wrongUsage } from './flags.ts'

const HELP = `npx awase schema [--out FILE]

Prints the JSON Schema of a rules file (draft 07), or writes it to FILE. With it an editor completes keys, attributes,
operators and values, says what each means, and underlines mistakes while you write.

  --out FILE   write it there instead of printing it; a file that is there is replaced
  --help       this text

VS Code finds it in one of two ways. By the first line of the rules file itself, as npx awase init writes it:

  { "$schema": "./schema/ruleset.schema.json", "format": 1, … }

or, for rules files that do not name it, by your settings (.vscode/settings.json):

  { "json.schemas": [{ "fileMatch": ["rules*.json"], "url": "./schema/ruleset.schema.json" }] }

Paths in the rules file are from that file, paths in the settings from the folder that is open.
The exit code is 0 when it was printed or written, 1 when it was not, 2 when the flags are wrong.

For example:
  npx awase schema --out ../shop/ruleset.schema.json
`

const SCHEMA_FILE = resolve(import.meta.dirname, '../../schema/ruleset.schema.json')

const OPTIONS = { out: { type: 'string' } } as const

export const schemaCommand: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of a rules file, for editors',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('schema', args, OPTIONS)
    if (!flags.ok) return wrongUsage(flags.error, io)
    const { values, positionals } = flags.value
    if (positionals[0] !== undefined) {
      return wrongUsage(
        `"${positionals[0]}" belongs to no flag: npx awase schema --out ${positionals[0]} writes there.`,
        io,
      )
    }
    const text = await readFile(SCHEMA_FILE, 'utf8')
    if (values.out === undefined) {
      io.out(text.trimEnd())
      return 0
    }
    const refusal = await write(resolve(io.folder, values.out), text)
    if (refusal !== null) {
      io.err(`${values.out} cannot be written: ${refusal}`)
      return 1
    }
    io.out(`${values.out} is written. npx awase schema --help says how VS Code finds it.`)
    return 0
  },
}

/** Null: written. Else why not, for a person. */
async function write(file: string, text: string): Promise<string | null> {
  try {
    await writeFile(file, text)
    return null
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === undefined) throw cause
    return WHY[code] ?? `the system answers ${code}.`
  }
}

const WHY: { readonly [code: string]: string } = {
  EISDIR: 'it is a folder.',
  ENOENT: 'its folder is not there.',
  ENOTDIR: 'its folder is not there.',
  EACCES: 'you may not write there.',
  EROFS: 'you may not write there.',
}
