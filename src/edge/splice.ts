/**
 * How a page's bytes are rewritten so that it always arrives, untouched bytes stay identical and nothing is kept
 * waiting: a window of raw bytes is kept until its edited form is known to be sound. Not which edits: core/decide.ts.
 */

import type { SlotId } from '../core/compiled.ts'
import type { SlotPlan } from '../core/plan.ts'
import { log, messageOf } from '../log.ts'
import type { Fallback } from './failure.ts'
import { awaitsBody, BODY_TAG, BODY_TAG_BYTES, type BuiltIn, insertedInWindow, placeBlock } from './splice/built-in.ts'
import { readingOf } from './splice/charset.ts'
import { openHold } from './splice/held.ts'
import type { Job, Spliced } from './splice/job.ts'
import {
  MAX_SLOTS_PER_PAGE_COUNT,
  MAX_WINDOW_BYTES,
  PATIENCE_AGAIN_MS,
  PATIENCE_MS,
  SMALL_PAGE_BYTES,
  START_MS,
  WIDEN_FACTOR,
} from './splice/limits.ts'
import { editedUntil, firstWindow, notAwaited, type PathMemory, remember, type Window } from './splice/memory.ts'
import { sendBroken, sendRest } from './splice/rest.ts'
import { allSlotsClosed, metSlots, type Run } from './splice/run.ts'
import { type Filled, openSource } from './splice/source.ts'
import { trickle } from './splice/trickle.ts'
import { rewriteWindow } from './splice/window.ts'

/**
 * `page` is readable HTML whose body nobody has touched; `slots` are its planned slots, `builtIn` what of ours stands
 * beside them on a page that does not fall back. `undecodable`: the body is not in
 * the encoding that its header names; not a byte of it was had.
 */
export async function splice(
  page: Response,
  slots: readonly SlotPlan[],
  memory: PathMemory,
  builtIn: BuiltIn | null = null,
): Promise<Spliced | 'undecodable'> {
  const wanted = slots.slice(0, MAX_SLOTS_PER_PAGE_COUNT)
  const { body } = page
  if ((wanted.length === 0 && builtIn === null) || body === null) return settledNow(body, [], null)
  const job: Job = {
    body,
    source: openSource(body, bodyLength(page.headers)),
    slots: wanted,
    notAwaited: notAwaited(memory),
    builtIn,
    awaitsBody: builtIn !== null && awaitsBody(memory, wanted.length > 0),
    memory,
    contentType: page.headers.get('content-type') ?? '',
    isEncoded: page.headers.has('content-encoding'),
    hold: openHold(),
  }
  const spliced = await widen(job)
  if (spliced !== 'undecodable' && spliced.settled instanceof Promise) spliced.settled.then(job.hold.release)
  else job.hold.release()
  return spliced
}

/** One window after another, each fourfold, until every slot was met and closed or the page shows that it lacks them. */
async function widen(job: Job): Promise<Spliced | 'undecodable'> {
  let { enough, most } = startWindow(job)
  for (;;) {
    const size = Math.max(1, Math.min(most, MAX_WINDOW_BYTES))
    if (!job.hold.grow(size)) return untouched(job, false, 'isolate_full')
    const filled = await fill(job, Math.min(enough, size), size)
    if (filled === 'late') return trickle(job)
    if (filled === 'cut') return job.source.length === 0 && job.isEncoded ? 'undecodable' : sendBroken(job)

    const whole = filled === 'ended'
    const last = !whole && job.source.length >= MAX_WINDOW_BYTES
    const result = await rewriteHead(job, size, whole, last).catch((error: unknown) => faulted(job, whole, error))
    if (result !== 'unfinished') return result
    most *= WIDEN_FACTOR
    enough = most
  }
}

/**
 * `whole`: what is in hand is the entire page. `last`: no more is held, and what was not met by now is as absent as on a
 * page that lacks it.
 */
async function rewriteHead(job: Job, window: number, whole: boolean, last: boolean): Promise<Spliced | 'unfinished'> {
  const raw = job.source.bytes()
  const reading = readingOf(job.contentType, raw)
  if (reading === null) return untouched(job, whole, 'encoding')
  const { slots, notAwaited, builtIn } = job
  const inserted = builtIn === null ? null : insertedInWindow(builtIn, job.awaitsBody)
  const result = await rewriteWindow(raw, whole || last, slots, notAwaited, reading, inserted)
  switch (result.outcome) {
    case 'unfinished':
      return 'unfinished'
    case 'failed':
      return untouched(job, whole, last && result.failure === 'unbalanced_element' ? 'too_large' : result.failure)
    case 'edited': {
      const { run } = result
      const output = builtIn === null ? result.output : placeBlock(result.output, run, builtIn)
      learn(job, window, raw, output, run)
      return goOn(job, output, whole, metSlots(run), last && !allSlotsClosed(run) ? 'too_large' : null)
    }
  }
}

/** A small page is taken whole: answering with a buffer is cheaper than a stream for what little would be left of it. */
function startWindow({ source, memory, slots, notAwaited, awaitsBody }: Job): Window {
  const { expected } = source
  if (expected === null || expected > SMALL_PAGE_BYTES) {
    return firstWindow(memory, slots, notAwaited, awaitsBody ? [BODY_TAG] : NONE)
  }
  return { enough: expected, most: expected }
}

const NONE: readonly string[] = []

/** A body that pauses is a page that trickles; on a path that did so before it shows sooner. */
async function fill({ source, memory }: Job, enough: number, most: number): Promise<Filled> {
  const began = Date.now()
  const isStart = source.length === 0
  const filled = await source.fill(enough, most, memory.pauses ? PATIENCE_AGAIN_MS : PATIENCE_MS, memory.startsLate)
  memory.pauses = filled === 'late'
  if (isStart) memory.startsLate = source.length === 0 || Date.now() - began > START_MS
  return filled
}

/** The first window is kept as long as it is enough: where an edit ends is not yet where its slot has closed. */
function learn(job: Job, window: number, raw: Uint8Array, output: Uint8Array, run: Run): void {
  const { memory } = job
  const { inserted } = run
  const isKnown =
    run.slots.every(({ plan, met, awaited }) => (met ? memory.ends.has(plan.slot) : !awaited)) &&
    (inserted === null || (inserted.met ? memory.ends.has(BODY_TAG) : !inserted.awaited))
  if (isKnown && window <= startWindow(job).most) return
  const end = isKnown ? raw.byteLength : endOfSlots(raw, output, run)
  for (const { plan, met, shadowed } of run.slots) if (!shadowed) remember(memory, plan.slot, met, end)
  if (inserted !== null) remember(memory, BODY_TAG, inserted.met, end + BODY_TAG_BYTES)
}

/** Found by comparing, so once for a path. A slot that is matched on the whole page needs the whole page. */
const endOfSlots = (raw: Uint8Array, output: Uint8Array, run: Run): number =>
  run.slots.every(({ plan, met }) => !met || plan.match === 'first') ? editedUntil(raw, output) : raw.byteLength

/** A fault of ours, while the page's own bytes are in hand. */
function faulted(job: Job, whole: boolean, error: unknown): Spliced {
  log('error', { event: 'fault', detail: messageOf(error) })
  return untouched(job, whole, 'fault')
}

const untouched = (job: Job, whole: boolean, failure: Fallback): Spliced =>
  goOn(job, job.source.bytes(), whole, [], failure)

/** What is in hand, and then what the origin still has to say, unparsed. A page that is all in hand is one buffer. */
function goOn(job: Job, head: Uint8Array, whole: boolean, met: readonly SlotId[], failure: Fallback | null): Spliced {
  if (whole) return settledNow(head, met, failure)
  const { body, sent } = sendRest(job, head)
  return { body, settled: sent.then(() => ({ met, failure })) }
}

const settledNow = (body: BodyInit | null, met: readonly SlotId[], failure: Fallback | null): Spliced => ({
  body,
  settled: { met, failure },
})

/** What the origin says of the body's length, when that is the length of what we read. */
function bodyLength(headers: Headers): number | null {
  if (headers.has('content-encoding')) return null
  const length = headers.get('content-length')
  return length === null || !/^\d{1,12}$/.test(length) ? null : Number(length)
}
