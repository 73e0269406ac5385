/** Whether a text is the tag of a language (BCP 47). Not which languages a site speaks: nobody says that here. */

import { type Issue, warning } from '../core/issue.ts'
import { shown } from './phrase.ts'

/** Well-formed, though no language may be called so: `jp`, `japanese`. */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** Of a well-formed tag: a warning where it names no language. */
export function languageIssues(tag: string, path: string): readonly Issue[] {
  if (LANGUAGES.of(new Intl.Locale(tag).language) !== undefined) return []
  const message = `No language is called ${shown(tag)}${isCountry(tag) ? ': that is a country' : ''}.`
  return [warning(path, 'bad_locale', message, 'Write the code of a language, for example ja for Japanese.')]
}

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
const REGIONS = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

const isCountry = (tag: string): boolean => /^[a-z]{2}$/i.test(tag) && REGIONS.of(tag.toUpperCase()) !== undefined
