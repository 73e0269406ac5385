/** One line of an import → an event to send, or what is wrong with it. Not which events there are: collect/check-event.ts. */

import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '../../core/result.ts'

/** Characters of one line; an event has a few hundred. */
export const MAX_LINE_LENGTH = 64 * 1024

/** What an export says of an event and an import finds out anew. */
const OF_THE_RECORD: ReadonlySet<string> = new Set(['seq', 'site', 'source', 'receivedAt', 'importId'])

export interface EventLine {
  readonly id: string
  readonly [key: string]: unknown
}

/** How often a text without an id has been met in this file: the second one is another event. */
export type MetTexts = Map<string, number>

/** Null: the line is blank. The error is a message for a person, without the place. */
export function readEventLine(text: string, met: MetTexts): Result<EventLine | null, string> {
  const bare = text.trim() // of a byte order mark, too
  if (bare === '') return ok(null)
  if (text.length > MAX_LINE_LENGTH) return fail(`A line has at most ${MAX_LINE_LENGTH} characters.`)
  const entry = objectIn(bare)
  if (entry === null) return fail('This is not a JSON object. Write {"kind": "order", "at": 1764547200000, …}.')
  const event = Object.fromEntries(Object.entries(entry).filter(([key]) => !OF_THE_RECORD.has(key)))
  return ok({ ...event, id: typeof entry.id === 'string' ? entry.id : idOf(bare, met) })
}

/** A UUID of version 8 (RFC 9562) from the line's text and how often it stood before, so that another import knows it again. */
function idOf(text: string, met: MetTexts): string {
  const digest = createHash('sha256').update(text).digest('hex')
  const times = met.get(digest) ?? 0
  met.set(digest, times + 1)
  const hex = createHash('sha256').update(`${digest} ${times}`).digest('hex')
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function objectIn(text: string): { readonly [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null // said like any other line that is no object
  }
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
