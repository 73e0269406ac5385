/** Word that something changed which may concern a slot, before the browser paints it. Not what to do about it: keeper.ts. */

const EVERYTHING: MutationObserverInit = { attributes: true, characterData: true, childList: true, subtree: true }

/** To be told the elements inside which everything counts; elsewhere only elements that come and go do. */
export function createWatch(changed: () => void): (elements: readonly Element[]) => void {
  let inside: readonly Element[] = []
  const observer = new MutationObserver((records) => {
    if (records.some((record) => concerns(record, inside))) changed()
  })
  observer.observe(document, { childList: true, subtree: true })
  return (elements) => {
    inside = elements
    // Of one that is watched already this changes nothing.
    for (const element of elements) observer.observe(element, EVERYTHING)
  }
}

/** A clock that writes its text anew each second is nobody's slot. */
const concerns = ({ target, addedNodes, removedNodes }: MutationRecord, inside: readonly Element[]): boolean =>
  [...addedNodes, ...removedNodes].some((node) => !(node instanceof Text)) ||
  inside.some((element) => element.contains(target))
