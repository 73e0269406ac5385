/** Whether a site's consent settings make sense together. Not their shape: consent-shape.ts. */

import type { MemorySetting } from '../core/authored.ts'
import type { AuthoredConsent } from '../core/consent-settings.ts'
import { isCountryCode } from '../core/fact/memory-region.ts'
import { at, error, type Issue, warning } from '../core/issue.ts'
import { shown } from './phrase.ts'

const AT = 'site.consent'

export function consentIssues(consent: AuthoredConsent, memory: MemorySetting | undefined): readonly Issue[] {
  const { regions = {}, banner = false, cmp = 'own', vendor } = consent
  const issues = Object.keys(regions)
    .filter((country) => !isCountryCode(country))
    .map((country) =>
      error(
        at(`${AT}.regions`, country),
        'bad_consent',
        `${shown(country)} is not a country code.`,
        'Write two capitals of ISO 3166-1, for example JP or DE; what is in no list follows default.',
      ),
    )
  if (cmp === 'tcf' && vendor === undefined) {
    const message = 'A TCF string says which vendors may do what, and the vendor is not named.'
    issues.push(error(`${AT}.vendor`, 'bad_consent', message, "Write your id in IAB's Global Vendor List."))
  }
  if (banner && cmp !== 'own') {
    const message = `The visitor would be asked twice: by the banner, and by the platform whose ${cmp} string is read.`
    issues.push(error(`${AT}.banner`, 'bad_consent', message, 'Leave one of the two out.'))
  }
  if (memory === 'off') {
    const message = 'Consent changes nothing: memory is off.'
    issues.push(warning(AT, 'bad_consent', message, 'Set memory to by-region, or leave consent out.'))
  }
  return issues
}
