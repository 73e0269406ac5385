/** In which language a command speaks of rules. Its own messages are in English. */

import { fail, ok, type Result } from '../core/result.ts'
import type { CliIo } from './command.ts'

export type RulesLanguage = 'ja' | 'en'

/** `given` by `--language`; else that of the environment (POSIX: LC_ALL, LC_MESSAGES, LANG). The error is a message for a person. */
export function languageFlag(given: string | undefined, { environment }: CliIo): Result<RulesLanguage, string> {
  if (given === 'ja' || given === 'en') return ok(given)
  if (given !== undefined) return fail(`--language is ja or en, not "${given}".`)
  const said = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || ''
  return ok(said.toLowerCase().startsWith('ja') ? 'ja' : 'en')
}
