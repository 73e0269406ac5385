/** What `POST /_awase/api/v1/profiles` is sent: JSON or NDJSON → where it comes from, and the profiles as they were told. Not each profile: check-profile.ts. */

import { PURPOSES, type Purpose } from '../core/consent.ts'
import { fail, ok, type Result } from '../core/result.ts'

export const MAX_PROFILES_COUNT = 200
export const MAX_PROFILES_BODY_BYTES = 512 * 1024
const MAX_NAME_LENGTH = 100

/** Where profiles come from, and what its terms allow. */
export interface ProfileSource {
  /** As in `crm`. */
  readonly source: string
  /** `second`: another company's, by agreement with it. */
  readonly party: 'first' | 'second'
  /** The agreement's reference; needed where the party is second. */
  readonly agreement: string | null
  /** What the profiles may be used for. */
  readonly purposes: readonly Purpose[]
}

export interface ProfileBatch {
  readonly source: ProfileSource
  /** Values are texts, as a table has them, and mean what the field's type says. */
  readonly isText: boolean
  readonly profiles: readonly unknown[]
}

const SOURCE_KEYS = ['source', 'party', 'agreement', 'purposes'] as const

/** `query`: where the source stands when the body is NDJSON. The error is a sentence. */
export function readProfileBatch(
  text: string,
  isNdjson: boolean,
  query: { readonly [name: string]: string },
): Result<ProfileBatch, string> {
  const told = isNdjson ? ndjson(text, query) : json(text)
  if (!told.ok) return told
  const { profiles, values, ...rest } = told.value
  if (values !== undefined && values !== 'text')
    return fail('values is "text" where all of them are, and else not there.')
  const source = readProfileSource(rest)
  if (!source.ok) return source
  if (profiles.length === 0) return fail('There are no profiles in this batch.')
  if (profiles.length > MAX_PROFILES_COUNT) return fail(`A batch has at most ${MAX_PROFILES_COUNT} profiles.`)
  return ok({ source: source.value, isText: values === 'text', profiles })
}

/** Also of a command's flags. `purposes` absent: what most sites ask for, that pages may depend on it. */
export function readProfileSource(told: { readonly [key: string]: unknown }): Result<ProfileSource, string> {
  const { source, party = 'first', agreement = null, purposes = ['personalize'], ...rest } = told
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined)
    return fail(`There is no "${unknown.slice(0, MAX_NAME_LENGTH)}" beside ${SOURCE_KEYS.join(', ')} and profiles.`)
  if (!isName(source))
    return fail('source says where the profiles come from, as in "crm": a text of up to 100 characters.')
  if (party !== 'first' && party !== 'second')
    return fail('party is first (your own data) or second (a partner’s). There is no third.')
  if (agreement !== null && !isName(agreement)) return fail('agreement is a text of up to 100 characters.')
  if (party === 'second' && agreement === null)
    return fail('agreement is needed for second-party data: the reference of the contract that allows it.')
  if (!Array.isArray(purposes) || purposes.length === 0 || !purposes.every(isPurpose))
    return fail(`purposes is a list of ${PURPOSES.join(', ')}.`)
  return ok({ source, party, agreement, purposes })
}

type Told = { readonly profiles: readonly unknown[]; readonly [key: string]: unknown }

function json(text: string): Result<Told, string> {
  const value = parsed(text)
  return isObject(value) && Array.isArray(value.profiles)
    ? ok({ ...value, profiles: value.profiles })
    : fail('Send { "source": …, "purposes": [ … ], "profiles": [ … ] }, or NDJSON with these in the address.')
}

/** A line that is no JSON is a profile that is no object: refused by its place like any other. */
function ndjson(text: string, query: { readonly [name: string]: string }): Result<Told, string> {
  const { site: _, check: __, purposes, ...rest } = query
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return ok({
    ...rest,
    ...(purposes !== undefined && { purposes: purposes.split(',') }),
    profiles: lines.map(parsed),
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // said like any other shape that is none
  }
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= MAX_NAME_LENGTH && value.isWellFormed()

const isPurpose = (value: unknown): value is Purpose => PURPOSES.includes(value as Purpose)

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
