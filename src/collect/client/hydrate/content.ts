/** Edits of what is in an element, around it or in its place. Nodes that are not ours are changed or hidden, never removed. */

import type { Edit } from '../../../core/compiled.ts'
import { blank, conceal, isBlank, isConcealed } from './conceal.ts'
import type { Step } from './missing.ts'
import { markOf, type Pieces } from './pieces.ts'

/** `siblings`: all elements that the edit is meant for, `element` among them. HTML without a mark is left alone. */
export function contentMissing(
  element: Element,
  edit: Edit<string>,
  siblings: readonly Element[],
  pieces: Pieces,
): Step[] {
  if (edit.op === 'text') return missingText(element, edit.value, pieces)
  const value = 'value' in edit ? (edit.value ?? '') : ''
  const mark = markOf(value)
  if (mark === undefined) return []
  const standing = pieces.standing(mark)
  const isInside = standing.some(({ start }) => start.parentNode === element)
  const put =
    (context: Element | null, insert: (nodes: DocumentFragment) => void): Step =>
    () =>
      context && pieces.put(value, context, element, insert)
  const beside = (way: 'nextSibling' | 'previousSibling'): boolean =>
    isBeside(
      element,
      way,
      siblings,
      standing.map(({ start }) => start),
    )

  switch (edit.op) {
    case 'prepend':
      return isInside ? [] : [put(element, (nodes) => element.prepend(nodes))]
    case 'append':
      return isInside ? [] : [put(element, (nodes) => element.append(nodes))]
    case 'before':
      return beside('previousSibling') ? [] : [put(element.parentElement, (nodes) => element.before(nodes))]
    case 'after':
      return beside('nextSibling') ? [] : [put(element.parentElement, (nodes) => element.after(nodes))]
    case 'html': {
      const theirs = others(element, pieces)
      return [
        ...theirs.filter((node) => !isBlank(node)).map((node) => () => blank(node)),
        ...(isInside ? [] : [put(element, (nodes) => element.insertBefore(nodes, theirs[0] ?? null))]),
      ]
    }
    case 'replace':
      return isConcealed(element) && beside('previousSibling')
        ? []
        : [() => conceal(element), put(element.parentElement, (nodes) => element.before(nodes))]
    default:
      return []
  }
}

/** Set in the text node that is there, because a framework goes on writing to it. */
function missingText(element: Element, value: string, pieces: Pieces): Step[] {
  const theirs = others(element, pieces)
  const texts = theirs.filter((node) => node instanceof Text)
  const shown = theirs.filter((node) => node instanceof Element && !isConcealed(node))
  if (shown.length === 0 && texts.map(({ data }) => data).join('') === value) return []
  return [
    () => {
      for (const node of shown) blank(node)
      const [first, ...rest] = texts
      for (const node of rest) node.data = ''
      if (first) first.data = value
      else element.insertBefore(document.createTextNode(value), theirs[0] ?? null)
    },
  ]
}

const others = (element: Element, pieces: Pieces): ChildNode[] =>
  [...element.childNodes].filter((node) => !(node instanceof Comment) && !pieces.hold(node))

/** Not necessarily next to it: a site's own script may have put something between. But on this side of the next target. */
function isBeside(
  element: Element,
  way: 'nextSibling' | 'previousSibling',
  siblings: readonly Element[],
  starts: readonly Node[],
): boolean {
  if (starts.length === 0) return false
  for (let node = element[way]; node && !siblings.includes(node as Element); node = node[way]) {
    if (starts.includes(node)) return true
  }
  return false
}
