/** In which language an explanation is given. Not the words. */

import { acceptedLanguages } from '../core/fact/languages.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'

/**
 * What `?language=` says; for a person's browser then what it asks for; then the page's own language, by its address or
 * the site's locale. `accepts` null: a program asks.
 */
export function languageFor(asking: URL, page: URL, locale: string, accepts: string | null): WordingLanguage {
  const said = asking.searchParams.get('language') ?? page.searchParams.get('language')
  if (said === 'ja' || said === 'en') return said
  for (const language of accepts === null ? [] : acceptedLanguages(accepts)) {
    if (language.startsWith('ja')) return 'ja'
    if (language.startsWith('en')) return 'en'
  }
  return page.pathname.startsWith('/en/') || !locale.startsWith('ja') ? 'en' : 'ja'
}
