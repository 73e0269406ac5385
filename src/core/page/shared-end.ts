/** Whether several handlers may wait for the end of one element: HTMLRewriter keeps only the last. Not what they do there. */

import { parseSelector, targetTags } from './selector.ts'

/** The element around an image, whose end tells that its sources are over; see edge/splice/handlers.ts. */
const PICTURE = 'picture'

/** Of a slot's own selector and those of its parts. A selector that names no tag, or cannot be read, may mean anything. */
export function mayShareEnds(slot: string, parts: readonly string[]): boolean {
  const tags = parts.map(tagsOf)
  if ([tagsOf(slot), ...tags].some((own) => own.has(null) || own.has(PICTURE))) return true
  return tags.some((one, at) => tags.slice(at + 1).some((other) => [...one].some((tag) => other.has(tag))))
}

function tagsOf(selector: string): ReadonlySet<string | null> {
  const parsed = parseSelector(selector)
  return new Set(parsed.ok ? targetTags(parsed.value) : [null])
}
