/** What of a slot's edits does not stand in the page, as steps that put it there. Not when they are taken: keeper.ts. */

import type { Edit, SlotEdits } from '../../../core/compiled.ts'
import type { BlockSlot } from '../../../core/event/page-block.ts'
import { arrangementMissing } from './arrangement.ts'
import { attributesMissing } from './attributes.ts'
import { CODE } from './code.ts'
import { isConcealed } from './conceal.ts'
import { contentMissing } from './content.ts'
import { markOf, type Pieces } from './pieces.ts'
import { impossible, type Step } from './step.ts'

export interface Look {
  /** The slot's elements; none where one was replaced or removed. */
  readonly targets: readonly Element[]
  /** The slot is on the page, or what stands in its place. */
  readonly found: boolean
  readonly missing: readonly Step[]
}

export function lookAt({ selector, match, list }: BlockSlot, edits: SlotEdits<string>, pieces: Pieces): Look {
  /** Ours are not the site's, and what the edge put there was never edited. */
  function elementsIn(root: Document | Element, selector: string, edits: readonly Edit<string>[]): readonly Element[] {
    const all = [...root.querySelectorAll(selector)].filter((element) => !pieces.hold(element))
    if (match === 'all') return all
    return isReplaced(edits, root, pieces) ? [] : all.slice(0, 1)
  }

  const missingOf = (elements: readonly Element[], edits: readonly Edit<string>[]): Step[] =>
    elements.flatMap((element) =>
      edits.flatMap((edit) => {
        const steps = attributesMissing(element, edit) ?? contentMissing(element, edit, elements, pieces)
        return steps.length > 0 && isCode(element, edit) ? [impossible] : steps
      }),
    )

  const targets = elementsIn(document, selector, edits.own)
  return {
    targets,
    found: targets.length > 0 || isReplaced(edits.own, document, pieces),
    missing: [
      ...missingOf(targets, edits.own),
      ...targets.flatMap((target) => [
        ...edits.parts.flatMap((part) => missingOf(elementsIn(target, part.selector, part.edits), part.edits)),
        ...(edits.arrange && list ? arrangementMissing(target, list, edits.arrange) : []),
      ]),
    ],
  }
}

/** The one element is gone, as it should: another that the selector finds now is not meant. */
const isReplaced = (edits: readonly Edit<string>[], root: Node, pieces: Pieces): boolean =>
  edits.some(
    (edit) =>
      edit.op === 'replace' &&
      pieces
        .standing(markOf(edit.value) ?? '')
        .some(({ start, anchor }) => root.contains(start) && (!anchor || isConcealed(anchor))),
  )

/** The edge refuses it too (splice/apply.ts), but a browser's first element may be another one. */
const isCode = ({ localName }: Element, { op }: Edit<string>): boolean =>
  CODE.test(localName) && !['before', 'after', 'replace'].includes(op)
