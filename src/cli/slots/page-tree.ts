/** The tree that a browser builds of a page's source, before any script runs: parse5 is the HTML standard's parser. Not the stream: locate.ts. */

import { selectAll } from 'css-select'
import { getElementsByTagName } from 'domutils'
import { parse } from 'parse5'
import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter'

export type TreeElement = Htmlparser2TreeAdapterMap['element']
export type TreeDocument = Htmlparser2TreeAdapterMap['document']

export interface PageTree {
  readonly document: TreeDocument
  /** What `document.querySelectorAll` would give. */
  select(selector: string): readonly TreeElement[]
  /** The elements that the browser makes of the tag that begins at this character; several where formatting is split. */
  at(character: number): readonly TreeElement[]
  /** Characters at which an attribute stands a second time in its tag. */
  readonly duplicateAttributes: readonly number[]
}

export interface TreeOptions {
  /** With scripts a browser takes what is in `<noscript>` for text. */
  readonly scripting: boolean
}

export function pageTree(text: string, { scripting }: TreeOptions): PageTree {
  const duplicateAttributes: number[] = []
  const document = parse<Htmlparser2TreeAdapterMap>(text, {
    treeAdapter: adapter,
    sourceCodeLocationInfo: true,
    scriptingEnabled: scripting,
    onParseError({ code, startOffset }) {
      if (code === 'duplicate-attribute') duplicateAttributes.push(startOffset)
    },
  })
  const byStart = Map.groupBy(getElementsByTagName('*', document, true) as TreeElement[], startOf)
  const selected = new Map<string, readonly TreeElement[]>()
  const quirksMode = document['x-mode'] === 'quirks'
  return {
    document,
    select(selector) {
      const known = selected.get(selector)
      if (known !== undefined) return known
      const found = selectAll(selector, document as never, { quirksMode }) as unknown as TreeElement[]
      selected.set(selector, found)
      return found
    },
    at: (character) => byStart.get(character) ?? [],
    duplicateAttributes,
  }
}

/** The character at which its tag begins; -1: the browser adds the element, no tag of the page makes it. */
export const startOf = ({ sourceCodeLocation }: TreeElement): number => sourceCodeLocation?.startOffset ?? -1

/** The character at which the browser ends it. */
export const endOf = ({ sourceCodeLocation }: TreeElement): number => sourceCodeLocation?.endOffset ?? -1

export const isImplied = (element: TreeElement): boolean => startOf(element) === -1

/** From its parent outwards. */
export function ancestorsOf(element: TreeElement): readonly TreeElement[] {
  const ancestors: TreeElement[] = []
  for (let node = element.parent; node !== null; node = node.parent) {
    if ('name' in node && 'attribs' in node) ancestors.push(node as TreeElement)
  }
  return ancestors
}

/** Browsers nest elements 512 deep; the tree here may go on to where the stack ends. */
export const MAX_DEPTH_COUNT = 512
const NO_WORDS: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript'])

/** Its words as somebody may read them, white space as one space. */
export const wordsOf = (element: TreeElement): string => textOf(element, 0).replace(/\s+/gu, ' ').trim()

function textOf({ name, children }: TreeElement, depth: number): string {
  if (NO_WORDS.has(name) || depth > MAX_DEPTH_COUNT) return ''
  let text = ''
  for (const child of children) {
    if ('attribs' in child) text += textOf(child as TreeElement, depth + 1)
    else if (adapter.isTextNode(child)) text += child.data
  }
  return text
}
