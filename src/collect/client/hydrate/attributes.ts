/** Edits of an element's own tag: attributes, classes, an image's source. Not of its content: content.ts. */

import type { Edit } from '../../../core/compiled.ts'
import type { Step } from './step.ts'

/** Null: not an edit of the tag. */
export function attributesMissing(element: Element, edit: Edit<string>): Step[] | null {
  switch (edit.op) {
    case 'attribute':
    case 'url':
      return missingAttribute(element, edit.name, edit.value)
    case 'classes':
      return missingClasses(element.classList, edit.add, edit.remove)
    case 'image':
      return [
        ...missingAttribute(element, 'src', edit.src),
        ...(edit.alt === null ? [] : missingAttribute(element, 'alt', edit.alt)),
        ...missingAttribute(element, 'srcset', edit.srcset),
        ...missingAttribute(element, 'sizes', edit.sizes),
        // A source that has none is passed over; the element itself may be a framework's.
        ...[...(element.closest('picture')?.querySelectorAll('source') ?? [])].flatMap((source) =>
          missingAttribute(source, 'srcset', null),
        ),
      ]
    default:
      return null
  }
}

function missingAttribute(element: Element, name: string, written: string | null): Step[] {
  // As a browser reads it: `&` was escaped where it would begin a reference (core/content/template.ts).
  const value = written?.replaceAll('&amp;', '&') ?? null
  if (element.getAttribute(name) === value) return []
  return [() => (value === null ? element.removeAttribute(name) : element.setAttribute(name, value))]
}

/** What is both added and removed is added. */
const missingClasses = (classes: DOMTokenList, add: readonly string[], remove: readonly string[]): Step[] => [
  ...remove.filter((name) => classes.contains(name) && !add.includes(name)).map((name) => () => classes.remove(name)),
  ...add.filter((name) => !classes.contains(name)).map((name) => () => classes.add(name)),
]
