/** The situation that an explanation is asked for: from the page's form, or as the page itself would be simulated. Not its effect: edge/simulate.ts. */

import { describeAttribute } from '../core/condition/attribute.ts'
import { utcOffset } from '../core/fact/local-time.ts'
import { cookieValue } from '../edge/cookie-header.ts'
import { SIMULATE } from '../edge/forward.ts'

export type SimulatedFacts = { readonly [attribute: string]: unknown }

/** Fields of the form: `set.weather.kind`; `set` alone says that the form was sent, so that empty means nothing. */
export const FORM_PREFIX = 'set.'
export const FORM_SENT = 'set'

/** What the form says for a fact that is not there. */
export const NONE_VALUE = '(none)'
/** The visitor's field: nobody may be remembered. */
export const NOBODY_VALUE = '(nobody)'

/** The time zone whose clock the field for the time shows. */
export const FORM_ZONE = 'zone'

/** Null: the form was not sent. */
export function formFacts(parameters: URLSearchParams): SimulatedFacts | null {
  if (!parameters.has(FORM_SENT)) return null
  const timeZone = parameters.get(FORM_ZONE) ?? 'UTC'
  const facts: { [attribute: string]: unknown } = {}
  for (const [field, text] of parameters) {
    if (!field.startsWith(FORM_PREFIX) || text.trim() === '') continue
    const name = field.slice(FORM_PREFIX.length)
    const value = name === 'now' ? momentIn(text, timeZone) : name === 'visitor' ? visitorIn(text) : factIn(name, text)
    if (value !== undefined) facts[name] = value
  }
  return facts
}

/** As the page itself reads it: header, address, cookie. Null: not simulated, or not to be read. */
export function simulatedIn(headers: Headers, page: URL): SimulatedFacts | null {
  const text = headers.get(SIMULATE) ?? page.searchParams.get(SIMULATE) ?? cookie(headers)
  if (text === null || text === '') return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SimulatedFacts) : null
  } catch {
    return null // said in the log by edge/simulate.ts, which ignores it, too
  }
}

function cookie(headers: Headers): string | null {
  const value = cookieValue(headers.get('cookie'), SIMULATE)
  try {
    return value === null ? null : decodeURIComponent(value)
  } catch {
    return value
  }
}

/** Undefined: nothing that the attribute could hold. */
function factIn(name: string, text: string): unknown {
  const known = describeAttribute(name)
  if (known === null) return undefined
  if (text === NONE_VALUE) return null
  switch (known.type) {
    case 'number': {
      const number = Number(text)
      return Number.isFinite(number) ? number : undefined
    }
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined
    case 'strings':
      return text.split(',').map((part) => part.trim())
    case 'string':
    case 'any':
      return text
    default:
      return undefined
  }
}

const visitorIn = (text: string): unknown => (text === NOBODY_VALUE ? null : text)

/** `2026-11-22T18:00` as a clock of the zone shows it. */
function momentIn(text: string, timeZone: string): unknown {
  const asUtc = Date.parse(`${text}Z`)
  if (Number.isNaN(asUtc)) return undefined
  const moment = new Date(asUtc - utcOffset(asUtc, timeZone))
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString() // the last day there is has hours that are in some zones only
}

/** The other way round, for the field; epoch milliseconds. */
export const clockField = (now: number, timeZone: string): string =>
  new Date(now + utcOffset(now, timeZone)).toISOString().slice(0, 16)
