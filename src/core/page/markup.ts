/** What the names of HTML elements and attributes mean to whoever edits a page. Not a parser, and not the sanitiser's allow-list. */

/** Elements without an inside: text, html, prepend and append have nowhere to go. */
export const VOID_TAGS: ReadonlySet<string> = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'],
])

/**
 * Elements whose inside or attributes run as code or decide where the page's code comes from, and those whose inside is no
 * markup, where escaping does not protect: they may go, and something may stand around them, but nothing changes in them.
 */
export const UNTOUCHABLE_TAGS: ReadonlySet<string> = new Set([
  ...['script', 'style', 'iframe', 'frame', 'frameset', 'object', 'embed', 'applet', 'param', 'base', 'noscript'],
  ...['template', 'noembed', 'noframes', 'xmp', 'plaintext', 'portal', 'fencedframe'],
])

/** Attributes that mean nothing to a browser by themselves, whatever the element. */
export const isInertAttribute = (name: string): boolean => name.startsWith('data-') || name.startsWith('aria-')

const REFUSED_ATTRIBUTES: ReadonlySet<string> = new Set(['srcdoc', 'style', 'http-equiv', 'formaction'])

/** Event handlers and what is as strong as code. `name` in lower case. */
export const isRefusedAttribute = (name: string): boolean => name.startsWith('on') || REFUSED_ATTRIBUTES.has(name)
