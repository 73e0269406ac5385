/** Takes messages out of the Queue and into the record: what the Worker's `queue` handler runs. Not who sent them: store/inbox-queue.ts. */

import type { InboxBatch } from '../core/event/event.ts'
import { ok, type Result } from '../core/result.ts'
import type { Deps } from '../env.ts'
import { log } from '../log.ts'
import { burying } from '../store/burying.ts'
import type { DeadLetter } from '../store/dead-letters.ts'
import type { RecordFailure } from '../store/event-record.ts'
import type { Stores } from '../store/stores.ts'
import { type ReadMessage, readMessage } from './read-message.ts'

/** One statement takes a thousand rows in some milliseconds, and a megabyte in one request. */
const ROWS_PER_WRITE_COUNT = 1_000
const WRITE_LENGTH = 1_000_000
/** Of a message that is not text, and so not ours. */
const FOREIGN_LENGTH = 128_000

/**
 * Waits of 5 s, 10 s, 20 s … 1 h. With the 100 retries of wrangler.toml that is 91 hours of a database that does not
 * answer; the Queue itself keeps a message for 4 days unless told otherwise.
 */
const FIRST_RETRY_S = 5
const LAST_RETRY_S = 3_600

interface Incoming extends ReadMessage {
  readonly message: Message<unknown>
}

/** Every message is acknowledged once all of it is stored or buried, else told to come again: each by itself. */
export async function consume(
  { messages }: MessageBatch<unknown>,
  { stores, now }: Pick<Deps, 'stores' | 'now'>,
): Promise<void> {
  if (stores === null) return comeAgain(messages, { reason: 'unavailable', detail: 'LIBSQL_URL is not set' })
  const kept = await stores()
  const groups = grouped(messages.map((message) => ({ message, ...readMessage(message.body) })))
  for (const [index, group] of groups.entries()) {
    const outcome = await keep(group, kept, now)
    // The database fails: the others would wait as long for the same answer.
    if (!outcome.ok) return comeAgain(groups.slice(index).flat().map(messageIn), outcome.error)
    for (const { message } of group) message.ack()
  }
}

const messageIn = ({ message }: Incoming): Message<unknown> => message

async function keep(
  group: readonly Incoming[],
  stores: Stores,
  now: () => number,
): Promise<Result<unknown, RecordFailure>> {
  const letters = group.flatMap((incoming) => lettersOf(incoming, now()))
  const buried = letters.length === 0 ? ok(null) : await stores.deadLetters.bury(letters)
  if (!buried.ok) return buried
  if (letters.length > 0) log('error', { event: 'messages_buried', count: letters.length, detail: letters[0]!.reason })
  const attempts = Math.max(...group.map(({ message }) => message.attempts))
  return burying(stores, now, attempts).write(joined(group))
}

const joined = (group: readonly Incoming[]): InboxBatch => ({
  events: group.flatMap(({ batch }) => batch.events),
  fallbacks: group.flatMap(({ batch }) => batch.fallbacks),
})

const lettersOf = ({ message, bad }: Incoming, now: number): readonly DeadLetter[] =>
  bad.map(({ reason, content }, index) => ({
    id: `message ${message.id} ${index}`,
    at: now,
    source: 'inbox',
    reason,
    body: bodyOf(content),
    attempts: message.attempts,
  }))

/** A body may be bytes, or what JSON cannot say. */
function bodyOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (content instanceof ArrayBuffer) return new TextDecoder().decode(content)
  try {
    return JSON.stringify(content) ?? String(content)
  } catch {
    return String(content)
  }
}

/** As few groups as may be written at once; a message is never divided. */
function grouped(incoming: readonly Incoming[]): readonly (readonly Incoming[])[] {
  const groups: Incoming[][] = []
  let rows = 0
  let length = 0
  for (const one of incoming) {
    const open = groups.at(-1)
    const fits = rows + rowsIn(one) <= ROWS_PER_WRITE_COUNT && length + lengthOf(one) <= WRITE_LENGTH
    if (open === undefined || !fits) {
      groups.push([one])
      rows = 0
      length = 0
    } else open.push(one)
    rows += rowsIn(one)
    length += lengthOf(one)
  }
  return groups
}

const rowsIn = ({ batch }: Incoming): number => batch.events.length + batch.fallbacks.length
const lengthOf = ({ message: { body } }: Incoming): number => (typeof body === 'string' ? body.length : FOREIGN_LENGTH)

function comeAgain(messages: readonly Message<unknown>[], { reason, detail }: RecordFailure): void {
  log('error', { event: 'consume_failed', reason, detail, count: messages.length })
  for (const message of messages) message.retry({ delaySeconds: retryDelayS(message.attempts) })
}

/** `attempts` from 1 on. */
export const retryDelayS = (attempts: number): number => Math.min(FIRST_RETRY_S * 2 ** (attempts - 1), LAST_RETRY_S)
