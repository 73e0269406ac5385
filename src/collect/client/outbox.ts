/** Events on their way to the collector: in memory, in batches, again and again with the same ids. Not what is told: told.ts. */

const SEND_AFTER_MS = 1_000
const ANSWER_WITHIN_MS = 15_000
const FIRST_RETRY_MS = 2_000
const LONGEST_RETRY_MS = 120_000
const MAX_WAITING_COUNT = 500
/** The collector takes a hundred. */
const MAX_BATCH_COUNT = 50
/**
 * In UTF-16 units, of which none takes more than three bytes: browsers let 64 KB be under way when a page closes, one batch
 * that is being sent and one more.
 */
const MAX_BATCH_LENGTH = 10_000
const MAX_EVENT_LENGTH = 8_000

/** What `post` answers when nothing is left to do. */
const DONE = -1

export interface Outbox {
  /** An event as the collector takes it, wire.ts. */
  put(event: object): void
  /** Until this is called nothing is sent: a page that is prepared and never looked at tells nothing. */
  open(): void
  /** Now rather than soon; the answer is still heard if the page lives on. */
  flush(): void
  /** The page goes: everything that was not acknowledged, that which is under way too, for it is counted once. */
  leave(): void
}

export function createOutbox(): Outbox {
  /** As JSON. */
  let waiting: readonly string[] = []
  let isOpen = false
  let isSending = false
  let failures = 0
  let timer = 0

  function put(event: object): void {
    const text = JSON.stringify(event)
    if (waiting.length >= MAX_WAITING_COUNT || text.length > MAX_EVENT_LENGTH) return
    waiting = [...waiting, text]
    sendIn(SEND_AFTER_MS)
  }

  /** Unless that is settled already: nothing overtakes a back-off. */
  function sendIn(delayMs: number): void {
    if (isOpen && !isSending && !timer && waiting[0]) timer = setTimeout(flush, delayMs)
  }

  function flush(): void {
    clearTimeout(timer)
    timer = 0
    if (isOpen && !isSending && waiting[0]) void send(nextBatch(waiting))
  }

  async function send(batch: readonly string[]): Promise<void> {
    isSending = true
    const retryAfterMs = await post(batch)
    isSending = false
    if (retryAfterMs === DONE) {
      failures = 0
      waiting = without(waiting, batch)
      sendIn(0)
    } else sendIn(Math.max(retryAfterMs, backOffMs(failures++)))
  }

  /** DONE: taken, or refused for good. Otherwise the least to wait for. */
  async function post(batch: readonly string[]): Promise<number> {
    try {
      const answer = await fetch(EVENTS_URL, {
        method: 'POST',
        body: envelope(batch),
        keepalive: true,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      })
      // Read to its end: until then its request counts towards what browsers let be under way.
      const said = await answer.text()
      const { status, headers } = answer
      if (status === 429 || status >= 500) return Number(headers.get('retry-after')) * 1_000 || 0
      // Nothing is recorded on this site, or of this visitor: no need to ask twice.
      if (status === 404 || /"ignored"/.test(said)) isOpen = false
      return DONE
    } catch {
      return 0
    }
  }

  function leave(): void {
    while (isOpen && waiting[0]) {
      const batch = nextBatch(waiting)
      if (!navigator.sendBeacon(EVENTS_URL, envelope(batch))) return
      waiting = without(waiting, batch)
    }
  }

  return {
    put,
    open() {
      isOpen = true
      sendIn(SEND_AFTER_MS)
    },
    flush,
    leave,
  }
}

function nextBatch(waiting: readonly string[]): readonly string[] {
  let length = 0
  const isWithin = (text: string, index: number): boolean => {
    length += text.length
    return index < MAX_BATCH_COUNT && length <= MAX_BATCH_LENGTH
  }
  return waiting.filter(isWithin)
}

const without = (waiting: readonly string[], sent: readonly string[]): readonly string[] =>
  waiting.filter((text) => !sent.includes(text))

const envelope = (batch: readonly string[]): string => `{"sentAt":${Date.now()},"events":[${batch}]}`

/** Twice as long each time, and never all browsers at once. */
const backOffMs = (failures: number): number =>
  Math.round(Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS) * (0.5 + Math.random() / 2))
