/** Which elements of the page a slot and its parts mean, as the edge meets them: never our own, never inside another slot. */

import type { BlockSlot } from '../../../core/event/page-block.ts'
import type { Pieces } from './pieces.ts'

export interface Page {
  readonly pieces: Pieces
  /** Looks for every slot's elements anew. */
  refresh(): void
  of(slot: BlockSlot): readonly Element[]
  /** Of all slots. */
  targets(): ReadonlySet<Element>
  /** The elements inside `target`, of one part. */
  part(slot: BlockSlot, target: Element, selector: string): readonly Element[]
}

export function createPage(slots: readonly BlockSlot[], pieces: Pieces): Page {
  let found = new Map<BlockSlot, readonly Element[]>()
  let all = new Set<Element>()

  const within = (root: ParentNode, selector: string, match: BlockSlot['match']): Element[] => {
    const theirs: Element[] = []
    for (const element of root.querySelectorAll(selector)) {
      if (pieces.hold(element)) continue
      theirs.push(element)
      if (match === 'first') break
    }
    return theirs
  }

  return {
    pieces,
    refresh() {
      const any = new Map(slots.map((slot) => [slot, within(document, slot.selector, slot.match)]))
      found = new Map()
      for (const [slot, elements] of any) {
        found.set(
          slot,
          elements.filter((element) => isOutermost(element, slot, slots, any)),
        )
      }
      all = new Set([...found.values()].flat())
    },
    of: (slot) => found.get(slot) ?? [],
    targets: () => all,
    part: ({ match }, target, selector) => within(target, selector, match),
  }
}

/** Of slots that lie inside each other, the outer one wins where it was still open in the stream; of two that are one, the first. */
function isOutermost(
  element: Element,
  slot: BlockSlot,
  slots: readonly BlockSlot[],
  found: ReadonlyMap<BlockSlot, readonly Element[]>,
): boolean {
  const place = slots.indexOf(slot)
  return !slots.some(
    (other, i) =>
      reachesInside(other) &&
      found.get(other)!.some((outer) => (outer === element ? i < place : outer.contains(element))),
  )
}

const CONTENT_OPS = new Set(['text', 'html', 'prepend', 'append', 'after', 'replace', 'remove'])

/** As core/content/edit-reach.ts has it of all arms; of another arm the page says nothing. */
const reachesInside = ({ edits }: BlockSlot): boolean =>
  edits !== null &&
  (edits.parts.length > 0 || edits.arrange !== null || edits.own.some(({ op }) => CONTENT_OPS.has(op)))
