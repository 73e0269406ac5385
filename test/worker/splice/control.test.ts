/** Control and every variant meet the same pages, or an experiment compares two kinds of pages. */

import { describe, expect, test } from 'vitest'
import type { SlotEdits } from '../../../src/core/compiled.ts'
import { guardsOf } from '../../../src/core/content/edit-reach.ts'
import type { SlotPlan } from '../../../src/core/plan.ts'
import { controlOf, FORMS, listPlan, ownPlan, slotPlan, textPlan } from './pages.ts'

const PART: SlotEdits<string> = {
  own: [],
  parts: [{ selector: 'section p', edits: [{ op: 'text', value: 'ours' }] }],
  arrange: null,
}
const CLASS: SlotEdits<string> = { own: [{ op: 'classes', add: ['x'], remove: [] }], parts: [], arrange: null }
const PARTS = { guards: guardsOf([PART, CLASS]) }

const arms: { readonly [kind: string]: readonly SlotPlan[] } = {
  element: [textPlan('section', 'ours'), slotPlan('section', { edits: CLASS, guards: textPlan('section', '').guards })],
  parts: [slotPlan('section', { edits: PART, ...PARTS }), slotPlan('section', { edits: CLASS, ...PARTS })],
  void: [textPlan('img', 'ours'), slotPlan('img', { edits: CLASS, guards: textPlan('img', '').guards })],
  code: [textPlan('.x', 'ours'), slotPlan('.x', { edits: CLASS, guards: textPlan('.x', '').guards })],
  list: [listPlan('ul', { first: ['b'] }), ownPlan('ul', CLASS.own, listPlan('ul', {}))],
}

const CASES: readonly (readonly [string, string, string, string | null])[] = [
  ['a sound element', 'element', '<section>a</section>', null],
  ['an element closed by another', 'element', '<div><section>a</div><p>b</p>', 'unbalanced_element'],
  ['an element that never closes', 'element', '<body><section>a', 'unbalanced_element'],
  ['an element without an inside', 'void', '<p><img src="/a"></p>', 'void_target'],
  ['an element of code', 'code', '<p>a</p><script class="x">1</script>', 'untouchable_target'],
  ['sound parts', 'parts', '<section><p>a</p></section>', null],
  ['a part closed by another', 'parts', '<section><p>a</section><p>b</p>', 'unbalanced_element'],
  ['a sound list', 'list', '<ul><li data-k="a">A</li><li data-k="b">B</li></ul>', null],
  ['items closed by others', 'list', '<ul><li data-k="a">A<li data-k="b">B</ul><p>c</p>', 'unbalanced_element'],
  ['too many items', 'list', `<ul>${'<li>x</li>'.repeat(501)}</ul>`, 'list_too_long'],
]

describe.each(FORMS)('$name', ({ rewrite }) => {
  test.each(CASES)('%s', async (_, kind, page, failure) => {
    const [first, ...others] = arms[kind] as readonly [SlotPlan, ...SlotPlan[]]
    const met = failure === null ? [first.slot] : []
    for (const plan of [first, ...others]) expect(await rewrite(page, [plan])).toMatchObject({ met, failure })
    expect(await rewrite(page, [controlOf(first)])).toEqual({ text: page, met, failure })
  })
})
