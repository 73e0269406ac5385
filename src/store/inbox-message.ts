/** What lies in the Queue: a batch as versioned JSON text, no larger than the Queue takes. Not who sends it, or reads it. */

import type { FallbackCount, InboxBatch, RecordedEvent } from '../core/event/event.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { InboxFailure } from './inbox.ts'

/** Goes up when readers of an older one could not read it; readers take every version from 1 on. */
export const MESSAGE_VERSION = 1

/** The Queue takes 128,000 bytes, of which it needs about a hundred itself. */
export const MAX_MESSAGE_BYTES = 127_000

export interface MessageText {
  readonly text: string
  /** UTF-8. */
  readonly bytes: number
}

interface Row {
  readonly json: string
  readonly bytes: number
  readonly isEvent: boolean
}

const encoder = new TextEncoder()
const byteLength = (text: string): number => encoder.encode(text).byteLength

/** What stands around the rows of a message, which are joined by one comma each. */
const FRAME_BYTES = byteLength(textOf([], []))

/** As few messages as hold the batch, none for an empty one. `too_large`: a single row is, and nothing is to be sent. */
export function messagesOf({ events, fallbacks }: InboxBatch): Result<readonly MessageText[], InboxFailure> {
  const rows = [...events.map((event) => rowOf(event, true)), ...fallbacks.map((count) => rowOf(count, false))]
  const largest = rows.reduce((most, { bytes }) => Math.max(most, bytes), 0)
  if (FRAME_BYTES + largest > MAX_MESSAGE_BYTES)
    return fail({ reason: 'too_large', detail: `an event of ${largest} bytes, where ${MAX_MESSAGE_BYTES} are taken` })
  const messages: MessageText[] = []
  let open: Row[] = []
  let bytes = FRAME_BYTES
  for (const row of rows) {
    if (bytes + row.bytes > MAX_MESSAGE_BYTES) {
      messages.push({ text: joined(open), bytes })
      open = []
      bytes = FRAME_BYTES
    }
    open.push(row)
    bytes += row.bytes
  }
  return ok(open.length === 0 ? messages : [...messages, { text: joined(open), bytes }])
}

/** Its comma counted, whether it needs one or not. */
function rowOf(content: RecordedEvent | FallbackCount, isEvent: boolean): Row {
  const json = JSON.stringify(content)
  return { json, bytes: byteLength(json) + 1, isEvent }
}

function joined(rows: readonly Row[]): string {
  const json = (wanted: boolean) => rows.filter(({ isEvent }) => isEvent === wanted).map((row) => row.json)
  return textOf(json(true), json(false))
}

function textOf(events: readonly string[], fallbacks: readonly string[]): string {
  return `{"v":${MESSAGE_VERSION},"batch":{"events":[${events.join(',')}],"fallbacks":[${fallbacks.join(',')}]}}`
}
