/** What follows the edited part of a page: the rest of the origin's body, unparsed. Not the edited part itself. */

import { startTimer } from '../../timer.ts'
import type { Job, Spliced } from './job.ts'
import type { Source } from './source.ts'

interface Sending {
  readonly body: ReadableStream<Uint8Array>
  /** Resolves when all has been handed on, or the visitor has gone. */
  readonly sent: Promise<unknown>
}

/** `head` first. No read of the source may be pending. */
export function sendRest(job: Pick<Job, 'body' | 'source'>, head: Uint8Array): Sending {
  const { readable, writable } = new IdentityTransformStream()
  const out = writable.getWriter()
  const written = head.byteLength > 0 ? out.write(head) : Promise.resolve()
  out.releaseLock()
  job.source.release()
  return { body: readable, sent: Promise.allSettled([written, job.body.pipeTo(writable)]) }
}

/** After a read that is still under way (null: the page is at its end) its piece, then the rest, then `last`, if it all came. */
export async function sendFollowing(
  job: Pick<Job, 'body' | 'source'>,
  writable: WritableStream<Uint8Array>,
  out: WritableStreamDefaultWriter<Uint8Array>,
  following: Promise<Uint8Array | null> | null,
  last: Uint8Array | null,
): Promise<void> {
  const piece = following === null ? null : await following.catch((error: unknown) => abort(out, error))
  if (piece === undefined) return
  if (piece === null) return close(out, last)
  await out.write(piece)
  out.releaseLock()
  job.source.release()
  await job.body.pipeTo(writable, { preventClose: last !== null })
  if (last !== null) await close(writable.getWriter(), last)
}

async function close(out: WritableStreamDefaultWriter<Uint8Array>, last: Uint8Array | null): Promise<void> {
  if (last !== null) await out.write(last)
  await out.close()
}

/** The origin broke off: the visitor gets what it sent, and the same broken end that there would be without us. */
export function sendBroken(job: Pick<Job, 'source'>): Spliced {
  const { readable, writable } = new IdentityTransformStream()
  const out = writable.getWriter()
  const sent = writeAll(out, job.source).then(() => breakOff(out))
  return {
    body: readable,
    settled: Promise.allSettled([sent]).then(() => ({ met: [], failure: 'origin_cut' })),
  }
}

/** What was written is on its way only after another turn of the event loop; an end that breaks at once would take it along. */
export async function breakOff(out: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
  await startTimer(0, null).over
  await out.abort(new Error('the origin broke off'))
}

async function writeAll(out: WritableStreamDefaultWriter<Uint8Array>, source: Source): Promise<void> {
  if (source.length > 0) await out.write(source.bytes())
}

async function abort(out: WritableStreamDefaultWriter<Uint8Array>, error: unknown): Promise<undefined> {
  await out.abort(error)
}
