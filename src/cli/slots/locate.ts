/** Where the elements of a selector stand in a page's bytes, by the real HTMLRewriter, which has no offsets of its own: comments
 * are put around each match, found in the output and taken off again. Runs in workerd. Not the edge's rewriting. */

import type { Reading } from '../../edge/splice/charset.ts'
import { htmlResponse } from '../../edge/splice/window.ts'
import { MAX_TOLD_MATCHES_COUNT, type SelectorMatches, type StreamEnd, type StreamMatch } from './probe.ts'

export interface Located {
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

export async function locate(page: Uint8Array, selectors: readonly string[], reading: Reading): Promise<Located> {
  const nonce = crypto.randomUUID()
  const seen: Seen[] = []
  const bySelector = selectors.map((): { count: number; matches: Seen[] } => ({ count: 0, matches: [] }))
  let ended = false
  const rewriter = new HTMLRewriter().onDocument({
    end() {
      ended = true
    },
  })
  selectors.forEach((selector, index) => {
    const found = bySelector[index]!
    rewriter.on(selector, {
      element(element) {
        found.count++
        if (found.matches.length >= MAX_TOLD_MATCHES_COUNT) return
        const one: Seen = { tag: element.tagName, start: 0, end: { kind: 'never' } }
        found.matches.push(one)
        watch(element, one, seen.push(one) - 1, nonce)
      },
    })
  })
  const output = await transformed(rewriter, page, reading)
  if (output === null || !ended) return { gaveUp: true, found: bySelector.map(({ count }) => ({ count, matches: [] })) }
  readMarks(output, nonce, seen)
  return { gaveUp: false, found: bySelector as { count: number; matches: StreamMatch[] }[] }
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
  try {
    return new Uint8Array(await rewriter.transform(htmlResponse(page, reading)).arrayBuffer())
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
