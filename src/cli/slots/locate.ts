/** Where the elements of a selector stand in a page's bytes, by the real HTMLRewriter, which has no offsets of its own: comments
 * are put around each match, found in the output and taken off again. Runs in workerd. Not the edge's rewriting. */

import type { Reading } from '../../edge/splice/charset.ts'
import { htmlResponse } from '../../edge/splice/window.ts'
import { MAX_TOLD_MATCHES_COUNT, type SelectorMatches, type StreamEnd } from './probe.ts'

export interface Located {
  /** Whatever the selector: the page's markup itself is not followed to its end. */
  readonly gaveUp: boolean
  readonly found: readonly SelectorMatches[]
}

interface Seen {
  readonly tag: string
  start: number
  end: StreamEnd
}

/** `s`: before its start tag; `f` and `e`: before and after its own end tag; `o`: before the end tag that closed it. */
type MarkKind = 's' | 'f' | 'e' | 'o'

/** One selector after another: an element keeps only one handler for its end tag. */
export async function locate(page: Uint8Array, selectors: readonly string[], reading: Reading): Promise<Located> {
  if ((await transformed(new HTMLRewriter(), page, reading)) === null)
    return { gaveUp: true, found: selectors.map(() => LOST) }
  const found: SelectorMatches[] = []
  for (const selector of selectors) found.push(await locateOne(page, selector, reading))
  return { gaveUp: false, found }
}

const LOST: SelectorMatches = { count: 0, matches: [], gaveUp: true }

async function locateOne(page: Uint8Array, selector: string, reading: Reading): Promise<SelectorMatches> {
  const nonce = crypto.randomUUID()
  const seen: Seen[] = []
  let count = 0
  const rewriter = new HTMLRewriter().on(selector, {
    element(element) {
      count++
      if (seen.length >= MAX_TOLD_MATCHES_COUNT) return
      const one: Seen = { tag: element.tagName, start: 0, end: { kind: 'never' } }
      watch(element, one, seen.push(one) - 1, nonce)
    },
  })
  const output = await transformed(rewriter, page, reading)
  if (output === null) return LOST
  readMarks(output, nonce, seen)
  return { count, matches: seen, gaveUp: false }
}

function watch(element: Element, one: Seen, id: number, nonce: string): void {
  const mark = (kind: MarkKind): string => `<!--${nonce}:${kind}:${id}-->`
  element.before(mark('s'), { html: true })
  try {
    element.onEndTag((end) => {
      if (end.name === one.tag) {
        one.end = { kind: 'own', from: 0, to: 0 }
        end.before(mark('f'), { html: true })
        end.after(mark('e'), { html: true })
      } else {
        one.end = { kind: 'other', tag: end.name, from: 0 }
        end.before(mark('o'), { html: true })
      }
    })
  } catch {
    one.end = { kind: 'void' } // HTMLRewriter says so: an element without an inside has no end tag
  }
}

/** Null: the parser gave up, as it does at the edge. */
async function transformed(rewriter: HTMLRewriter, page: Uint8Array, reading: Reading): Promise<Uint8Array | null> {
  let ended = false
  rewriter.onDocument({
    end() {
      ended = true
    },
  })
  try {
    const output = await rewriter.transform(htmlResponse(page, reading)).arrayBuffer()
    return ended ? new Uint8Array(output) : null
  } catch {
    return null
  }
}

/** A byte of the output less all marks before it is a byte of the page: HTMLRewriter changes nothing else. */
function readMarks(output: Uint8Array, nonce: string, seen: readonly Seen[]): void {
  const text = new TextDecoder('windows-1252').decode(output)
  let inserted = 0
  for (const mark of text.matchAll(new RegExp(`<!--${nonce}:([sfeo]):(\\d+)-->`, 'g'))) {
    place(seen[Number(mark[2])]!, mark[1] as MarkKind, mark.index - inserted)
    inserted += mark[0].length
  }
}

function place(one: Seen, kind: MarkKind, at: number): void {
  const { end } = one
  if (kind === 's') one.start = at
  else if (kind === 'f' && end.kind === 'own') one.end = { ...end, from: at }
  else if (kind === 'e' && end.kind === 'own') one.end = { ...end, to: at }
  else if (kind === 'o' && end.kind === 'other') one.end = { ...end, from: at }
}
