/** Edits of what is in an element, around it or in its place. Nodes that are not ours are changed or hidden, never removed. */

import type { Edit } from '../../../core/compiled.ts'
import { blank, isBlank } from './conceal.ts'
import { type Insert, markOf, type Pieces } from './pieces.ts'
import type { Step } from './step.ts'

/** `siblings`: all elements that the edit is meant for, `element` among them. HTML without a mark is left alone. */
export function contentMissing(
  element: Element,
  edit: Edit<string>,
  siblings: readonly Element[],
  pieces: Pieces,
): Step[] {
  if (edit.op === 'text') return missingText(element, edit.value, pieces)
  const html = 'value' in edit ? (edit.value ?? '') : ''
  const mark = markOf(html)
  if (!mark) return []
  const starts = pieces.standing(mark).map(({ start }) => start as Node)
  const around = element.parentElement ?? element
  const inside = (insert: Insert): Step[] =>
    starts.some(({ parentNode }) => parentNode === element)
      ? []
      : [() => pieces.put(mark, html, element, element, insert)]
  const beside = (way: 'nextSibling' | 'previousSibling', insert: Insert): Step[] =>
    isBeside(element, way, siblings, starts) ? [] : [() => pieces.put(mark, html, around, element, insert)]

  switch (edit.op) {
    case 'prepend':
      return inside((nodes) => element.prepend(...nodes))
    case 'append':
      return inside((nodes) => element.append(...nodes))
    case 'after':
      return beside('nextSibling', (nodes) => element.after(...nodes))
    case 'html':
      return [...blanked(others(element, pieces)), ...inside((nodes) => element.prepend(...nodes))]
    default:
      return [
        ...(edit.op === 'replace' ? blanked([element]) : []),
        ...beside('previousSibling', (nodes) => element.before(...nodes)),
      ]
  }
}

/** Set in the text node that is there, because a framework goes on writing to it. */
function missingText(element: Element, value: string, pieces: Pieces): Step[] {
  const theirs = others(element, pieces)
  const texts = theirs.filter((node) => node instanceof Text)
  const steps = blanked(theirs.filter((node) => node instanceof Element))
  if (texts.map(({ data }) => data).join('') === value) return steps
  const write = (): void => {
    texts.forEach(blank)
    if (texts[0]) texts[0].data = value
    else element.prepend(value)
  }
  return [...steps, write]
}

const blanked = (nodes: readonly Node[]): Step[] =>
  nodes.filter((node) => !isBlank(node)).map((node) => () => blank(node))

const others = (element: Element, pieces: Pieces): ChildNode[] =>
  [...element.childNodes].filter((node) => !(node instanceof Comment) && !pieces.hold(node))

/** Not necessarily next to it: a site's own script may have put something between. But on this side of the next target. */
function isBeside(
  element: Element,
  way: 'nextSibling' | 'previousSibling',
  siblings: readonly Element[],
  starts: readonly Node[],
): boolean {
  for (let node = element[way]; node && !siblings.includes(node as Element); node = node[way]) {
    if (starts.includes(node)) return true
  }
  return false
}
