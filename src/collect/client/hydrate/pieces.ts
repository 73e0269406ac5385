/**
 * HTML of ours in the page, each piece between the two comments of core/content/edit-mark.ts: what the edge put there, and
 * what was put there again. Nodes of frameworks are never among what is removed here.
 */

import { MARK, MARK_END } from '../../../core/content/edit-mark.ts'

export interface Piece {
  readonly start: Comment
  readonly end: Comment
  /** What may be removed again: nothing that the edge put there, a framework may have taken it over. */
  readonly nodes: readonly ChildNode[]
  /** The element beside or in which we put it; null: the edge did. */
  readonly anchor: Element | null
}

export type Insert = (nodes: readonly ChildNode[]) => void

export interface Pieces {
  /** All of one edit that stand in the page. */
  standing(mark: string): readonly Piece[]
  /** Whether the node is part of any. */
  hold(node: Node): boolean
  /** `html` holds its two comments, the first with `mark`; `context`: an element like the one that it will be in. */
  put(mark: string, html: string, context: Element, anchor: Element, insert: Insert): void
  /** Takes away what we put beside elements that have gone or moved since. */
  sweep(): void
}

/** Node.DOCUMENT_POSITION_FOLLOWING and NodeFilter.SHOW_COMMENT, whose names weigh more than they say. */
const FOLLOWING = 4
const COMMENTS = 128

/** Of HTML that an edit puts somewhere; undefined: it has none, and nobody can tell whether it stands. */
export const markOf = (html: string): string | undefined =>
  html.startsWith(`<!--${MARK}`) ? html.slice(4, html.indexOf('-->')) : undefined

export function findPieces(): Pieces {
  // Nothing loads or runs in a document that is never shown.
  const inert = document.implementation.createHTMLDocument()
  let pieces = fromEdge()

  const drop = (isGone: (piece: Piece, anchor: Element) => unknown): void => {
    pieces = pieces.filter((piece) => {
      const gone = piece.anchor && isGone(piece, piece.anchor)
      if (gone) for (const node of piece.nodes) node.remove()
      return !gone
    })
  }

  return {
    standing: (mark) => pieces.filter((piece) => piece.start.data === mark && isWhole(piece)),
    hold: (node) => pieces.some((piece) => follows(piece.start, node) && follows(node, piece.end) && isWhole(piece)),
    put(mark, html, context, anchor, insert) {
      drop((piece, other) => other === anchor && piece.start.data === mark)
      const box = inert.importNode(context)
      box.innerHTML = html
      const nodes = [...box.childNodes]
      pieces.push({ start: nodes[0] as Comment, end: nodes.at(-1) as Comment, nodes, anchor })
      insert(nodes)
    },
    sweep: () =>
      drop(
        ({ start: { parentNode } }, anchor) =>
          !anchor.isConnected || (parentNode !== anchor && parentNode !== anchor.parentNode),
      ),
  }
}

function fromEdge(): Piece[] {
  const found: Piece[] = []
  const walker = document.createTreeWalker(document, COMMENTS)
  while (walker.nextNode()) {
    const start = walker.currentNode as Comment
    const end = start.data.startsWith(MARK) && endOf(start)
    if (end) found.push({ start, end, nodes: [], anchor: null })
  }
  return found
}

function endOf({ nextSibling: node }: Node): Comment | undefined {
  for (; node; node = node.nextSibling) {
    if (node instanceof Comment && node.data === MARK_END) return node
  }
  return undefined
}

const isWhole = ({ start, end }: Piece): boolean => start.isConnected && endOf(start) === end

const follows = (one: Node, other: Node): number => one.compareDocumentPosition(other) & FOLLOWING
