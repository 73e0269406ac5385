/** A page whose body pauses: its bytes go on as they come, and only those between the first and last slot are held. */

import { readingOf } from './charset.ts'
import { rewriteFed } from './fed.ts'
import type { Job, Settled, Spliced } from './job.ts'
import { MAX_WINDOW_BYTES, PRESCAN_BYTES } from './limits.ts'
import { sendFollowing } from './rest.ts'
import { metSlots } from './run.ts'

export function trickle(job: Job): Spliced {
  const { readable, writable } = new IdentityTransformStream()
  return { body: readable, settled: feedThrough(job, writable).catch(gone) }
}

/** The visitor has gone before the slots were sent. */
const gone = (): Settled => ({ met: [], failure: null })

async function feedThrough(job: Job, writable: WritableStream<Uint8Array>): Promise<Settled> {
  const out = writable.getWriter()
  if (!/charset/i.test(job.contentType)) await job.source.fill(PRESCAN_BYTES, null)
  const bytes = job.source.bytes()
  const reading = readingOf(job.contentType, bytes)
  if (reading === null || !job.hold.grow(MAX_WINDOW_BYTES)) {
    if (bytes.byteLength > 0) await out.write(bytes)
    await sendFollowing(job, writable, out, job.source.next())
    return { met: [], failure: reading === null ? 'encoding' : 'isolate_full' }
  }
  const { run, failure, following } = await rewriteFed(job.source, job.slots, reading, out)
  const settled: Settled = { met: failure === null ? metSlots(run) : [], failure }
  const ending = failure === 'origin_cut' ? out.abort(failure) : sendFollowing(job, writable, out, following)
  await Promise.allSettled([ending])
  return settled
}
