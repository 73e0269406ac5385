/**
 * HTML of ours in the page, each piece between the two comments of core/content/edit-mark.ts: what the edge put there, and
 * what was put there again. Nodes of frameworks are never among what is removed here.
 */

import { MARK, MARK_END } from '../../../core/content/edit-mark.ts'

export interface Piece {
  readonly start: Comment
  readonly end: Comment
  /** The element beside or in which we put it; null: the edge did. */
  readonly anchor: Element | null
}

export interface Pieces {
  /** All of one edit that stand in the page. */
  standing(mark: string): readonly Piece[]
  /** Whether the node is part of any. */
  hold(node: Node): boolean
  /** `html` holds its two comments; `context`: the element that will be its parent. What stood there of it before goes. */
  put(html: string, context: Element, anchor: Element, insert: (nodes: DocumentFragment) => void): void
  /** Takes away what we put beside elements that have gone since. */
  sweep(): void
}

/** Of HTML that an edit puts somewhere; undefined: it has none, and nobody can tell whether it stands. */
export function markOf(html: string): string | undefined {
  return html.startsWith(`<!--${MARK}`) ? html.slice(4, html.indexOf('-->')) : undefined
}

export function findPieces(): Pieces {
  // Nothing loads or runs in a document that is never shown.
  const inert = document.implementation.createHTMLDocument('')
  let pieces = piecesIn(document, null)

  const standing = (mark: string): readonly Piece[] =>
    pieces.filter((piece) => piece.start.data === mark && isWhole(piece))

  function drop(isGone: (piece: Piece) => boolean): void {
    pieces = pieces.filter((piece) => {
      if (!isGone(piece)) return true
      take(piece)
      return false
    })
  }

  return {
    standing,
    hold: (node) => pieces.some((piece) => isWhole(piece) && follows(node, piece.start) && follows(piece.end, node)),
    put(html, context, anchor, insert) {
      const mark = markOf(html)
      drop((piece) => piece.anchor === anchor && piece.start.data === mark)
      const box = inert.importNode(context, false)
      box.innerHTML = html
      const nodes = document.createDocumentFragment()
      nodes.append(...box.childNodes)
      const made = piecesIn(nodes, anchor)
      insert(nodes)
      pieces.push(...made)
    },
    sweep: () => drop(({ start, anchor }) => anchor !== null && (!anchor.isConnected || !isNear(start, anchor))),
  }
}

function piecesIn(root: Document | DocumentFragment, anchor: Element | null): Piece[] {
  const found: Piece[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT)
  for (let start = walker.nextNode() as Comment | null; start; start = walker.nextNode() as Comment | null) {
    const end = start.data.startsWith(MARK) && endOf(start)
    if (end) found.push({ start, end, anchor })
  }
  return found
}

function endOf(start: Comment): Comment | undefined {
  for (let node = start.nextSibling; node; node = node.nextSibling) {
    if (!(node instanceof Comment)) continue
    if (node.data === MARK_END) return node
    if (node.data.startsWith(MARK)) return undefined
  }
  return undefined
}

const isWhole = ({ start, end }: Piece): boolean => start.isConnected && endOf(start) === end

const isNear = (start: Node, anchor: Element): boolean =>
  start.parentNode === anchor || start.parentNode === anchor.parentNode

const follows = (node: Node, other: Node): boolean =>
  (other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

/** What else got between the comments is not ours to take. */
function take({ start, end }: Piece): void {
  const range = document.createRange()
  if (endOf(start) === end) {
    range.setStartBefore(start)
    range.setEndAfter(end)
    range.deleteContents()
  }
  start.remove()
  end.remove()
}
