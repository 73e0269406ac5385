/** Port of the webhook's progress: which events went out, and which piece is being tried. Not the sending: jobs/webhook.ts. */

import type { Result } from '../core/result.ts'
import type { RecordFailure } from './event-record.ts'

export interface DeliveryState {
  /** The last `seq` that is done: delivered, or given up. */
  readonly position: number
  /** The last `seq` of the piece at work, the same over all its tries; `position` where none is. */
  readonly until: number
  /** How often that piece was tried, this try included. */
  readonly attempts: number
  /** Epoch milliseconds before which nobody else tries it. */
  readonly retryAt: number
  /** Why the last try failed; null once one has gone well. */
  readonly lastError: string | null
}

/** Before the first run: the oldest event there is comes first. */
export const FIRST_DELIVERY: DeliveryState = { position: 0, until: 0, attempts: 0, retryAt: 0, lastError: null }

export const MAX_DELIVERY_ERROR_LENGTH = 500

export interface Deliveries {
  state(): Promise<Result<DeliveryState, RecordFailure>>
  /** True: it is `to` now. False: it was no longer `from` in position, piece, attempts and time, and stays as it was. */
  move(from: DeliveryState, to: DeliveryState): Promise<Result<boolean, RecordFailure>>
}

export const boundedState = (state: DeliveryState): DeliveryState => ({
  ...state,
  lastError: state.lastError?.slice(0, MAX_DELIVERY_ERROR_LENGTH).toWellFormed() ?? null,
})
