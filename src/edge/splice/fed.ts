/**
 * The second form of rewriting, for pages that trickle: one HTMLRewriter is fed as bytes come and drained alongside.
 * What comes out before the first slot equals the raw bytes, but for our own tag, and goes on at once; from there the
 * output is held until the last slot has closed. Not for pages that arrive at once: feeding from JavaScript costs throughput.
 */

import { log, messageOf } from '../../log.ts'
import type { Fallback } from '../failure.ts'
import type { Reading } from './charset.ts'
import { isWhole, type Parse } from './handlers.ts'
import type { Hold } from './held.ts'
import { concat, layOut } from './layout.ts'
import { MAX_WINDOW_BYTES } from './limits.ts'
import { allClosed, allSlotsClosed, failRun, type Run, stopAwaitingBody } from './run.ts'
import type { Source } from './source.ts'
import { type UnsentBytes, unsentBytes } from './unsent.ts'
import { htmlResponse } from './window.ts'

export interface FedResult {
  readonly run: Run
  readonly failure: Fallback | null
  /** Raw bytes that were parsed. */
  readonly fed: number
  /** A read that was under way when parsing stopped: its piece follows raw. Null: the page is at its end. */
  readonly following: Promise<Uint8Array | null> | null
}

/**
 * Writes to `out` everything up to and including the last slot, edited or, after a failure, raw. The rest of the body
 * is the caller's to send. Rejects only when the visitor has gone.
 */
export async function rewriteFed(
  source: Source,
  parse: Parse,
  reading: Reading,
  out: WritableStreamDefaultWriter<Uint8Array>,
  hold: Hold,
): Promise<FedResult> {
  const { rewriter, run } = parse
  const settled = new Promise<'settled'>((resolve) => {
    run.onSettled = () => resolve('settled')
    if (allClosed(run)) resolve('settled')
  })
  const { readable, writable } = new IdentityTransformStream()
  const feeding = writable.getWriter()
  const raw = unsentBytes(run.inserted?.html ?? '', () => run.inserted?.met === true)
  const draining = drain(rewriter.transform(htmlResponse(readable, reading)), run, raw, out)

  const stop = await feed(source, feeding, run, raw, settled, hold)
  await (run.failure === null ? feeding.close() : feeding.abort(run.failure)).catch(() =>
    failRun(run, 'ambiguous_markup'),
  )
  const held = await draining
  if (held.gone !== null) throw held.gone

  const whole = isWhole(run) && (stop.following === null || allClosed(run))
  if (!whole) failRun(run, run.ended ? 'unbalanced_element' : 'ambiguous_markup')
  await out.write(laidOut(held.pieces, run) ?? raw.unsent())
  return { run, failure: run.failure, fed: raw.total(), following: stop.following }
}

/** Null when the raw bytes are to be sent: something failed, if only now. */
function laidOut(pieces: readonly Uint8Array[], run: Run): Uint8Array | null {
  if (run.failure !== null) return null
  try {
    return layOut(concat(pieces), run)
  } catch (error) {
    log('error', { event: 'fault', detail: messageOf(error) })
    failRun(run, 'fault')
    return null
  }
}

/** Until every slot has closed, something failed, or the page is at its end. */
async function feed(
  source: Source,
  feeding: WritableStreamDefaultWriter<Uint8Array>,
  run: Run,
  raw: UnsentBytes,
  settled: Promise<'settled'>,
  hold: Hold,
): Promise<Pick<FedResult, 'following'>> {
  let piece: Uint8Array | null = source.bytes()
  while (piece !== null) {
    raw.add(piece)
    if (raw.held() > MAX_WINDOW_BYTES) endWaiting(run)
    if (!hold.grow(raw.held())) failRun(run, 'isolate_full')
    if (run.failure === null && !(await accepted(feeding.write(piece)))) failRun(run, 'ambiguous_markup')
    const following = source.next()
    const next = await Promise.race([settled, following.catch(() => cutOff(run))])
    if (next === 'settled') return { following }
    piece = next
  }
  return { following: null }
}

/** So much is held for slots only: without our tag the page can do. */
function endWaiting(run: Run): void {
  if (allSlotsClosed(run)) stopAwaitingBody(run)
  else failRun(run, 'too_large')
}

const accepted = (write: Promise<void>): Promise<boolean> =>
  write.then(
    () => true,
    () => false,
  )

function cutOff(run: Run): null {
  failRun(run, 'origin_cut')
  return null
}

interface Drained {
  readonly pieces: Uint8Array[]
  /** Why the visitor's side is gone; null while it is there. */
  readonly gone: unknown
}

/** Output from before the first slot goes out; the rest is held. A broken parser is seen by the run, not here. */
async function drain(
  parsed: Response,
  run: Run,
  raw: UnsentBytes,
  out: WritableStreamDefaultWriter<Uint8Array>,
): Promise<Drained> {
  const pieces: Uint8Array[] = []
  const reader = (parsed.body as ReadableStream<Uint8Array>).getReader()
  for (;;) {
    const result = await reader.read().catch(() => null)
    if (result === null) {
      failRun(run, 'ambiguous_markup')
      return { pieces, gone: null }
    }
    if (result.done) return { pieces, gone: null }
    if (run.begun) {
      pieces.push(result.value)
      continue
    }
    raw.sent(result.value)
    try {
      await out.write(result.value)
    } catch (error) {
      await reader.cancel(error)
      return { pieces, gone: error ?? new Error('the visitor has gone') }
    }
  }
}
