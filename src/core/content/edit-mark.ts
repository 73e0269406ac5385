/**
 * Edits whose HTML stands between two comments, so that a script sees in the page whether it stands, and does not put it
 * there twice. A removed element leaves such a pair, too. Not the script: collect/client/hydrate.ts.
 */

import type { Edit, SlotEdits, SlotId } from '../compiled.ts'

/** How the first comment begins; what follows tells the slot's edits apart. */
export const MARK = 'awase:'
/** The second comment, whole. */
export const MARK_END = '/awase'

/**
 * Stands before the first item of a list that was laid out anew, once for each item. Vue takes over whatever element stands
 * where it expects one, and then corrects its texts but not its attributes: links would lead elsewhere than they say. Where
 * it finds a comment it makes an element of its own. React passes over comments.
 */
export const LIST_MARK = '<!--awase-->'

/** The same edits, every piece of HTML between comments of its own. Only for pages that carry the block (page-block.ts). */
export function markEdits(slot: SlotId, edits: SlotEdits<string>): SlotEdits<string> {
  let count = 0
  const marked = (html: string): string => `<!--${MARK}${slot}.${count++}-->${html}<!--${MARK_END}-->`
  const mark = (edit: Edit<string>): Edit<string> => {
    switch (edit.op) {
      case 'html':
      case 'before':
      case 'after':
      case 'prepend':
      case 'append':
      case 'replace':
        return { op: edit.op, value: marked(edit.value) }
      case 'remove':
        return { op: 'replace', value: marked('') }
      default:
        return edit
    }
  }
  return {
    own: edits.own.map(mark),
    parts: edits.parts.map(({ selector, edits }) => ({ selector, edits: edits.map(mark) })),
    arrange: edits.arrange && { ...edits.arrange, isMarked: true },
  }
}
