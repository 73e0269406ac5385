/** The flags of the commands of `awase`, read alike by all. Not what a command does with them. */

import { type ParseArgsConfig, parseArgs } from 'node:util'
import { fail, ok, type Result } from '../core/result.ts'
import { flagMessage } from '../dev/flags.ts'
import type { CliIo } from './command.ts'

const WRONG_USAGE_EXIT_CODE = 2

/** Says what is wrong with the flags; the exit code. */
export function wrongUsage(message: string, io: CliIo): number {
  io.err(message)
  return WRONG_USAGE_EXIT_CODE
}

type Options = NonNullable<ParseArgsConfig['options']>
type Read<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; strict: true; allowPositionals: true }>
>

/** `name` of the command; the error is a message for a person. `--help` is answered before a command runs: run.ts. */
export function readFlags<O extends Options>(
  name: string,
  args: readonly string[],
  options: O,
): Result<Read<O>, string> {
  try {
    return ok(parseArgs({ args: [...args], options, strict: true, allowPositionals: true }))
  } catch (cause) {
    return fail(flagMessage(cause, args, { command: `npx awase ${name}`, names: Object.keys(options) }))
  }
}

/** The one thing that a command is given besides its flags. `what` as the help names it, `FILE`. */
export function onlyOne(name: string, positionals: readonly string[], what: string): Result<string, string> {
  const [one, second] = positionals
  if (one === undefined)
    return fail(`Which ${what}? As in npx awase ${name} ${what}; npx awase ${name} --help says more.`)
  if (second !== undefined) return fail(`"${second}" is one too many: npx awase ${name} takes one ${what}.`)
  return ok(one)
}
