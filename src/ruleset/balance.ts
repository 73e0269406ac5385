/** Whether inserted HTML closes what it opens, so that it cannot swallow the page around it. For the sanitiser's output only, whose tags are plain. */

import { VOID_TAGS } from '../core/page/markup.ts'

export type Imbalance =
  | { readonly reason: 'not_closed'; readonly tag: string }
  | { readonly reason: 'stray_end'; readonly tag: string }
  | { readonly reason: 'crossed'; readonly tag: string; readonly open: string }

const TAG = /<(\/?)([a-z][a-z0-9]*)[^>]*>/g

/** The first fault, or null. A slash at the end of a start tag closes nothing in HTML. */
export function findImbalance(html: string): Imbalance | null {
  const open: string[] = []
  for (const [, slash, tag = ''] of html.matchAll(TAG)) {
    if (slash === '') {
      if (!VOID_TAGS.has(tag)) open.push(tag)
      continue
    }
    const last = open.pop()
    if (last === undefined || VOID_TAGS.has(tag)) return { reason: 'stray_end', tag }
    if (last !== tag) return open.includes(tag) ? { reason: 'crossed', tag, open: last } : { reason: 'stray_end', tag }
  }
  const tag = open.pop()
  return tag === undefined ? null : { reason: 'not_closed', tag }
}
