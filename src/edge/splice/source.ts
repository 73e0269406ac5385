/** A page's raw bytes as they arrive, kept until it is sure that they need not be sent as they are. Not a parser. */

import { startTimer, type Timer } from '../../timer.ts'
import { concat } from './layout.ts'
import { MAX_STEP_BYTES, UNHURRIED_BYTES } from './limits.ts'

/** `cut`: the origin broke off. */
export type Filled = 'full' | 'ended' | 'late' | 'cut'

/** Exactly one of these reads a body at any time; after `release` the body can be piped on. */
export interface Source {
  /** The body's length, when the origin said so and nothing was encoded. */
  readonly expected: number | null
  /** Bytes in hand. */
  readonly length: number
  /** All bytes in hand, in one piece. */
  bytes(): Uint8Array
  /**
   * Reads on until `want` bytes are in hand or the body ends; up to `most` are taken when they are there. A body that pauses longer than `patienceMs` is `late`; with
   * null it is waited for. The first read counts as late only if `fromStart`: there is nothing to send yet but headers.
   */
  fill(want: number, most: number, patienceMs: number | null, fromStart?: boolean): Promise<Filled>
  /** The next piece, however small; null at the end. Rejects when the origin breaks off. */
  next(): Promise<Uint8Array | null>
  /** Lets go of the body, so that the rest can be piped. No read may be pending. */
  release(): void
}

const READ_BYTES = 64 * 1024

type Read = Promise<ReadableStreamReadResult<Uint8Array>>

export function openSource(body: ReadableStream<Uint8Array>, expected: number | null): Source {
  const reader = body.getReader({ mode: 'byob' }) as ReadableStreamBYOBReader
  let pieces: Uint8Array[] = []
  let length = 0
  /** Under way: what it reads cannot be had before it is done. */
  let pending: Read | null = null

  /** A view that a finished body hands back is empty: only bytes are kept. */
  const take = (result: ReadableStreamReadResult<Uint8Array>): Uint8Array | null => {
    pending = null
    return result.value === undefined || result.value.byteLength === 0 ? null : result.value
  }
  const isAllThere = (): boolean => expected !== null && length >= expected

  /** The more has come without a pause, the more is asked for at a time: fewer steps, and never a long wait for one. */
  function read(most: number): Read {
    const room = (expected === null ? most : Math.min(most, expected)) - length
    const least = length < UNHURRIED_BYTES ? 1 : Math.min(room, length >> 1, MAX_STEP_BYTES)
    const view = new Uint8Array(Math.min(room, Math.max(2 * least, READ_BYTES)))
    return least === 1 ? reader.read(view) : reader.readAtLeast(least, view)
  }

  async function fill(want: number, most: number, patienceMs: number | null, fromStart = false): Promise<Filled> {
    const patience = patienceMs === null ? null : startPatience(patienceMs)
    try {
      while (length < want && !isAllThere()) {
        pending ??= read(most)
        const result =
          patience === null || (length === 0 && !fromStart) ? await pending : await patience.unlessLate(pending)
        if (result === null) return 'late'
        const piece = take(result)
        if (piece === null) return 'ended'
        pieces.push(piece)
        length += piece.byteLength
      }
      return isAllThere() ? 'ended' : 'full'
    } catch {
      pending = null
      return 'cut'
    } finally {
      patience?.stop()
    }
  }

  return {
    expected,
    get length() {
      return length
    },
    bytes() {
      const whole = concat(pieces)
      pieces = [whole]
      return whole
    },
    fill,
    async next() {
      pending ??= reader.read(new Uint8Array(READ_BYTES))
      return take(await pending)
    },
    release: () => reader.releaseLock(),
  }
}

interface Patience {
  /** Null when the read keeps us waiting. */
  unlessLate<T>(read: Promise<T>): Promise<T | null>
  stop(): void
}

/**
 * One timer for several reads: it is begun when the first has to be waited for, and when it goes off too early for the one
 * at hand it is begun again. A busy isolate is not a slow origin, so what arrived meanwhile is looked at once more.
 */
function startPatience(milliseconds: number): Patience {
  let timer: Timer<null> | null = null
  return {
    async unlessLate(read) {
      const since = Date.now()
      for (let left = milliseconds; left > 0; left = milliseconds - (Date.now() - since)) {
        timer ??= startTimer(left, null)
        const first = await Promise.race([read, timer.over])
        if (first !== null) return first
        timer = null
      }
      timer = startTimer(0, null)
      return Promise.race([read, timer.over])
    },
    stop: () => timer?.stop(),
  }
}
