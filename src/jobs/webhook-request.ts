/** One delivery as an HTTP request that its receiver can verify: schema/webhook.md. Not when it is sent: webhook.ts. */

import { fail, ok, type Result } from '../core/result.ts'
import { messageOf } from '../log.ts'
import type { StoredEvent } from '../store/event-record.ts'
import type { WebhookTarget } from './webhook-target.ts'

/** A receiver that works longer should answer first and work then. */
const ANSWER_TIMEOUT_MS = 10_000

export interface Delivery {
  /** The same whenever the same piece is sent again. */
  readonly id: string
  /** JSON of each, see eventJson. */
  readonly events: readonly string[]
}

export interface NotDelivered {
  /** `gone`: the receiver says that it will never take it (410). */
  readonly reason: 'gone' | 'failed'
  readonly detail: string
}

/**
 * An event as receivers see it: the fields of RecordedEvent that it has, and `seq`. Who visited only where that is asked for
 * and the visitor allowed it when it happened; an event that does not say so was not allowed.
 */
export function eventJson({ visitor, ...event }: StoredEvent, { withVisitors }: WebhookTarget): string {
  const isNamed = withVisitors && visitor !== undefined && event.context?.export === true
  return JSON.stringify(isNamed ? { ...event, visitor } : event)
}

/** `sentAt` in epoch milliseconds. Only an answer of 2xx is a delivery; redirects are not followed, for they are not signed. */
export async function send(
  { id, events }: Delivery,
  target: WebhookTarget,
  sentAt: number,
  timeoutMs = ANSWER_TIMEOUT_MS,
): Promise<Result<null, NotDelivered>> {
  const body = `{"deliveryId":${JSON.stringify(id)},"events":[${events.join(',')}]}`
  const timestamp = String(Math.floor(sentAt / 1_000))
  const signed = `v1=${await signature(`${timestamp}.${body}`, target.secret)}`
  try {
    const answer = await fetch(target.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Awase webhook',
        'awase-delivery': id,
        'awase-timestamp': timestamp,
        'awase-signature': signed,
      },
      body,
    })
    await answer.body?.cancel()
    if (answer.ok) return ok(null)
    return fail({ reason: answer.status === 410 ? 'gone' : 'failed', detail: `it answered ${answer.status}` })
  } catch (error) {
    return fail({
      reason: 'failed',
      detail: isTimeout(error)
        ? `it did not answer within ${timeoutMs} ms`
        : `it could not be reached: ${messageOf(error)}`,
    })
  }
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError'

/** HMAC-SHA-256, lower-case hex. */
async function signature(text: string, secret: string): Promise<string> {
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign'])
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
  return Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
