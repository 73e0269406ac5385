/**
 * What pages have to tell, gathered per isolate and put into the inbox behind them. Requests share plain data only: a
 * timer or a promise of one must not be waited for by another. Not what is told: exposures.ts.
 */

import type { InboxBatch, RecordedEvent } from '../core/event/event.ts'
import { fail, type Result } from '../core/result.ts'
import type { After } from '../env.ts'
import { log, messageOf } from '../log.ts'
import type { Inbox, InboxFailure } from '../store/inbox.ts'
import { orAfter, startTimer } from '../timer.ts'
import { newParcels } from './parcels.ts'
import type { Tally } from './tally.ts'

/** What a page tells waits so long for company. An isolate that ends takes no more than this with it, while the inbox is well. */
const GATHER_MS = 250
/** The inbox's own limit is shorter; one that has none is given up here. */
const PUT_MS = 8_000
/** Between tries: short enough to catch up within seconds, and rarer than an inbox that is well is asked. */
const FIRST_BACK_OFF_MS = 250
const MAX_BACK_OFF_MS = 2_000
/** Workers may go on for thirty seconds after their answer. */
const KEEP_MS = 20_000
/** A request may make fifty of its own on the free plan. */
const MAX_PUTS_COUNT = 40
/** So much later than it should have moved, a keeper is taken for dead. */
const GRACE_MS = 1_000
const LOG_PERIOD_MS = 60_000

export interface Recorder {
  /** Returns at once. With no events: the tally has something to tell. `after` belongs to the request that tells it. */
  add(events: readonly RecordedEvent[], after: After): void
}

interface RecorderDeps {
  readonly inbox: Inbox
  readonly tally: Tally
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** The request that waits and sends for all others. Whoever finds it past its time takes its place. */
interface Keeper {
  until: number
  isSending: boolean
  puts: number
}

export function newRecorder({ inbox, tally, now }: RecorderDeps): Recorder {
  const parcels = newParcels(tally)
  const reports = newReports()
  let keeper: Keeper | null = null
  let failures = 0
  let retryAt = 0

  /** A full batch does not wait for a keeper that only gathers. */
  function isKept(at: number): boolean {
    if (keeper === null || at >= keeper.until) return false
    return keeper.isSending || !parcels.hasFull() || at < retryAt
  }

  async function keep(me: Keeper, first: number): Promise<void> {
    const last = now() + KEEP_MS
    for (let pause: number | null = first; pause !== null && now() + pause < last; ) {
      me.until = now() + pause + GRACE_MS
      await startTimer(pause, null).over
      pause = keeper === me ? await sendAll(me) : null
    }
    if (keeper === me) keeper = null
  }

  /** How long to wait before the next try, in milliseconds; null when there is nothing left to do for this keeper. */
  async function sendAll(me: Keeper): Promise<number | null> {
    for (let batch = parcels.first(now()); batch !== null && me.puts < MAX_PUTS_COUNT; batch = parcels.first(now())) {
      me.until = now() + PUT_MS + GRACE_MS
      me.isSending = true
      me.puts++
      const put = await attempt(inbox, batch)
      me.isSending = false
      const wait = put.ok ? arrived(batch) : failed(batch, put.error)
      if (keeper !== me) return null
      if (wait > 0) return wait
    }
    return null
  }

  function arrived(batch: InboxBatch): number {
    parcels.remove(batch)
    failures = 0
    retryAt = 0
    return 0
  }

  function failed(batch: InboxBatch, failure: InboxFailure): number {
    if (failure.reason === 'refused' || failure.reason === 'too_large') {
      parcels.remove(batch)
      for (const { site } of batch.events) tally.count(site, 'record_lost')
      reports.lost(batch.events.length, failure.reason, failure.detail, now())
      return 0
    }
    const wait = Math.min(FIRST_BACK_OFF_MS * 2 ** failures++, MAX_BACK_OFF_MS)
    retryAt = now() + wait
    reports.waiting(parcels.count(), failure, now())
    return wait
  }

  return {
    add(events, after) {
      const at = now()
      for (const event of events) {
        if (parcels.add(event)) continue
        tally.count(event.site, 'record_lost')
        reports.lost(1, 'too_many', 'the inbox has taken nothing for too long', at)
      }
      if (isKept(at)) return
      keeper = { until: 0, isSending: false, puts: 0 }
      after(keep(keeper, Math.max(parcels.hasFull() ? 0 : GATHER_MS, retryAt - at)))
    },
  }
}

/** Never rejects, and always settles. */
async function attempt(inbox: Inbox, batch: InboxBatch): Promise<Result<null, InboxFailure>> {
  try {
    return await orAfter(inbox.put(batch), PUT_MS, NO_ANSWER)
  } catch (error) {
    return fail({ reason: 'unavailable', detail: messageOf(error) })
  }
}

const NO_ANSWER = fail({ reason: 'timeout', detail: `no answer from the inbox within ${PUT_MS} ms` } as const)

/** Once a period, however many pages there are. */
function newReports() {
  let lost = 0
  let lostToldAt = Number.NEGATIVE_INFINITY
  let waitingToldAt = Number.NEGATIVE_INFINITY
  return {
    lost(count: number, reason: string, detail: string, now: number): void {
      lost += count
      if (now - lostToldAt < LOG_PERIOD_MS) return
      log('error', { event: 'record_lost', reason, detail, count: lost })
      lostToldAt = now
      lost = 0
    },
    waiting(count: number, { reason, detail }: InboxFailure, now: number): void {
      if (now - waitingToldAt < LOG_PERIOD_MS) return
      log('warn', { event: 'record_waits', reason, detail, count })
      waitingToldAt = now
    },
  }
}
