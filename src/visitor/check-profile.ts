/** One profile of an import → what is to be kept of it, or why not. Not who it is by now, and not the keeping: import-profiles.ts. */

import type { Purpose } from '../core/consent.ts'
import type { TraitValue } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { type DeclaredFields, isValueOf, scoreIn, traitIn, valueInText, wantedText } from './declared-fields.ts'
import { isLogin } from './identity-key.ts'
import { isVisitorId } from './new-visitor-id.ts'

export interface CheckedProfile {
  readonly subject: { readonly login: string } | { readonly visitor: string }
  readonly traits: { readonly [trait: string]: TraitValue }
  readonly scores: { readonly [score: string]: number }
}

/** Why a profile will never be taken, however often it comes. */
export type ProfileRefusal =
  | 'not_an_object'
  /** Beside login, visitor, traits and scores. */
  | 'unknown_key'
  /** A login or a visitor, one of the two. */
  | 'no_subject'
  | 'bad_subject'
  /** No trait or score of this name is declared in the site's schema. */
  | 'undeclared'
  /** Of another type, not one of its values, or too long. */
  | 'bad_value'
  /** Declared for a purpose that this source does not allow. */
  | 'not_allowed'
  | 'nothing_told'

export interface ProfileFault {
  readonly reason: ProfileRefusal
  /** As in `traits.company`. */
  readonly field?: string
  /** With `bad_value`: what the schema wants there, e.g. `one of gold, basic`. */
  readonly wanted?: string
}

const KEYS: ReadonlySet<string> = new Set(['login', 'visitor', 'traits', 'scores'])
/** Of a name in an answer: it may be anybody's invention. */
const MAX_SHOWN_LENGTH = 100

export interface ProfileTerms {
  readonly fields: DeclaredFields
  /** The purposes that its source allows. */
  readonly allowed: readonly Purpose[]
  /** Values are texts, and mean what the field's type says. */
  readonly isText?: boolean
}

/** `told` is what JSON.parse gave. The first thing that is wrong is enough. */
export function checkProfile(told: unknown, terms: ProfileTerms): Result<CheckedProfile, ProfileFault> {
  if (!isObject(told)) return fail({ reason: 'not_an_object' })
  const unknown = Object.keys(told).find((key) => !KEYS.has(key))
  if (unknown !== undefined) return fail({ reason: 'unknown_key', field: shown(unknown) })
  const subject = subjectOf(told)
  if (!subject.ok) return subject
  const { traits: toldTraits = {}, scores: toldScores = {} } = told
  if (!isObject(toldTraits)) return fail({ reason: 'bad_value', field: 'traits', wanted: 'an object' })
  if (!isObject(toldScores)) return fail({ reason: 'bad_value', field: 'scores', wanted: 'an object' })
  const traits = terms.isText ? traitsInText(toldTraits, terms.fields) : toldTraits
  const scores = terms.isText ? scoresInText(toldScores) : toldScores
  const fault = faultIn(traits, scores, terms)
  if (fault !== null) return fail(fault)
  if (Object.keys(traits).length + Object.keys(scores).length === 0) return fail({ reason: 'nothing_told' })
  return ok({
    subject: subject.value,
    traits: traits as CheckedProfile['traits'],
    scores: scores as CheckedProfile['scores'],
  })
}

function subjectOf({
  login,
  visitor,
}: {
  readonly [key: string]: unknown
}): Result<CheckedProfile['subject'], ProfileFault> {
  if ((login === undefined) === (visitor === undefined)) return fail({ reason: 'no_subject' })
  if (login !== undefined) return isLogin(login) ? ok({ login }) : fail({ reason: 'bad_subject', field: 'login' })
  return typeof visitor === 'string' && isVisitorId(visitor)
    ? ok({ visitor })
    : fail({ reason: 'bad_subject', field: 'visitor' })
}

function faultIn(
  traits: { readonly [name: string]: unknown },
  scores: { readonly [name: string]: unknown },
  { fields, allowed }: ProfileTerms,
): ProfileFault | null {
  for (const [name, value] of Object.entries(traits)) {
    const field = shown(`traits.${name}`)
    const declared = traitIn(fields, name)
    if (declared === null) return { reason: 'undeclared', field }
    if (!isValueOf(declared, value)) return { reason: 'bad_value', field, wanted: wantedText(declared) }
    if (!allowed.includes(declared.purpose)) return { reason: 'not_allowed', field }
  }
  for (const [name, value] of Object.entries(scores)) {
    const field = shown(`scores.${name}`)
    const declared = scoreIn(fields, name)
    if (declared === null) return { reason: 'undeclared', field }
    if (!Number.isFinite(value)) return { reason: 'bad_value', field, wanted: 'a number' }
    if (!allowed.includes(declared.purpose)) return { reason: 'not_allowed', field }
  }
  return null
}

type Told = { readonly [name: string]: unknown }

const traitsInText = (traits: Told, fields: DeclaredFields): Told =>
  Object.fromEntries(
    Object.entries(traits).map(([name, value]) => {
      const declared = traitIn(fields, name)
      return [name, declared !== null && typeof value === 'string' ? valueInText(declared.type, value) : value]
    }),
  )

const scoresInText = (scores: Told): Told =>
  Object.fromEntries(
    Object.entries(scores).map(([name, value]) => [
      name,
      typeof value === 'string' ? valueInText('number', value) : value,
    ]),
  )

const shown = (text: string): string => text.slice(0, MAX_SHOWN_LENGTH).toWellFormed()

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
