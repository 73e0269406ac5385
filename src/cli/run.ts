/** `awase` from its arguments to its exit code: which command is meant, its help, or why it is none. Not the process: main.ts. */

import { didYouMean } from '../ruleset/phrase.ts'
import type { CliIo } from './command.ts'
import { COMMANDS, type CommandEntry } from './commands.ts'

const WRONG_USAGE = 2

/** The exit code: the command's own; 2 when there is no such command. */
export async function runAwase(args: readonly string[], io: CliIo): Promise<number> {
  const [first, ...rest] = args
  if (first === undefined || isHelp(first)) return printOverview(io)
  if (first === 'help') return rest[0] === undefined ? printOverview(io) : withCommand(rest[0], io, printHelp)
  if (asksForHelp(rest)) return withCommand(first, io, printHelp)
  return withCommand(first, io, async (entry) => (await entry.load()).run(rest, io))
}

const isHelp = (arg: string): boolean => arg === '--help' || arg === '-h'

/** What stands behind `--` is no flag. */
const asksForHelp = (args: readonly string[]): boolean =>
  args.slice(0, args.includes('--') ? args.indexOf('--') : args.length).some(isHelp)

type Then = (entry: CommandEntry, io: CliIo) => Promise<number>

async function withCommand(name: string, io: CliIo, then: Then): Promise<number> {
  const entry = COMMANDS.find((one) => one.name === name)
  if (entry !== undefined) return then(entry, io)
  const names = COMMANDS.map((one) => one.name)
  const what = name.startsWith('-') ? 'flag' : 'command'
  io.err(`There is no ${what} "${name}". ${didYouMean(name, names, `The commands are: ${names.join(', ')}.`)}`)
  io.err('All of them: npx awase --help')
  return WRONG_USAGE
}

async function printHelp(entry: CommandEntry, io: CliIo): Promise<number> {
  io.out((await entry.load()).help.trimEnd())
  return 0
}

async function printOverview(io: CliIo): Promise<number> {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length))
  io.out(`${io.style('strong', 'npx awase')} COMMAND [flags]`)
  io.out('')
  io.out('Writes, checks, explains and publishes the rules of a site.')
  io.out('')
  for (const { name, summary } of COMMANDS) io.out(`  ${io.style('accent', name.padEnd(width))}  ${summary}`)
  io.out('')
  io.out('npx awase COMMAND --help says more. To run Awase on this machine: npm run dev')
  return 0
}
