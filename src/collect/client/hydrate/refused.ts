/** What no page's block may do to an element, whoever wrote it: the edge refuses the same (splice/apply.ts). */

import type { Edit } from '../../../core/compiled.ts'
import { isInertAttribute, isRefusedAttribute, UNTOUCHABLE_TAGS, VOID_TAGS } from '../../../core/page/markup.ts'

const AROUND = new Set(['before', 'after', 'replace', 'remove'])
const INSIDE = new Set(['text', 'html', 'prepend', 'append'])

export const isRefused = ({ localName }: Element, edits: readonly Edit<string>[]): boolean =>
  edits.some(
    (edit) =>
      (edit.op === 'attribute' && isRefusedAttribute(edit.name)) ||
      (VOID_TAGS.has(localName) && INSIDE.has(edit.op)) ||
      (UNTOUCHABLE_TAGS.has(localName) &&
        !AROUND.has(edit.op) &&
        !(edit.op === 'attribute' && isInertAttribute(edit.name))),
  )
