/** Elements by selector, as a list; and the JSON in one. Not which of them are slots: slots.ts. */

export const findAll = (selector: string, within: ParentNode = document): readonly Element[] => [
  ...within.querySelectorAll(selector),
]

/** Null where it is none: somebody else's mistake, and not ours to tell of. */
export function jsonIn(element: Element): unknown {
  try {
    return JSON.parse(element.textContent!)
  } catch {
    return null
  }
}
