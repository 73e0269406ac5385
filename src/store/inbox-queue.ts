/** The inbox that is a Cloudflare Queue: acknowledged once the Queue has it. What takes it out again: collect/consume.ts. */

import { fail, ok, type Result } from '../core/result.ts'
import { messageOf } from '../log.ts'
import { orAfter } from '../timer.ts'
import type { Inbox, InboxFailure } from './inbox.ts'
import { type MessageText, messagesOf } from './inbox-message.ts'

/** Of one send: longer than the Queue ever takes, shorter than a browser waits. */
const SEND_TIMEOUT_MS = 5_000

/** One `sendBatch` takes 256,000 bytes, and 100 messages: of ours, any two of which are more than one, that is never too many. */
const SEND_BYTES = 250_000

/** A large batch is several sends: what went before one that fails arrives twice when it is put again, which ids make harmless. */
export const queueInbox = (queue: Queue<unknown>, timeoutMs = SEND_TIMEOUT_MS): Inbox => ({
  async put(batch) {
    const messages = messagesOf(batch)
    if (!messages.ok) return messages
    for (const group of sendsOf(messages.value)) {
      const sent = await inTime(() => sendAll(queue, group), timeoutMs)
      if (!sent.ok) return sent
    }
    return ok(null)
  },
})

function sendsOf(messages: readonly MessageText[]): readonly (readonly MessageText[])[] {
  const sends: MessageText[][] = []
  let open: MessageText[] = []
  let bytes = 0
  for (const message of messages) {
    if (open.length > 0 && bytes + message.bytes > SEND_BYTES) {
      sends.push(open)
      open = []
      bytes = 0
    }
    open.push(message)
    bytes += message.bytes
  }
  return open.length === 0 ? sends : [...sends, open]
}

/** As text: an object would be made JSON once more. */
async function sendAll(queue: Queue<unknown>, messages: readonly MessageText[]): Promise<void> {
  const [only] = messages
  if (only !== undefined && messages.length === 1) await queue.send(only.text, { contentType: 'text' })
  else await queue.sendBatch(messages.map(({ text }) => ({ body: text, contentType: 'text' as const })))
}

async function inTime(work: () => Promise<void>, timeoutMs: number): Promise<Result<null, InboxFailure>> {
  try {
    const late = await orAfter(work(), timeoutMs, 'late' as const)
    if (late === undefined) return ok(null)
    return fail({ reason: 'timeout', detail: `the Queue did not answer within ${timeoutMs} ms` })
  } catch (error) {
    return fail({ reason: 'unavailable', detail: messageOf(error) })
  }
}
