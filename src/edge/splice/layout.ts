/** The held output laid out: list items in their new order, sources of replaced pictures gone, markers taken out. */

import { arrange } from '../../core/content/arrange.ts'
import { LIST_MARK } from '../../core/content/edit-mark.ts'
import { type FoundMarker, findMarkers } from './marker.ts'
import type { ListItem, Run, SlotRun } from './run.ts'

/** Bytes of the output: from..to. */
type Piece = readonly [from: number, to: number]

/** Only for a whole run: every start marker has its end. */
export function layOut(output: Uint8Array, run: Run): Uint8Array {
  if (!run.marked) return output
  return arrangeLists(dropSources(output, run), run)
}

function dropSources(output: Uint8Array, run: Run): Uint8Array {
  const cuts: Piece[] = []
  const markers = findMarkers(output)
  markers.forEach((found, i) => {
    if (found.kind !== 'p') return
    const end = markers[i + 1]
    if (end === undefined) return
    if (run.dropped.has(found.group)) cuts.push([found.from, end.to])
    else cuts.push([found.from, found.to], [end.from, end.to])
  })
  return without(output, cuts)
}

function without(output: Uint8Array, cuts: readonly Piece[]): Uint8Array {
  if (cuts.length === 0) return output
  const pieces: Uint8Array[] = []
  let at = 0
  for (const [from, to] of cuts) {
    pieces.push(output.subarray(at, from))
    at = to
  }
  pieces.push(output.subarray(at))
  return concat(pieces)
}

function arrangeLists(output: Uint8Array, run: Run): Uint8Array {
  const markers = findMarkers(output)
  if (markers.length === 0) return output
  const pieces: Uint8Array[] = []
  let at = 0
  for (const { slot, items } of listsInPageOrder(markers, run)) {
    const { order, hidden } = arrangement(slot, items)
    const isMarked = slot.plan.edits?.arrange?.isMarked === true && order.some((index, place) => index !== place)
    items.forEach(({ start, end }, place) => {
      const index = order[place] as number
      const moved = items[index] as Item
      pieces.push(output.subarray(at, start.from))
      if (isMarked && place === 0) pieces.push(ENCODER.encode(LIST_MARK.repeat(items.length)))
      const bytes = output.subarray(moved.start.to, moved.end.from)
      pieces.push(hidden.has(index) ? hide(bytes, moved.tagLength) : bytes)
      at = end.to
    })
  }
  pieces.push(output.subarray(at))
  return concat(pieces)
}

interface Item {
  readonly start: FoundMarker
  readonly end: FoundMarker
  readonly key: string | null
  readonly tagLength: number
}

interface List {
  readonly slot: SlotRun
  readonly items: readonly Item[]
}

/** Slots stand in the plan in another order than in the page, and one slot may match several lists, which keep their items apart. */
function listsInPageOrder(markers: readonly FoundMarker[], run: Run): List[] {
  const lists = run.slots.flatMap((slot, group) => {
    const starts = markers.filter((found) => found.kind === 's' && found.group === group)
    const ends = markers.filter((found) => found.kind === 'e' && found.group === group)
    const byElement = Map.groupBy(
      starts.map((start, i) => ({ start, end: ends[i] as FoundMarker, ...(slot.items[i] as ListItem) })),
      ({ element }) => element,
    )
    return [...byElement.values()].map((items): List => ({ slot, items }))
  })
  return lists.sort((one, other) => firstByte(one) - firstByte(other))
}

const firstByte = ({ items }: List): number => items[0]?.start.from ?? 0

function arrangement(slot: SlotRun, items: readonly Item[]): { order: readonly number[]; hidden: ReadonlySet<number> } {
  const wanted = slot.plan.edits?.arrange
  if (!wanted) return { order: items.map((_, i) => i), hidden: new Set() }
  const { order, hidden } = arrange(items, wanted)
  return { order, hidden: new Set(hidden) }
}

const ENCODER = new TextEncoder()
const HIDDEN = ENCODER.encode(' hidden')

/** `<li class="a">` → `<li hidden class="a">`; an attribute that stands twice counts once, the first. */
function hide(item: Uint8Array, tagLength: number): Uint8Array {
  const name = 1 + tagLength
  return concat([item.subarray(0, name), HIDDEN, item.subarray(name)])
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const piece of pieces) length += piece.byteLength
  if (pieces.length > 0 && pieces[0]?.byteLength === length) return pieces[0]
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}
