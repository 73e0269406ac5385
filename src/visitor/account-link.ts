/** Signed account links, `?awase-account=…`: whoever opens one is of that company, until it is over. Not a login: nobody is known by it. */

import type { Memory, Trait, TraitValue } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { readSigned, signText, type TokenFault, type TokenKind } from '../signed-token.ts'
import { type DeclaredFields, isValueOf, traitIn, valueInText } from './declared-fields.ts'

/** The query parameter that carries a token. Taken off before the origin sees the address. */
export { ACCOUNT_LINK as ACCOUNT_PARAMETER } from '../edge/account-asked.ts'

export const MAX_ACCOUNT_TOKEN_LENGTH = 2_000
export const DEFAULT_ACCOUNT_LIFETIME_MS = 30 * 86_400_000
/** Campaigns end; whoever needs a link for longer makes another. */
export const MAX_ACCOUNT_LIFETIME_MS = 400 * 86_400_000
export const MAX_ACCOUNT_TRAITS_COUNT = 20
export const MAX_ACCOUNT_LENGTH = 100
const CLOCK_SLACK_MS = 300_000

/** The text is JSON `{ s, e, a, t }`; the secret is the publish token. */
const ACCOUNT: TokenKind = { info: 'awase account link, format 1', format: '1', maxLength: MAX_ACCOUNT_TOKEN_LENGTH }

export interface AccountGrant {
  readonly site: string
  /** The site's own name of the account; for its reports, and nothing that we compare. */
  readonly account: string
  /** What becomes of whoever opens the link, as if imported. */
  readonly traits: { readonly [trait: string]: TraitValue }
  /** Epoch milliseconds, whole seconds. */
  readonly expiresAt: number
}

export type AccountFault = TokenFault | 'other_site' | 'expired'

export interface AccountReading {
  readonly site: string
  readonly secret: string
  /** Epoch milliseconds. */
  readonly now: number
}

/** Signs what it is given; `readAccountLink` of the outcome says whether anybody would accept it. */
export const signAccountLink = ({ site, expiresAt, account, traits }: AccountGrant, secret: string): Promise<string> =>
  signText(JSON.stringify({ s: site, e: Math.floor(expiresAt / 1000), a: account, t: traits }), ACCOUNT, secret)

/** Each fault is for the log: whoever shows a bad link sees the page as it is. */
export async function readAccountLink(
  token: string,
  { site, secret, now }: AccountReading,
): Promise<Result<AccountGrant, AccountFault>> {
  const text = await readSigned(token, ACCOUNT, secret)
  if (!text.ok) return text
  const grant = grantIn(text.value)
  if (grant === null || grant.expiresAt > now + MAX_ACCOUNT_LIFETIME_MS + CLOCK_SLACK_MS) return fail('malformed')
  if (grant.site !== site) return fail('other_site')
  return now < grant.expiresAt ? ok(grant) : fail('expired')
}

/**
 * The memory with the link's traits, as imported ones: what the visitor declared stays, and what the site has not declared,
 * or of another type, is left out; texts mean what the trait's type says. `now` in epoch milliseconds.
 */
export function withAccount(memory: Memory, { traits }: AccountGrant, fields: DeclaredFields, now: number): Memory {
  const at = Math.floor(now / 1000)
  const added = Object.entries(traits).flatMap(([name, told]): [string, Trait][] => {
    const declared = traitIn(fields, name)
    if (declared === null || memory.traits[name]?.source === 'declared') return []
    const value = typeof told === 'string' ? valueInText(declared.type, told) : told
    return isValueOf(declared, value) ? [[name, { value, source: 'imported', purpose: null, at }]] : []
  })
  return added.length === 0 ? memory : { ...memory, traits: { ...memory.traits, ...Object.fromEntries(added) } }
}

function grantIn(text: string): AccountGrant | null {
  const payload = parsed(text)
  if (!isObject(payload) || !isObject(payload.t)) return null
  const { s: site, e: expires, a: account, t: traits } = payload
  if (typeof site !== 'string' || typeof account !== 'string' || !Number.isSafeInteger(expires)) return null
  if (account === '' || account.length > MAX_ACCOUNT_LENGTH) return null
  const entries = Object.entries(traits)
  if (entries.length > MAX_ACCOUNT_TRAITS_COUNT || !entries.every(([, value]) => isTraitValue(value))) return null
  return { site, account, traits: traits as AccountGrant['traits'], expiresAt: (expires as number) * 1000 }
}

const isTraitValue = (value: unknown): value is TraitValue =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  Number.isFinite(value) ||
  (Array.isArray(value) && value.every((text) => typeof text === 'string'))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // as unreadable as any other shape: the caller says so
  }
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
