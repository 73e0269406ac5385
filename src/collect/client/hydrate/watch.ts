/** Word that something changed which may concern a slot, before the browser paints it. Not what to do about it: keeper.ts. */

const EVERYTHING: MutationObserverInit = { attributes: true, characterData: true, childList: true, subtree: true }

export interface Watch {
  /** Inside these everything counts; elsewhere only elements that come and go. */
  elements(elements: ReadonlySet<Element>): void
}

export function createWatch(changed: () => void): Watch {
  let inside: ReadonlySet<Element> = new Set()
  const known = new WeakSet<Element>()
  const observer = new MutationObserver((records) => {
    if (records.some((record) => concerns(record, inside))) changed()
  })
  observer.observe(document, { childList: true, subtree: true })
  return {
    elements(elements) {
      inside = elements
      for (const element of elements) {
        if (known.has(element)) continue
        known.add(element)
        observer.observe(element, EVERYTHING)
      }
    },
  }
}

/** A clock that writes its text anew each second is nobody's slot. */
function concerns({ type, target, addedNodes, removedNodes }: MutationRecord, inside: ReadonlySet<Element>): boolean {
  if (type !== 'childList' || [...addedNodes, ...removedNodes].some((node) => !(node instanceof Text))) return true
  for (const element of inside) if (element.contains(target) || element.parentNode === target) return true
  return false
}
