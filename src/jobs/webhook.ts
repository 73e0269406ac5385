/** Delivers events to the webhook, at least once and in order of arrival. What a delivery looks like: webhook-request.ts. */

import type { DeliveryState } from '../store/deliveries.ts'
import type { RecordFailure, StoredEvent } from '../store/event-record.ts'
import type { Stores } from '../store/stores.ts'
import { eventJson, type NotDelivered, send } from './webhook-request.ts'
import type { WebhookTarget } from './webhook-target.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

const EVENTS_PER_DELIVERY_COUNT = 500
/** UTF-16 units, of which UTF-8 may need three bytes each. */
const DELIVERY_LENGTH = 1024 * 1024
/** No delivery begins later in a run; the cron fires each minute. */
const RUN_MS = 20 * SECOND_MS
const FIRST_RETRY_MS = MINUTE_MS
const LAST_RETRY_MS = HOUR_MS
/** So long a piece is tried at least before it is given up. */
const PATIENCE_MS = 24 * HOUR_MS

export interface WebhookDeps {
  readonly stores: Pick<Stores, 'events' | 'deadLetters' | 'deliveries'>
  readonly target: WebhookTarget
  /** Epoch milliseconds: how long a run has taken, and what a request is signed with. */
  readonly clock: () => number
}

export interface DeliveryReport {
  readonly deliveries: number
  readonly events: number
  /**
   * `done`: nothing is left. `out_of_time`: the next run goes on. `waiting`: a failed piece has its time yet to come.
   * `elsewhere`: another run has it. `given_up`: a piece became a dead letter; the next run goes on behind it.
   */
  readonly ended: 'done' | 'out_of_time' | 'waiting' | 'elsewhere' | 'failed' | 'given_up' | 'no_database'
  readonly detail: string | null
}

/** One run; `now` in epoch milliseconds, as the cron says it. */
export async function deliverEvents(deps: WebhookDeps, now: number): Promise<DeliveryReport> {
  const startedAt = deps.clock()
  const begun = await deps.stores.deliveries.state()
  if (!begun.ok) return { deliveries: 0, events: 0, ...databaseFails(begun.error) }
  let [state, deliveries, events] = [begun.value, 0, 0]
  while (deps.clock() - startedAt < RUN_MS) {
    const step = await deliverNext(state, deps, now)
    if (step.ended !== null) return { deliveries, events, ...step }
    state = step.state
    deliveries += step.events > 0 ? 1 : 0
    events += step.events
  }
  return { deliveries, events, ended: 'out_of_time', detail: null }
}

type Stop = Pick<DeliveryReport, 'ended' | 'detail'>
type Step = Stop | { readonly ended: null; readonly state: DeliveryState; readonly events: number }

const stop = (ended: DeliveryReport['ended'], detail: string | null = null): Stop => ({ ended, detail })
const databaseFails = ({ reason, detail }: RecordFailure): Stop => stop('no_database', `${reason}: ${detail}`)

/**
 * The piece is claimed before it is sent, with its end and the time of its next try: a run that dies on the way is a failed
 * try, a second run at the same moment leaves it alone, and every try sends the same events under the same id.
 */
async function deliverNext(state: DeliveryState, deps: WebhookDeps, now: number): Promise<Step> {
  const { events, deliveries } = deps.stores
  if (state.retryAt > now) return stop('waiting', state.lastError)
  const found = await events.page({ ...EVERYTHING, after: state.position, limit: EVENTS_PER_DELIVERY_COUNT })
  if (!found.ok) return databaseFails(found.error)

  const piece = pieceOf(found.value.events, state, deps.target)
  if (piece === null) return stop('done')
  const claimed = claimedFor(piece, state, now)
  const won = await deliveries.move(state, claimed)
  if (!won.ok) return databaseFails(won.error)
  if (!won.value) return stop('elsewhere')

  const id = `${state.position + 1}-${piece.until}`
  const sent = piece.events.length === 0 ? null : await send({ id, events: piece.events }, deps.target, deps.clock())
  if (sent !== null && !sent.ok) return notDelivered(id, claimed, sent.error, deps, now)
  const done = doneWith(claimed, null)
  const moved = await deliveries.move(claimed, done)
  if (!moved.ok) return databaseFails(moved.error)
  return moved.value ? { ended: null, state: done, events: piece.events.length } : stop('elsewhere')
}

const EVERYTHING = { site: null, since: null, until: null }

interface Piece {
  readonly until: number
  /** Empty: what was in it has been deleted since it was first tried. */
  readonly events: readonly string[]
}

/** A piece that was tried before ends where it ended then, whatever has arrived since. */
function pieceOf(found: readonly StoredEvent[], state: DeliveryState, target: WebhookTarget): Piece | null {
  if (state.until > state.position) {
    const again = found.filter(({ seq }) => seq <= state.until)
    return { until: state.until, events: again.map((event) => eventJson(event, target)) }
  }
  const events: string[] = []
  let [until, length] = [state.position, 0]
  for (const event of found) {
    const json = eventJson(event, target)
    length += json.length
    if (events.length > 0 && length > DELIVERY_LENGTH) break
    events.push(json)
    until = event.seq
  }
  return events.length === 0 ? null : { until, events }
}

function claimedFor({ until }: Piece, state: DeliveryState, now: number): DeliveryState {
  const attempts = state.attempts + 1
  return { ...state, until, attempts, retryAt: now + retryDelayMs(attempts) }
}

const doneWith = ({ until }: DeliveryState, lastError: string | null): DeliveryState => ({
  position: until,
  until,
  attempts: 0,
  retryAt: 0,
  lastError,
})

async function notDelivered(
  id: string,
  claimed: DeliveryState,
  { reason, detail }: NotDelivered,
  { stores }: WebhookDeps,
  now: number,
): Promise<Step> {
  const isLast = reason === 'gone' || claimed.attempts >= MAX_ATTEMPTS_COUNT
  if (!isLast) {
    const noted = await stores.deliveries.move(claimed, { ...claimed, lastError: detail })
    return noted.ok ? stop('failed', detail) : databaseFails(noted.error)
  }
  const letter = {
    id: `webhook ${id}`,
    at: now,
    source: 'webhook' as const,
    reason: `Events ${claimed.position + 1} to ${claimed.until} were not delivered: ${detail}. They stay in the record.`,
    body: JSON.stringify({ deliveryId: id, after: claimed.position, until: claimed.until }),
    attempts: claimed.attempts,
  }
  const buried = await stores.deadLetters.bury([letter])
  if (!buried.ok) return databaseFails(buried.error)
  const moved = await stores.deliveries.move(claimed, doneWith(claimed, detail))
  return moved.ok ? stop('given_up', detail) : databaseFails(moved.error)
}

/** After the nth try, n from 1 on. */
export const retryDelayMs = (attempts: number): number => Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LAST_RETRY_MS)

/** The first try that comes PATIENCE_MS or more after the first one: 30. */
export const MAX_ATTEMPTS_COUNT = ((): number => {
  let [attempts, waited] = [1, 0]
  for (; waited < PATIENCE_MS; attempts++) waited += retryDelayMs(attempts)
  return attempts
})()
