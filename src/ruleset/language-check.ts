/** Whether a text is the tag of a language (BCP 47). Not which languages a site speaks: nobody says that here. */

import type { Localized } from '../core/authored.ts'
import { at, type Issue, warning } from '../core/issue.ts'
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

/** One text for each language; a text without a language of its own is shown to nobody who asked for one. */
export function localizedIssues(text: Localized, path: string): readonly Issue[] {
  if (typeof text === 'string') return []
  return Object.keys(text).flatMap((tag) =>
    isLanguageTag(tag) ? languageIssues(tag, at(path, tag)) : [noLanguage(tag, at(path, tag))],
  )
}

const noLanguage = (tag: string, path: string): Issue =>
  warning(path, 'bad_locale', `${shown(tag)} is not a language tag.`, 'Write a BCP 47 tag, for example ja or en-GB.')
