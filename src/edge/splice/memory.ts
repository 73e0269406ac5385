/** What an isolate learnt of a path's pages: where its slots end, which it lacks, how its bytes arrive. Only a hint, never relied on. */

import { keep } from '../../core/bounded-map.ts'
import type { SlotId } from '../../core/compiled.ts'
import type { SlotPlan } from '../../core/plan.ts'
import {
  FIRST_WINDOW_BYTES,
  LOOK_AGAIN_EVERY_VIEWS,
  MAX_REMEMBERED_PATHS_COUNT,
  MAX_WINDOW_BYTES,
  MIN_WINDOW_BYTES,
  WINDOW_SLACK,
} from './limits.ts'

export interface PathMemory {
  views: number
  /** The body paused last time, so it is hardly waited for again. */
  pauses: boolean
  /** The body came long after its headers last time, so that they are sent ahead. */
  startsLate: boolean
  /** Bytes that were enough to meet and close the slot. */
  readonly ends: Map<SlotId, number>
  readonly absent: Set<SlotId>
}

const paths = new Map<string, PathMemory>()

/** `path` names site, revision and path. The memory is the isolate's own and bounded. */
export function recall(path: string): PathMemory {
  const known = paths.get(path)
  if (known !== undefined) {
    known.views++
    return known
  }
  const fresh: PathMemory = { views: 1, pauses: false, startsLate: false, ends: new Map(), absent: new Set() }
  return keep(paths, MAX_REMEMBERED_PATHS_COUNT, path, fresh)
}

/** Slots not worth waiting for, because the path lacked them; now and then they are. They are edited where they turn up on the way. */
export const notAwaited = (memory: PathMemory): ReadonlySet<SlotId> =>
  memory.absent.size === 0 || memory.views % LOOK_AGAIN_EVERY_VIEWS === 0 ? NONE : new Set(memory.absent)

const NONE: ReadonlySet<SlotId> = new Set()

/** Bytes: `enough` were enough last time, and up to `most` are taken when they are there, because pages breathe. */
export interface Window {
  readonly enough: number
  readonly most: number
}

/** The largest window of the slots that are waited for, whatever their arms. `others`: what is waited for besides. */
export function firstWindow(
  memory: PathMemory,
  slots: readonly SlotPlan[],
  notAwaited: ReadonlySet<SlotId>,
  others: readonly string[],
): Window {
  let enough = 0
  for (const other of others) enough = Math.max(enough, memory.ends.get(other) ?? FIRST_WINDOW_BYTES)
  for (const { slot } of slots) {
    if (notAwaited.has(slot)) continue
    enough = Math.max(enough, memory.ends.get(slot) ?? FIRST_WINDOW_BYTES)
  }
  const most = Math.max(Math.ceil(enough * (1 + WINDOW_SLACK)), MIN_WINDOW_BYTES)
  return {
    enough: Math.min(Math.max(enough, MIN_WINDOW_BYTES), MAX_WINDOW_BYTES),
    most: Math.min(most, MAX_WINDOW_BYTES),
  }
}

/** `end`: the bytes that were enough. */
export function remember(memory: PathMemory, slot: SlotId, met: boolean, end: number): void {
  if (met) {
    memory.ends.set(slot, end)
    memory.absent.delete(slot)
  } else {
    memory.absent.add(slot)
  }
}

/** Where the last edit ended, by what raw and edited bytes share at their end; the whole length when nothing differs. */
export function editedUntil(raw: Uint8Array, edited: Uint8Array): number {
  let same = 0
  const most = Math.min(raw.byteLength, edited.byteLength)
  while (same < most && raw[raw.byteLength - 1 - same] === edited[edited.byteLength - 1 - same]) same++
  return same === most ? raw.byteLength : raw.byteLength - same
}
