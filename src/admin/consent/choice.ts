/** A visitor's choice as it was posted, by a form or by a script. Not what it changes: endpoint.ts. */

import { EVERY_PURPOSE, NO_PURPOSE, type PurposeSet, setOf } from '../../core/consent/purpose-set.ts'
import { type Consent, PURPOSES, type Purpose } from '../../core/consent.ts'

export type Choice =
  | { readonly kind: 'own'; readonly granted: PurposeSet; readonly despiteGpc: boolean }
  /** A platform's string, for its cookie. */
  | { readonly kind: 'tcf' | 'gpp'; readonly text: string }

/** As much as a cookie holds beside its name and attributes. */
const MAX_STRING_LENGTH = 3_800
/** The alphabet of both kinds of strings, which is also a cookie's. */
const STRING = /^[\w.~-]+$/

/**
 * `{"purposes":{"measure":false}}`, `{"tcf":"…"}` or `{"gpp":"…"}`. A purpose that is not named stays as it holds. Null: it
 * is nothing of this.
 */
export function choiceInJson(text: string, consent: Consent): Choice | null {
  const said = parsed(text)
  if (said === null) return null
  const { purposes, tcf, gpp, despiteGpc = false, ...others } = said
  if (Object.keys(others).length > 0 || typeof despiteGpc !== 'boolean') return null
  if ([purposes, tcf, gpp].filter((one) => one !== undefined).length !== 1) return null
  if (purposes === undefined) return platformChoice(tcf === undefined ? 'gpp' : 'tcf', tcf ?? gpp)
  const granted = purposesIn(purposes, consent)
  return granted === null ? null : { kind: 'own', granted, despiteGpc }
}

function platformChoice(kind: 'tcf' | 'gpp', text: unknown): Choice | null {
  const isText = typeof text === 'string' && text.length <= MAX_STRING_LENGTH && STRING.test(text)
  return isText ? { kind, text } : null
}

function purposesIn(purposes: unknown, consent: Consent): PurposeSet | null {
  if (!isRecord(purposes)) return null
  const named = Object.entries(purposes)
  if (!named.every(([name, value]) => isPurpose(name) && typeof value === 'boolean')) return null
  const said = new Map(named)
  return setOf(...PURPOSES.filter((purpose) => said.get(purpose) ?? consent[purpose]))
}

/** `allow`: `all`, `none`, or `chosen` with a `purpose` each. */
export function choiceInForm(form: URLSearchParams): Choice | null {
  const despiteGpc = form.get('despite-gpc') === '1'
  switch (form.get('allow')) {
    case 'all':
      return { kind: 'own', granted: EVERY_PURPOSE, despiteGpc }
    case 'none':
      return { kind: 'own', granted: NO_PURPOSE, despiteGpc }
    case 'chosen': {
      const named = form.getAll('purpose')
      return named.every(isPurpose) ? { kind: 'own', granted: setOf(...named), despiteGpc } : null
    }
    default:
      return null
  }
}

const isPurpose = (name: string): name is Purpose => (PURPOSES as readonly string[]).includes(name)

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): { readonly [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

/** Where a form leads back to: a page of this very site, or its first one. */
export function returnPath(asked: string | null, base: URL): string {
  const url = asked === null ? null : URL.parse(asked, base)
  if (url === null || url.origin !== base.origin) return '/'
  // Two slashes at the front would name another host.
  return url.pathname.replace(/^\/+/, '/') + url.search
}
