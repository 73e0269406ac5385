/** The ruleset of the figures: a hundred experiences of four predicates, the last of which wins. Not the demo's. */

import type { AuthoredExperience, AuthoredRuleset, Condition } from '../../src/core/authored.ts'
import { EDITS } from './edits.ts'

const KINDS = ['clear', 'cloudy', 'fog', 'drizzle', 'rain', 'snow', 'thunderstorm']
const COUNTRIES = ['JP', 'US', 'DE', 'FR', 'GB', 'KR', 'TW', 'AU']

/** True for nobody who is in Sendai at noon, but found out only after some of its predicates. */
function never(number: number): Condition {
  return {
    'geo.country': { $in: [COUNTRIES[number % 8], 'JP'] },
    'time.hour': { $between: [number % 24, (number + (number % 5)) % 24] },
    'device.kind': number % 3 === 0 ? 'mobile' : { $in: ['desktop', 'tablet'] },
    'geo.city': { $nin: ['Sendai', KINDS[number % 7]] },
  }
}

const CONTENT = {
  hero: { headline: { text: EDITS.headline }, image: EDITS.image },
  nav: { append: EDITS.navigation },
}

const experience = (number: number, count: number): AuthoredExperience => ({
  id: `experience-${number}`,
  when:
    number === count - 1
      ? { 'geo.country': 'JP', 'device.kind': 'desktop', 'geo.city': 'Sendai', 'visit.count': { $gte: 1 } }
      : never(number),
  control: 0,
  variants: [{ id: 'a', slots: CONTENT }],
})

export const benchRuleset = (count: number): AuthoredRuleset => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'on' },
  slots: {
    nav: { paths: ['/*'], selector: 'nav.global > ul' },
    hero: {
      paths: ['/*'],
      selector: 'section.hero',
      parts: { headline: { selector: 'h1', kind: 'text' }, image: { selector: 'img', kind: 'image' } },
    },
  },
  audiences: {},
  experiences: Array.from({ length: count }, (_, number) => experience(number, count)),
})

/** `request.cf` of the visitor that the figures are measured with. */
export const SENDAI = {
  country: 'JP',
  continent: 'AS',
  region: 'Miyagi',
  regionCode: '04',
  city: 'Sendai',
  postalCode: '980-0811',
  latitude: '38.26822',
  longitude: '140.86940',
  timezone: 'Asia/Tokyo',
  asn: 2516,
  asOrganization: 'KDDI',
}
