/** The first form of rewriting: a stretch of bytes in hand goes in, its edited form comes out, or the reason why not. */

import type { SlotId } from '../../core/compiled.ts'
import type { SlotPlan } from '../../core/plan.ts'
import type { Fallback } from '../failure.ts'
import type { Inserted } from './built-in.ts'
import type { Reading } from './charset.ts'
import { prepareParse } from './handlers.ts'
import { layOut } from './layout.ts'
import { allClosed, type Run } from './run.ts'

export type WindowResult =
  | { readonly outcome: 'edited'; readonly output: Uint8Array; readonly run: Run }
  /** A slot has not been met or not been closed: more of the page is needed. */
  | { readonly outcome: 'unfinished' }
  | { readonly outcome: 'failed'; readonly failure: Fallback }

/**
 * `whole`: these bytes are the entire page, so a slot that was not met is one that the page lacks. A parser that gave up
 * shows in its last bytes; only where an edit stands at the very end is it asked again, with a handler that costs more.
 */
export async function rewriteWindow(
  bytes: Uint8Array,
  whole: boolean,
  slots: readonly SlotPlan[],
  notAwaited: ReadonlySet<SlotId>,
  reading: Reading,
  inserted: Inserted | null,
): Promise<WindowResult> {
  const first = await attempt(bytes, slots, notAwaited, reading, false, inserted)
  const trusted = first.output === null || endsAlike(bytes, first.output)
  const { run, output } = trusted ? first : await attempt(bytes, slots, notAwaited, reading, true, inserted)
  if (run.failure !== null) return { outcome: 'failed', failure: run.failure }
  if (output === null || !(trusted || run.ended)) return { outcome: 'failed', failure: 'ambiguous_markup' }
  if (!whole && !(allClosed(run) && run.unclosed === 0)) return { outcome: 'unfinished' }
  if (run.unclosed > 0) return { outcome: 'failed', failure: 'unbalanced_element' }
  return { outcome: 'edited', output: layOut(output, run), run }
}

async function attempt(
  bytes: Uint8Array,
  slots: readonly SlotPlan[],
  notAwaited: ReadonlySet<SlotId>,
  reading: Reading,
  watchEnd: boolean,
  inserted: Inserted | null,
) {
  const { rewriter, run } = prepareParse(slots, notAwaited, reading, watchEnd, inserted)
  return { run, output: await parse(rewriter, bytes, reading) }
}

const TAIL_BYTES = 32

function endsAlike(raw: Uint8Array, output: Uint8Array): boolean {
  const length = Math.min(TAIL_BYTES, raw.byteLength)
  if (output.byteLength < length) return false
  for (let i = 1; i <= length; i++) {
    if (raw[raw.byteLength - i] !== output[output.byteLength - i]) return false
  }
  return true
}

/** Null: the parser gave up (a tag of megabytes, too many open elements, markup that it calls ambiguous). */
async function parse(rewriter: HTMLRewriter, bytes: Uint8Array, reading: Reading): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await rewriter.transform(htmlResponse(bytes, reading)).arrayBuffer())
  } catch {
    return null
  }
}

export const htmlResponse = (body: BodyInit, { label }: Reading): Response =>
  new Response(body, { headers: { 'content-type': `text/html; charset=${label}` } })
