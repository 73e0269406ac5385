/** The flags of `npm run dev`. Not what they do: that is dev-command.ts. */

import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '../core/result.ts'
import { didYouMean } from '../ruleset/phrase.ts'

export interface DevFlags {
  /** Null: the demo shop, or with `demo` false the ORIGIN of wrangler.toml. */
  readonly origin: string | null
  readonly rules: string | null
  /** Null: the default or the next free one. */
  readonly port: number | null
  readonly demo: boolean
  readonly fresh: boolean
  readonly help: boolean
}

export const HELP = `npm run dev -- [flags]

Runs Awase on this machine, in workerd, before a demo shop or before any site.

  --origin URL   stand before this site instead of the demo shop, e.g. --origin https://www.example.com
  --rules FILE   publish this ruleset and publish it again whenever it changes
                 (default: the demo's rules; with --origin or --no-demo: rules.json where there is one)
  --port N       listen on this port (default: 8787, or the next free one)
  --no-demo      without the demo shop: stand before the ORIGIN that wrangler.toml names
  --fresh        forget what earlier runs left behind (published rulesets, weather)
  --help         this text

With IDENTITY_KEY in the environment, that is the key by which the origin tells of logins (schema/identity.md).
`

const OPTIONS = {
  origin: { type: 'string' },
  rules: { type: 'string' },
  port: { type: 'string' },
  'no-demo': { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** The error is a message for a person. */
export function parseFlags(args: readonly string[]): Result<DevFlags, string> {
  const raw = parse(args)
  if (!raw.ok) return raw
  const { origin, rules, port, fresh, help } = raw.value
  const checkedOrigin = origin === undefined ? ok(null) : readOrigin(origin)
  if (!checkedOrigin.ok) return checkedOrigin
  const checkedPort = port === undefined ? ok(null) : readPort(port)
  if (!checkedPort.ok) return checkedPort
  return ok({
    origin: checkedOrigin.value,
    rules: rules ?? null,
    port: checkedPort.value,
    demo: origin === undefined && !raw.value['no-demo'],
    fresh,
    help,
  })
}

function parse(args: readonly string[]) {
  try {
    return ok(parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values)
  } catch (cause) {
    return fail(flagMessage(cause, args, { command: 'npm run dev', names: Object.keys(OPTIONS) }))
  }
}

export interface FlagOwner {
  /** As it is typed, `npm run dev` or `npx awase check`. */
  readonly command: string
  readonly names: readonly string[]
}

/** parseArgs speaks to programmers; this says the same to whoever typed the flags. */
export function flagMessage(cause: unknown, args: readonly string[], { command, names }: FlagOwner): string {
  const { code, message } = cause as NodeJS.ErrnoException
  const quoted = (/'([^']*)'/.exec(message)?.[1] ?? args.join(' ')).replace(/ <.*/, '').replace(/^-\w, /, '')
  const isNpmScript = command.startsWith('npm ')
  const call = isNpmScript ? `${command} --` : command
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION': {
      const flags = names.map((name) => `--${name}`)
      return `There is no flag ${quoted}. ${didYouMean(quoted, flags, `The flags are: ${flags.join(', ')}.`)}`
    }
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return isNpmScript
        ? `"${quoted}" belongs to no flag. Flags go behind two dashes: ${call} --${names[0]} …`
        : `"${quoted}" belongs to no flag. See ${call} --help`
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE': {
      const what = message.includes('does not take') ? 'this flag takes no value' : 'a value is missing'
      return `${quoted}: ${what}. See ${call} --help`
    }
    default:
      throw cause
  }
}

/** `https://www.example.com`, without a slash at the end; the error is a message for a person. */
export function readOrigin(text: string): Result<string, string> {
  const example = 'Give scheme and host, e.g. https://www.example.com'
  if (!URL.canParse(text)) return fail(`"${text}" is not the URL of a site. ${example}`)
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return fail(`"${text}" is neither http nor https. ${example}`)
  }
  if (url.username !== '' || url.password !== '') return fail(`"${text}" holds a user name. ${example}`)
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return fail(`"${text}" names a page; the origin is the whole site: ${url.origin}`)
  }
  return ok(url.origin)
}

function readPort(text: string): Result<number, string> {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return ok(port)
  return fail(`"${text}" is not a port. Give a number from 1024 to 65535, or 0 for any free one.`)
}
