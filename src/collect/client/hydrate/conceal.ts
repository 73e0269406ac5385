/** Nodes that a framework owns are never taken out of the page, or it throws when it takes them out itself: they are hidden. */

/** By the attribute and by style, because a site's `display: flex` beats the attribute. */
export function conceal(element: Element): void {
  element.setAttribute('hidden', '')
  styleOf(element).setProperty('display', 'none', 'important')
}

export const isConcealed = (element: Element): boolean =>
  element.hasAttribute('hidden') && styleOf(element).display === 'none'

const styleOf = (element: Element): CSSStyleDeclaration => (element as HTMLElement).style

/** Nothing of the node is seen. */
export const isBlank = (node: Node): boolean =>
  node instanceof Element ? isConcealed(node) : !node.textContent?.trim()

export function blank(node: Node): void {
  if (node instanceof Element) conceal(node)
  else node.textContent = ''
}
