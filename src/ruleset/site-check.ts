/** The settings of a site: time zone, language, and what waits for the profile. Not their shape: shape.ts. */

import type { AuthoredSite } from '../core/authored.ts'
import { isTimeZone } from '../core/fact/local-time.ts'
import { error, type Issue, warning } from '../core/issue.ts'
import { needsProfile } from './needs-profile.ts'
import { shown } from './phrase.ts'

export function siteIssues(site: AuthoredSite): readonly Issue[] {
  const issues: Issue[] = []
  if (!isTimeZone(site.timeZone)) {
    const message = `${shown(site.timeZone)} is not a known time zone.`
    issues.push(error('site.timeZone', 'bad_time_zone', message, 'Write its IANA name, for example Asia/Tokyo.'))
  }
  if (!isLocale(site.locale)) {
    const message = `${shown(site.locale)} is not a language tag.`
    issues.push(error('site.locale', 'bad_locale', message, 'Write a BCP 47 tag, for example ja or en-GB.'))
  } else if (!isLanguage(site.locale)) {
    const message = `No language is called ${shown(site.locale)}${isCountry(site.locale) ? ': that is a country' : ''}.`
    const advice = 'Write the code of a language, for example ja for Japanese.'
    issues.push(warning('site.locale', 'bad_locale', message, advice))
  }
  if (site.schema !== undefined) issues.push(needsProfile('site.schema', 'site.schema', 'Leave it out.'))
  if (site.paths !== undefined) issues.push(needsProfile('site.paths', 'site.paths', 'Leave it out.'))
  return issues
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** What no language is called is well-formed all the same: `jp`, `japanese`. */
const isLanguage = (tag: string): boolean =>
  new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(new Intl.Locale(tag).language) !== undefined

const isCountry = (tag: string): boolean =>
  /^[a-z]{2}$/i.test(tag) &&
  new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(tag.toUpperCase()) !== undefined
