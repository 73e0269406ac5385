/** .dev.vars, the file of secrets that git ignores: `NAME=value`, a line each. Not wrangler.toml, which holds no secrets. */

import { chmod, readFile, writeFile } from 'node:fs/promises'

/** Only the owner may read secrets. */
const OWNER_ONLY_MODE = 0o600

/** Empty when there is no such file; values without their quotes; empty values are left out. */
export async function readDevVars(file: string): Promise<{ readonly [name: string]: string }> {
  return Object.fromEntries(
    (await textOf(file)).split('\n').flatMap((line) => {
      const found = ASSIGNMENT.exec(line)
      return found === null || found[2] === '' ? [] : [[found[1], found[2]]]
    }),
  )
}

/** Sets one name and leaves every other line as it is. `value` is of URL-safe characters, so that it needs no quotes. */
export async function writeDevVar(file: string, name: string, value: string): Promise<void> {
  const lines = (await textOf(file)).split('\n')
  const old = lines.findIndex((line) => ASSIGNMENT.exec(line)?.[1] === name)
  if (old >= 0) lines[old] = `${name}=${value}`
  else lines.splice(lines.at(-1) === '' ? lines.length - 1 : lines.length, 0, `${name}=${value}`)
  const text = lines.join('\n')
  await writeFile(file, text.endsWith('\n') ? text : `${text}\n`, { mode: OWNER_ONLY_MODE })
  await chmod(file, OWNER_ONLY_MODE)
}

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*=\s*["']?(.*?)["']?\s*$/

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw cause
  }
}
