/** A page whose body pauses: its bytes go on as they come, and only those between the first and last slot are held. */

import { readingOf } from './charset.ts'
import { rewriteFed } from './fed.ts'
import type { Job, Settled, Spliced } from './job.ts'
import { PRESCAN_BYTES } from './limits.ts'
import { remember } from './memory.ts'
import { breakOff, sendFollowing } from './rest.ts'
import { metSlots, type Run } from './run.ts'

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
  if (reading === null || !job.hold.grow(bytes.byteLength)) {
    if (bytes.byteLength > 0) await out.write(bytes)
    await sendFollowing(job, writable, out, job.source.next())
    return { met: [], failure: reading === null ? 'encoding' : 'isolate_full' }
  }
  const { run, failure, fed, following } = await rewriteFed(job.source, job.slots, reading, out, job.hold)
  if (failure === null) learn(job, run, fed, following === null)
  const settled: Settled = { met: failure === null ? metSlots(run) : [], failure }
  const ending = failure === 'origin_cut' ? breakOff(out) : sendFollowing(job, writable, out, following)
  await Promise.allSettled([ending])
  return settled
}

/** A slot that was not met is absent only when the page was seen to its end. */
function learn({ memory }: Job, run: Run, fed: number, ended: boolean): void {
  for (const { plan, met } of run.slots) if (met || ended) remember(memory, plan.slot, met, fed)
}
