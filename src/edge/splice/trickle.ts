/**
 * A page whose body pauses: its bytes go on as they come, and only those between the first and last slot are held. What
 * was met is known after the page's beginning has gone, so that the block about it stands at the page's end.
 */

import { log, messageOf } from '../../log.ts'
import type { Fallback } from '../failure.ts'
import { BODY_TAG, blockOf } from './built-in.ts'
import { type Reading, readingOf } from './charset.ts'
import { rewriteFed } from './fed.ts'
import { type Parse, prepareParse } from './handlers.ts'
import type { Job, Settled, Spliced } from './job.ts'
import { PATIENCE_MS, PRESCAN_BYTES } from './limits.ts'
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
  // Guessing is safe, so that a charset further down is not waited for longer than anything else.
  if (readingOf(job.contentType, job.source.bytes())?.asciiOnly)
    await job.source.fill(PRESCAN_BYTES, PRESCAN_BYTES, PATIENCE_MS, true)
  const bytes = job.source.bytes()
  const reading = readingOf(job.contentType, bytes)
  const asItIs = async (failure: Fallback): Promise<Settled> => {
    if (bytes.byteLength > 0) await out.write(bytes)
    await sendFollowing(job, writable, out, job.source.next(), null)
    return { met: [], failure }
  }
  if (reading === null) return asItIs('encoding')
  if (!job.hold.grow(bytes.byteLength)) return asItIs('isolate_full')
  const parse = soundParse(job, reading)
  if (parse === null) return asItIs('fault')
  const { run, failure, fed, following } = await rewriteFed(job.source, parse, reading, out, job.hold)
  if (failure === null) learn(job, run, fed, following === null)
  job.hold.release()
  const settled: Settled = { met: failure === null ? metSlots(run) : [], failure }
  const last = failure === null && job.builtIn !== null ? blockOf(job.builtIn, run) : null
  const ending = failure === 'origin_cut' ? breakOff(out) : sendFollowing(job, writable, out, following, last)
  await Promise.allSettled([ending])
  return settled
}

/** Null: HTMLRewriter refuses a selector. Nothing has been fed, so the page can still go out as it is. */
function soundParse({ slots, notAwaited, builtIn, awaitsBody }: Job, reading: Reading): Parse | null {
  try {
    const inserted = builtIn === null ? null : { html: builtIn.tag, awaited: awaitsBody }
    return prepareParse(slots, notAwaited, reading, true, inserted)
  } catch (error) {
    log('error', { event: 'fault', detail: messageOf(error) })
    return null
  }
}

/** A slot that was not met is absent only when the page was seen to its end. */
function learn({ memory }: Job, run: Run, fed: number, ended: boolean): void {
  for (const { plan, met, shadowed } of run.slots)
    if (met || (ended && !shadowed)) remember(memory, plan.slot, met, fed)
  const { inserted } = run
  if (inserted !== null && (inserted.met || ended)) remember(memory, BODY_TAG, inserted.met, fed)
}
