/** What an editor says of `site.consent`. Not of the rest of a ruleset: ruleset-notes.ts. */

import type { Notes } from './notes.ts'

const MODES = 'opt-in: nothing before consent; opt-out: everything until an objection; notice: everything but export.'

export const CONSENT_NOTES: Notes = {
  'site.consent': {
    description: 'How consent is asked for and read: schema/consent.md. Global Privacy Control is obeyed in any case.',
    examples: [{ banner: true }, { cmp: 'tcf', vendor: 1234 }],
  },
  'site.consent.regions': {
    description: `What holds in a country before anybody says anything, by ISO 3166-1 code. ${MODES}`,
    examples: [{ JP: 'opt-in', CA: 'notice' }],
  },
  'site.consent.default': {
    description: `What holds where neither regions nor the law says, and where the country is unknown. ${MODES}`,
    default: 'opt-in',
  },
  'site.consent.banner': {
    description: "true shows the banner of ours where the region needs it; not together with a platform's cmp.",
    default: false,
  },
  'site.consent.cmp': {
    description:
      'Whose word is read: own, the banner and preference centre; tcf or gpp, also the string of a platform.',
    default: 'own',
  },
  'site.consent.vendor': {
    description: "The site's id in IAB's Global Vendor List. A TCF string that does not name it denies.",
    examples: [1234],
  },
  'site.consent.policy': {
    description: 'The number of what visitors are told. Raised, everybody is asked again.',
    default: 1,
    examples: [2],
  },
}
