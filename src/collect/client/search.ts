/** Words that somebody looked for, as an event. Not where they are typed: actions.ts. */

import type { Tell } from './told.ts'

/** In code points; the collector takes twice as many UTF-16 units. */
const MAX_WORDS_LENGTH = 100

export function tellSearch(tell: Tell, typed: string): void {
  const words = [...typed.trim().replace(/\s+/g, ' ')].slice(0, MAX_WORDS_LENGTH).join('')
  if (words) tell({ kind: 'search', name: words })
}
