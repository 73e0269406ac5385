/** `awase init`: a rules file to begin with, which teaches by its comments. Not what stands in it: init/. */

import { writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fail, ok, type Result } from '../core/result.ts'
import type { CliIo, Command } from './command.ts'
import { readFlags, wrongUsage } from './flags.ts'
import { nextSteps } from './init/next-steps.ts'
import { shellWord } from './init/shell-word.ts'
import { type StarterWish, starterText } from './init/starter.ts'
import { languageFlag } from './language.ts'

const HELP = `npx awase init [FILE] [flags]

Writes a rules file to begin with (default: rules.json): two slots, an audience and two experiences that do
something on the demo shop, with comments that say what everything is. It never overwrites a file.

  --language ja|en   of its comments and texts (default: your environment's, else English)
  --url URL          a page of your own site: the slots are on that page, and the next steps are for that site
  --force            overwrite the file if there is one
  --help             this text

The exit code is 0 when the file was written, 1 when it was not, 2 when the flags are wrong.

For example:
  npx awase init
  npx awase init rules/shop.json --language ja --url https://www.example.com/
`

const OPTIONS = {
  language: { type: 'string' },
  url: { type: 'string' },
  force: { type: 'boolean', default: false },
} as const

const DEFAULT_FILE = 'rules.json'

export const initCommand: Command = {
  name: 'init',
  summary: 'write a rules file to begin with, with comments that teach',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('init', args, OPTIONS)
    if (!flags.ok) return wrongUsage(flags.error, io)
    const { values, positionals } = flags.value
    const [file = DEFAULT_FILE, second] = positionals
    if (second !== undefined) return wrongUsage(`"${second}" is one too many: npx awase init takes one FILE.`, io)
    const language = languageFlag(values.language, io)
    if (!language.ok) return wrongUsage(language.error, io)
    const page = values.url === undefined ? ok(null) : readPage(values.url)
    if (!page.ok) return wrongUsage(page.error, io)

    const wish: StarterWish = {
      language: language.value,
      file: shellWord(file),
      schema: schemaPath(resolve(io.folder, file), io),
      page: page.value,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }
    const written = await write(resolve(io.folder, file), await starterText(wish), values.force)
    if (!written.ok) {
      io.err(`${file} ${written.error}`)
      return 1
    }
    io.out(io.style('good', wish.language === 'ja' ? `${file} を書きました。` : `${file} is written.`))
    for (const line of ['', ...nextSteps(wish)]) io.out(line)
    return 0
  },
}

/** The error is a message for a person. */
function readPage(text: string): Result<URL, string> {
  const example = 'Give a page of your site, e.g. --url https://www.example.com/'
  if (!URL.canParse(text)) return fail(`"${text}" is not the URL of a page. ${example}`)
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return fail(`"${text}" is neither http nor https. ${example}`)
  }
  if (url.username !== '' || url.password !== '') return fail(`"${text}" holds a user name. ${example}`)
  url.search = ''
  url.hash = ''
  return ok(url)
}

/** From the file, because the file moves with the project; VS Code wants slashes. On another drive: the file's URL. */
function schemaPath(file: string, { project }: CliIo): string {
  const schema = join(project, 'schema', 'ruleset.schema.json')
  const path = relative(dirname(file), schema)
  if (path === schema) return pathToFileURL(schema).href
  const slashed = path.replaceAll('\\', '/')
  return slashed.startsWith('.') ? slashed : `./${slashed}`
}

/** The error goes on from the file's name. */
async function write(file: string, text: string, force: boolean): Promise<Result<null, string>> {
  try {
    await writeFile(file, text, { flag: force ? 'w' : 'wx' })
    return ok(null)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === undefined) throw cause
    return fail(REFUSALS[code] ?? `cannot be written (${code}).`)
  }
}

const REFUSALS: { readonly [code: string]: string } = {
  EEXIST: 'is there already, and stays as it is. Give another name, or --force to overwrite it.',
  EISDIR: 'is a folder. Give the name of a file.',
  ENOENT: 'cannot be written: its folder is not there.',
  ENOTDIR: 'cannot be written: its folder is not there.',
  EACCES: 'cannot be written: you may not write there.',
  EROFS: 'cannot be written: you may not write there.',
}
