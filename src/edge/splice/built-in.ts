/** What of ours stands in a page beside its slots: a tag before `<body>`, and a block about the slots that were met. Not their text: script-slot.ts, page-block.ts. */

import type { SlotId } from '../../core/compiled.ts'
import { log, messageOf } from '../../log.ts'
import { concat } from './layout.ts'
import { LOOK_AGAIN_EVERY_VIEWS } from './limits.ts'
import { marker, placeOf } from './marker.ts'
import type { PathMemory } from './memory.ts'
import { metSlots, type Run } from './run.ts'

export interface BuiltIn {
  /** ASCII. It begins with `<s`: see unsent.ts. */
  readonly tag: string
  /** ASCII; asked once the slots that were met are known, when there are any. Null: nothing is told of them. */
  readonly block: ((met: readonly SlotId[]) => string) | null
}

/** What one parse puts before the page's `<body>`. */
export interface Inserted {
  readonly html: string
  readonly awaited: boolean
}

/** Among what an isolate remembers of a path; no slot has such a name. */
export const BODY_TAG = '<body>'

/** Where the edit ends is right before the tag itself: so much more of the page is looked at the next time. */
export const BODY_TAG_BYTES = 1024

/**
 * A page without the tag is not waited for again. To look now and then costs nothing where no slot is held for it, and
 * there it is done.
 */
export const awaitsBody = (memory: PathMemory, hasSlots: boolean): boolean =>
  !memory.absent.has(BODY_TAG) || (!hasSlots && memory.views % LOOK_AGAIN_EVERY_VIEWS === 0)

/** For a window, which is held until its slots are known: where the block will stand is marked. */
export const insertedInWindow = ({ tag, block }: BuiltIn, awaited: boolean): Inserted => ({
  html: block === null ? tag : BLOCK_MARK() + tag,
  awaited,
})

const BLOCK_MARK = (): string => marker('b', 0, 0)

/** The window's output with the block in its place, or with nothing there. */
export function placeBlock(output: Uint8Array, run: Run, builtIn: BuiltIn): Uint8Array {
  if (builtIn.block === null || run.inserted?.met !== true) return output
  const mark = BLOCK_MARK()
  const at = placeOf(output, mark)
  if (at === -1) return output // an edit of what is around the body took it along
  return concat([output.subarray(0, at), blockOf(builtIn, run) ?? NOTHING, output.subarray(at + mark.length)])
}

const NOTHING = new Uint8Array(0)

/** Null: nothing is to be told, or telling failed, which is no reason to do without the page's edits. */
export function blockOf({ block }: BuiltIn, run: Run): Uint8Array | null {
  if (block === null || run.inserted?.met !== true) return null
  const met = metSlots(run)
  if (met.length === 0) return null
  try {
    return new TextEncoder().encode(block(met))
  } catch (error) {
    log('error', { event: 'fault', detail: messageOf(error) })
    return null
  }
}
