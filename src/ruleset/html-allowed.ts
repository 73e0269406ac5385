/** The markup that marketers may insert: content, without anything that runs, loads pages or sends forms. Not how it is enforced: sanitise.ts. */

const TABLE = ['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']
const BLOCKS = ['address', 'article', 'aside', 'blockquote', 'details', 'div', 'dl', 'dt', 'dd', 'figure', 'figcaption']
const SECTIONS = ['footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hgroup', 'hr', 'li', 'nav', 'ol', 'p', 'pre']
const MORE_BLOCKS = ['section', 'summary', 'ul']
const PHRASES = ['a', 'abbr', 'b', 'bdi', 'bdo', 'br', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'i', 'ins', 'kbd']
const MORE_PHRASES = ['mark', 'q', 'rp', 'rt', 'ruby', 's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'time']
const REST = ['u', 'var', 'wbr', 'img', 'picture', 'source']

export const ALLOWED_TAGS: readonly string[] = [
  ...TABLE,
  ...BLOCKS,
  ...SECTIONS,
  ...MORE_BLOCKS,
  ...PHRASES,
  ...MORE_PHRASES,
  ...REST,
]

/** Elements that go with everything inside them; of all others only the tags go. */
export const DROPPED_WITH_CONTENT: ReadonlySet<string> = new Set([
  ...['script', 'style', 'iframe', 'object', 'applet', 'noscript', 'template', 'svg', 'math', 'textarea', 'title'],
  ...['xmp', 'plaintext', 'noembed', 'noframes', 'select', 'audio', 'video', 'canvas', 'head', 'frameset'],
])

const EVERYWHERE: ReadonlySet<string> = new Set([
  ...['class', 'id', 'title', 'lang', 'dir', 'role', 'hidden', 'tabindex', 'translate'],
])

const OF_TAG: { readonly [tag: string]: readonly string[] } = {
  a: ['href', 'target', 'rel', 'hreflang', 'type', 'download'],
  blockquote: ['cite'],
  col: ['span'],
  colgroup: ['span'],
  data: ['value'],
  del: ['cite', 'datetime'],
  details: ['open'],
  img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height', 'loading', 'decoding', 'fetchpriority'],
  ins: ['cite', 'datetime'],
  li: ['value'],
  ol: ['start', 'reversed', 'type'],
  q: ['cite'],
  source: ['srcset', 'sizes', 'media', 'type', 'width', 'height'],
  td: ['colspan', 'rowspan', 'headers'],
  th: ['colspan', 'rowspan', 'headers', 'scope', 'abbr'],
  time: ['datetime'],
}

const OPEN_NAME = /^(?:data|aria)-[a-z0-9_.-]+$/

/** Both in lower case. */
export function isAllowedAttribute(tag: string, name: string): boolean {
  if (EVERYWHERE.has(name) || OPEN_NAME.test(name)) return true
  return Object.hasOwn(OF_TAG, tag) && (OF_TAG[tag] ?? []).includes(name)
}
