/** The settings of a site: time zone, language, and what it remembers of visitors. Not their shape: shape.ts. */

import type { AuthoredSite } from '../core/authored.ts'
import { isTimeZone } from '../core/fact/local-time.ts'
import { error, type Issue } from '../core/issue.ts'
import { consentIssues } from './consent-check.ts'
import { isLanguageTag, languageIssues } from './language-check.ts'
import { shown } from './phrase.ts'
import { schemaIssues } from './schema-check.ts'
import { sitePathsIssues } from './site-path-check.ts'

export function siteIssues(site: AuthoredSite): readonly Issue[] {
  const issues: Issue[] = []
  if (!isTimeZone(site.timeZone)) {
    const message = `${shown(site.timeZone)} is not a known time zone.`
    issues.push(error('site.timeZone', 'bad_time_zone', message, 'Write its IANA name, for example Asia/Tokyo.'))
  }
  if (isLanguageTag(site.locale)) issues.push(...languageIssues(site.locale, 'site.locale'))
  else {
    const message = `${shown(site.locale)} is not a language tag.`
    issues.push(error('site.locale', 'bad_locale', message, 'Write a BCP 47 tag, for example ja or en-GB.'))
  }
  if (site.consent !== undefined) issues.push(...consentIssues(site.consent, site.memory))
  return [...issues, ...schemaIssues(site.schema ?? {}), ...sitePathsIssues(site)]
}
