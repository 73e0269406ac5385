/** `awase account-link`: a signed link by which whoever opens it is of an account. Not what the Worker makes of it: visitor/account-link.ts. */

import { fail, ok, type Result } from '../core/result.ts'
import {
  ACCOUNT_PARAMETER,
  type AccountGrant,
  DEFAULT_ACCOUNT_LIFETIME_MS,
  MAX_ACCOUNT_LENGTH,
  MAX_ACCOUNT_LIFETIME_MS,
  MAX_ACCOUNT_TOKEN_LENGTH,
  readAccountLink,
  signAccountLink,
} from '../visitor/account-link.ts'
import type { CliIo, Command } from './command.ts'
import { readFlags, wrongUsage } from './flags.ts'
import { readLifetime } from './lifetime-flag.ts'
import { findPage } from './linked-page.ts'
import { TARGET_OPTIONS, type Target, type TargetFlags } from './target.ts'

const HELP = `npx awase account-link --url URL --trait NAME=VALUE [flags]

Makes a signed link for the people of one company: whoever opens it and may be remembered gets these traits, as if they
had been imported, so that rules on traits.NAME meet them. Nobody is known by it, and what a visitor said of themselves
stays as they said it.

  --url URL        the page, e.g. --url https://www.example.com/ ; from the slash on (--url /plans/) it is a page of the
                   Worker that npm run dev runs here, or with --remote of the deployed one
  --trait N=V      a trait that the site's schema declares, and its value; may be given more than once. Of several texts:
                   N=one|two
  --account NAME   what you call the account (default: the first trait's value)
  --expires TIME   minutes, hours or days, at most ${MAX_ACCOUNT_LIFETIME_MS / 86_400_000} days, as in 12h or 30d (default: 30d)
  --remote         the deployed Worker instead of the local one
  --site SITE      the site, where the variable SITES names several (default: main)
  --help           this text

The link stands alone on standard output. Traits can be read by whoever has it: it is signed, not sealed. The key is the
PUBLISH_TOKEN: of npm run dev where that runs, else from the environment or .dev.vars. A new one ends all links.
The exit code is 0 with a link, 1 without, 2 when the flags are wrong.

For example:
  npx awase account-link --url /plans/ --trait company=Acme --trait seats=40 --expires 90d
`

const OPTIONS = {
  ...TARGET_OPTIONS,
  trait: { type: 'string', multiple: true, default: [] as string[] },
  account: { type: 'string' },
  expires: { type: 'string' },
} as const

export const accountLinkCommand: Command = {
  name: 'account-link',
  summary: 'make a signed link that says of which account a visitor is',
  help: HELP,
  async run(args, io) {
    const wish = readWish(args)
    if (!wish.ok) return wrongUsage(wish.error, io)
    const place = await findPage(wish.value.page, wish.value.target, io)
    if (!place.ok) return say(io, place.error)
    const { page, target } = place.value
    const grant = granted(wish.value, target, io.now())
    const token = await signed(grant, target, io.now())
    if (!token.ok) return say(io, token.error)
    page.searchParams.set(ACCOUNT_PARAMETER, token.value)
    io.out(page.href)
    const until = new Date(grant.expiresAt).toISOString().slice(0, 16).replace('T', ' ')
    io.err(`Of ${io.style('strong', grant.account)}, until ${until} UTC:`)
    for (const [name, value] of Object.entries(grant.traits)) io.err(`  traits.${name} = ${JSON.stringify(value)}`)
    return 0
  },
}

interface Wish {
  readonly page: string
  readonly target: Pick<TargetFlags, 'remote' | 'site'>
  readonly account: string
  readonly traits: { readonly [trait: string]: string }
  readonly lifetimeMs: number
}

function readWish(args: readonly string[]): Result<Wish, string> {
  const flags = readFlags('account-link', args, OPTIONS)
  if (!flags.ok) return flags
  const { values, positionals } = flags.value
  if (positionals[0] !== undefined) return fail(`"${positionals[0]}" belongs to no flag. A page is given as --url.`)
  if (values.url === undefined) return fail('Which page? Give its address: --url https://www.example.com/')
  const traits = readTraits(values.trait)
  if (!traits.ok) return traits
  const account = values.account ?? Object.values(traits.value)[0]!
  if (account.trim() === '' || account.length > MAX_ACCOUNT_LENGTH)
    return fail(`--account is a name of up to ${MAX_ACCOUNT_LENGTH} characters.`)
  const lifetime =
    values.expires === undefined
      ? ok(DEFAULT_ACCOUNT_LIFETIME_MS)
      : readLifetime(values.expires, MAX_ACCOUNT_LIFETIME_MS)
  if (!lifetime.ok) return lifetime
  const { remote, site } = values
  return ok({
    page: values.url,
    target: { remote, site },
    account,
    traits: traits.value,
    lifetimeMs: lifetime.value,
  })
}

function readTraits(given: readonly string[]): Result<Wish['traits'], string> {
  if (given.length === 0) return fail('What is to be known of them? As in --trait company=Acme')
  const traits = new Map<string, string>()
  for (const text of given) {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? []
    if (name === undefined || value === undefined)
      return fail(`--trait "${text}": give a name and a value, NAME=VALUE.`)
    if (traits.has(name)) return fail(`--trait ${name} stands twice. Several texts are one value: ${name}=one|two`)
    traits.set(name, value)
  }
  return ok(Object.fromEntries(traits))
}

const granted = ({ account, traits, lifetimeMs }: Wish, { site }: Target, now: number): AccountGrant => ({
  site,
  account,
  traits,
  expiresAt: Math.floor((now + lifetimeMs) / 1000) * 1000,
})

/** Read as the Worker will read it, so that no link goes out that says nothing. */
async function signed(
  grant: AccountGrant,
  { site, token: secret }: Target,
  now: number,
): Promise<Result<string, string>> {
  const token = await signAccountLink(grant, secret)
  const read = await readAccountLink(token, { site, secret, now })
  if (read.ok) return ok(token)
  if (read.error === 'too_long')
    return fail(`A link has at most ${MAX_ACCOUNT_TOKEN_LENGTH} signed characters; this one has ${token.length}.`)
  return fail(`This cannot be signed so that it could be read (${read.error}): there are too many traits.`)
}

function say(io: CliIo, text: string): number {
  io.err(text)
  return 1
}
