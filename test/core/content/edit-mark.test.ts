import { expect, test } from 'vitest'
import type { SlotEdits } from '../../../src/core/compiled.ts'
import { markEdits } from '../../../src/core/content/edit-mark.ts'

const EDITS: SlotEdits<string> = {
  own: [
    { op: 'attribute', name: 'title', value: 'x' },
    { op: 'text', value: 'a < b' },
    { op: 'before', value: '<b>1</b>' },
    { op: 'append', value: '2' },
    { op: 'remove' },
  ],
  parts: [{ selector: 'h1', edits: [{ op: 'html', value: '<i>3</i>' }] }],
  arrange: { first: ['a'], last: [], by: null, pin: [], hide: [] },
}

test('every piece of HTML stands between comments of its own, and a removed element leaves a pair', () => {
  expect(markEdits('hero', EDITS)).toEqual({
    own: [
      { op: 'attribute', name: 'title', value: 'x' },
      { op: 'text', value: 'a < b' },
      { op: 'before', value: '<!--awase:hero.0--><b>1</b><!--/awase-->' },
      { op: 'append', value: '<!--awase:hero.1-->2<!--/awase-->' },
      { op: 'replace', value: '<!--awase:hero.2--><!--/awase-->' },
    ],
    parts: [{ selector: 'h1', edits: [{ op: 'html', value: '<!--awase:hero.3--><i>3</i><!--/awase-->' }] }],
    arrange: { ...EDITS.arrange, isMarked: true },
  })
})

test('no other comment can come out of a slot’s name', () => {
  const [edit] = markEdits('a--b-', { own: [{ op: 'remove' }], parts: [], arrange: null }).own
  expect(edit).toEqual({ op: 'replace', value: '<!--awase:a--b-.0--><!--/awase-->' })
})

test('marking is the same every time, so that the page and its block agree', () => {
  expect(markEdits('hero', EDITS)).toEqual(markEdits('hero', EDITS))
})
