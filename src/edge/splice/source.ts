/** A page's raw bytes as they arrive, kept until it is sure that they need not be sent as they are. Not a parser. */

import { orAfter } from '../../timer.ts'
import { concat } from './layout.ts'
import { MODERATE_PAGE_BYTES } from './limits.ts'

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
   * Reads on until at least `want` bytes are in hand or the body ends; of a page of moderate length it takes more when
   * more is there. A body that pauses longer than `patienceMs` is `late`; with null it is waited for, in one native read. `cut`: the origin broke off. The first read never counts as late: there is nothing to
   * send yet.
   */
  fill(want: number, patienceMs: number | null): Promise<Filled>
  /** The next piece, however small; null at the end. Rejects when the origin breaks off. */
  next(): Promise<Uint8Array | null>
  /** Lets go of the body, so that the rest can be piped. No read may be pending. */
  release(): void
  cancel(reason: unknown): Promise<void>
}

const READ_BYTES = 64 * 1024
const PATIENT_READ_BYTES = 1024 * 1024

export function openSource(body: ReadableStream<Uint8Array>, expected: number | null): Source {
  const reader = body.getReader({ mode: 'byob' }) as ReadableStreamBYOBReader
  let pieces: Uint8Array[] = []
  let length = 0
  let pending: Promise<ReadableStreamReadResult<Uint8Array>> | null = null

  /** A view that a finished body hands back is empty, and its memory useless: only bytes are kept. */
  const take = (result: ReadableStreamReadResult<Uint8Array>): Uint8Array | null => {
    pending = null
    return result.value === undefined || result.value.byteLength === 0 ? null : result.value
  }
  const isAllThere = (): boolean => expected !== null && length >= expected

  /** Bytes worth asking for: what is wanted, or all there is. */
  const room = (want: number): number => {
    if (expected === null) return want - length
    return (expected <= MODERATE_PAGE_BYTES ? expected : Math.min(want, expected)) - length
  }
  const patientRead = (want: number): Promise<ReadableStreamReadResult<Uint8Array>> => {
    const most = Math.min(room(want), PATIENT_READ_BYTES)
    return reader.readAtLeast(Math.min(want - length, most), new Uint8Array(most))
  }

  async function fill(want: number, patienceMs: number | null): Promise<Filled> {
    while (length < want) {
      if (isAllThere()) return 'ended'
      pending ??=
        patienceMs === null ? patientRead(want) : reader.read(new Uint8Array(Math.min(room(want), READ_BYTES)))
      const isFirst = length === 0
      let result: ReadableStreamReadResult<Uint8Array> | null
      try {
        result = patienceMs === null || isFirst ? await pending : await unlessLate(pending, patienceMs)
      } catch {
        pending = null
        return 'cut'
      }
      if (result === null) return 'late'
      const piece = take(result)
      if (piece === null) return 'ended'
      pieces.push(piece)
      length += piece.byteLength
    }
    return isAllThere() ? 'ended' : 'full'
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
    cancel: (reason) => reader.cancel(reason),
  }
}

/**
 * Null when the read keeps us waiting longer than that. A busy isolate is not a slow origin: when the timer goes
 * off, what arrived meanwhile is looked at once more before the read counts as late.
 */
async function unlessLate<T>(read: Promise<T>, patienceMs: number): Promise<T | null> {
  return (await orAfter(read, patienceMs, null)) ?? (await orAfter(read, 0, null))
}
