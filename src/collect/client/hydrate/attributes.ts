/** Edits of an element's own tag: attributes, classes, an image's source. Not of its content: content.ts. */

import type { Edit } from '../../../core/compiled.ts'
import type { Step } from './missing.ts'

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
  const value = written === null ? null : asRead(written)
  if (element.getAttribute(name) === value) return []
  return [() => (value === null ? element.removeAttribute(name) : element.setAttribute(name, value))]
}

/** As a browser reads what stands in a tag: `&` was escaped where it would begin a reference (core/content/template.ts). */
const asRead = (written: string): string => written.replaceAll('&amp;', '&')

function missingClasses(classes: DOMTokenList, add: readonly string[], remove: readonly string[]): Step[] {
  const isThere = (name: string): boolean => classes.contains(name)
  if (add.every(isThere) && !remove.some((name) => isThere(name) && !add.includes(name))) return []
  return [
    () => {
      classes.remove(...remove)
      classes.add(...add)
    },
  ]
}
