/** A site's own text in the language that is asked for. Not our words: the other files here. */

import type { Localized } from '../authored.ts'

/** Where the language is missing, the first that is there. */
export function localized(text: Localized | null, language: string): string | null {
  if (text === null || typeof text === 'string') return text
  return (Object.hasOwn(text, language) ? text[language] : Object.values(text)[0]) ?? null
}
