/** What of a slot's edits does not stand in the page, as steps that put it there. Not when they are taken: keeper.ts. */

import type { Edit } from '../../../core/compiled.ts'
import type { BlockSlot } from '../../../core/event/page-block.ts'
import { misplaced } from './arrangement.ts'
import { attributesMissing } from './attributes.ts'
import { isConcealed } from './conceal.ts'
import { contentMissing } from './content.ts'
import { markOf } from './pieces.ts'
import { isRefused } from './refused.ts'
import type { Page } from './targets.ts'

export type Step = () => void

export interface Look {
  /** The slot is on the page, or what stands in its place. */
  readonly found: boolean
  readonly missing: readonly Step[]
  /** Something is missing that cannot be put back without harm. */
  readonly hopeless: boolean
}

export function lookAt(slot: BlockSlot, page: Page): Look {
  const missing: Step[] = []
  let found = false
  let hopeless = false

  /** `root`: where the elements were looked for. */
  function add(elements: readonly Element[], edits: readonly Edit<string>[], root: Node): void {
    if (isReplaced(edits, slot, page, root)) {
      found = true
      return
    }
    for (const element of elements) {
      if (isRefused(element, edits)) hopeless = true
      else for (const edit of edits) missing.push(...missingOf(element, edit, elements, page))
    }
  }

  const { edits } = slot
  if (edits === null) return { found, missing, hopeless }
  const targets = page.of(slot)
  found = targets.length > 0
  add(targets, edits.own, document)
  for (const target of targets) {
    for (const part of edits.parts) add(page.part(slot, target, part.selector), part.edits, target)
    const step = edits.arrange && slot.list && misplaced(target, slot.list, edits.arrange)
    if (step === 'hopeless') hopeless = true
    else if (step) missing.push(step)
  }
  return { found, missing, hopeless }
}

/** The one element is gone, as it should: another that the selector finds now is not meant. */
function isReplaced(edits: readonly Edit<string>[], { match }: BlockSlot, { pieces }: Page, root: Node): boolean {
  if (match === 'all') return false
  return edits.some((edit) => {
    const mark = edit.op === 'replace' && markOf(edit.value)
    if (!mark) return false
    return pieces
      .standing(mark)
      .some(({ start, anchor }) => root.contains(start) && (anchor === null || isConcealed(anchor)))
  })
}

function missingOf(element: Element, edit: Edit<string>, siblings: readonly Element[], { pieces }: Page): Step[] {
  return attributesMissing(element, edit) ?? contentMissing(element, edit, siblings, pieces)
}
