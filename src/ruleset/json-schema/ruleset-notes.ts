/** What an editor says of each key of a ruleset. Not of what a variant puts into a slot: content-notes.ts; nor of conditions: condition-schema.ts. */

import { CONSENT_NOTES } from './consent-notes.ts'
import {
  DATE_TIMES,
  END_TIMES,
  LIST_KEYS,
  NAMES,
  PATHS,
  SELECTORS,
  SLOT_RULES,
  START_TIMES,
  VARIANTS_RULES,
} from './forms.ts'
import { LATER, NOT_YET, type Notes } from './notes.ts'

export const RULESET_NOTES: Notes = {
  $schema: {
    description: 'Where this schema is, so that the editor helps. Ignored when published.',
    examples: ['./schema/ruleset.schema.json'],
  },
  format: { description: 'The version of the format: 1.' },
  site: { description: 'The site and its settings.', examples: [{ timeZone: 'Asia/Tokyo', locale: 'ja' }] },
  'site.timeZone': {
    description: 'IANA time zone of the site: schedules run in it.',
    examples: ['Asia/Tokyo', 'Europe/Berlin', 'America/New_York'],
  },
  'site.locale': {
    description: 'BCP 47 tag of the site: the language of geo.regionName.',
    examples: ['ja', 'en', 'en-GB'],
  },
  'site.memory': {
    description:
      'Whether visits are remembered; by-region, the default: as consent allows, which asks first in EEA, UK, CH and where the region is unknown; off: nowhere.',
    default: 'by-region',
  },
  ...CONSENT_NOTES,
  'site.holdout': {
    description: 'Share of visitors kept out of every experience, 0 to 1: 0.05 is 5 %.',
    examples: [0.05],
  },
  'site.weather': { description: 'What the site declares to the weather service.' },
  'site.weather.nonCommercial': {
    description: 'The site declares that its use of the free weather service is non-commercial.',
  },
  'site.script': {
    description:
      'true puts the tag of the script that measures, /_awase/client.js, into every page; personalised pages tell it what they show.',
    default: false,
  },
  'site.schema': { description: `What the visitor's profile may hold. ${NOT_YET}`, ...LATER },
  'site.schema.traits': { description: `Traits by name. ${NOT_YET}` },
  'site.schema.traits.*.type': { description: 'What the trait holds.' },
  'site.schema.traits.*.values': { description: 'All values that it may have.', examples: [['sales', 'marketing']] },
  'site.schema.traits.*.purpose': { description: 'The consent purpose that it needs.' },
  'site.schema.categories': {
    description: `What visitors may take an interest in. ${NOT_YET}`,
    examples: [['hiking', 'camping']],
  },
  'site.paths': {
    description: `Which pages show which interest. ${NOT_YET}`,
    examples: [[{ match: '/category/:name/*', affinity: ':name' }]],
    ...LATER,
  },
  'site.paths[].match': { description: 'A path with names in the place of steps.', examples: ['/category/:name/*'] },
  'site.paths[].affinity': { description: 'The category that such a page speaks for.', examples: [':name'] },
  slots: {
    description: 'The places of the pages that experiences may change, by name.',
    examples: [{ hero: { paths: ['/'], selector: 'section.hero' } }],
  },
  'slots{}': NAMES.key,
  'slots.*': SLOT_RULES,
  'slots.*.paths': {
    description: 'The pages: exact paths such as /, or /items/* for a path and everything below it.',
    examples: [['/'], ['/', '/en/'], ['/items/*'], ['/*']],
  },
  'slots.*.paths[]': PATHS,
  'slots.*.selector': {
    description: 'A CSS selector that names a tag in every step, for example section.hero.',
    examples: ['section.hero', 'nav.global > ul', 'a#cta'],
    ...SELECTORS,
  },
  'slots.*.match': {
    description: 'The first element that the selector meets (default), or every one.',
    default: 'first',
  },
  'slots.*.kind': {
    description:
      'What a variant may change there; element, the default, is anything. A list is laid out anew from its own items.',
    default: 'element',
  },
  'slots.*.parts': {
    description:
      'Places inside the slot by name, so that a variant fills in a form. Without parts the slot itself is edited.',
    examples: [{ headline: { selector: 'h1', kind: 'text' }, cta: { selector: 'a.cta', kind: 'link' } }],
  },
  'slots.*.parts{}': NAMES.key,
  'slots.*.parts.*.selector': {
    description: 'The part inside the slot: a tag and what marks it.',
    examples: ['h1', 'a.cta'],
    ...SELECTORS,
  },
  'slots.*.parts.*.kind': {
    description: 'What a variant may change there; element, the default, is anything.',
    default: 'element',
  },
  'slots.*.item': {
    description: 'List slots: the items, one tag with what marks it, for example li.',
    examples: ['li', 'div.card'],
    ...SELECTORS,
  },
  'slots.*.key': {
    description: "List slots: where an item's key stands, @data-category or a@href.",
    examples: ['@data-category', 'a@href'],
    ...LIST_KEYS,
  },
  audiences: {
    description: 'Saved conditions by name, for several experiences to use.',
    examples: [{ rainy: { 'weather.kind': { $in: ['rain', 'thunderstorm'] } } }],
    default: {},
  },
  'audiences{}': NAMES.key,
  experiences: {
    description: 'The experiences, the most important first: of two that want a slot the earlier one has it.',
    examples: [[]],
  },
  'experiences[].id': {
    ...NAMES.value,
    description: 'The name of this experience, once in the ruleset. It stays when the wording changes.',
    examples: ['rain-jackets'],
  },
  'experiences[].name': {
    description: 'What people call it: a text, or one for each language.',
    examples: [{ ja: '雨の日のジャケット', en: 'Jackets in the rain' }, 'Jackets in the rain'],
  },
  'experiences[].enabled': { description: 'false switches the experience off without deleting it.', default: true },
  'experiences[].audience': {
    ...NAMES.value,
    description: 'The name of a saved audience; it and `when` both hold.',
    examples: ['rainy'],
  },
  'experiences[].schedule': { description: "When the experience runs, in the site's time zone. Always, by default." },
  'experiences[].schedule.from': {
    description: 'From this local date and time on, YYYY-MM-DDTHH:MM.',
    examples: ['2026-11-01T09:00'],
    ...DATE_TIMES,
  },
  'experiences[].schedule.until': {
    description: 'Until the end of this local minute, YYYY-MM-DDTHH:MM.',
    examples: ['2027-03-31T23:59'],
    ...DATE_TIMES,
  },
  'experiences[].schedule.weekly': {
    description: 'Only in one of these windows of the week.',
    examples: [[{ days: ['fri', 'sat', 'sun'], from: '16:00', to: '02:00' }]],
  },
  'experiences[].schedule.weekly[].days': {
    description: 'The days on which the window begins.',
    examples: [['sat', 'sun']],
  },
  'experiences[].schedule.weekly[].from': { description: 'Local time, HH:MM.', examples: ['16:00'], ...START_TIMES },
  'experiences[].schedule.weekly[].to': {
    description: 'Local time, HH:MM; 24:00 ends the day, an earlier time than `from` is on the next day.',
    examples: ['22:00', '24:00'],
    ...END_TIMES,
  },
  'experiences[].group': {
    ...NAMES.value,
    description: 'Of the experiences of a group, a visitor meets one.',
    examples: ['hero-season'],
  },
  'experiences[].allocation': {
    description: 'Share of the audience that enters, 0 to 1. All, by default.',
    examples: [0.5],
    default: 1,
  },
  'experiences[].cap': { description: `How often one visitor meets the experience. ${NOT_YET}`, ...LATER },
  'experiences[].cap.count': { description: 'How often a visitor meets it at most.', examples: [3] },
  'experiences[].cap.per': { description: 'In how long: days or hours.', examples: ['7d', '24h'] },
  'experiences[].control': {
    description: 'Share of those allocated that keeps the baseline and is recorded alike, 0 to 1.',
    examples: [0.1],
  },
  'experiences[].goal': {
    ...NAMES.value,
    description: 'The name of what is to be reached. Kept for later.',
    examples: ['order'],
  },
  'experiences[].campaign': { description: 'A label of your own. Kept for later.', examples: ['Autumn 2026'] },
  'experiences[].variants': {
    description: 'The alternatives. Several are drawn by weight: an experiment.',
    examples: [[{ id: 'a', slots: {} }]],
    ...VARIANTS_RULES,
  },
  'experiences[].variants[].id': {
    ...NAMES.value,
    description: 'The name of this alternative, once in the experience.',
    examples: ['a', 'jacket'],
  },
  'experiences[].variants[].weight': {
    description: 'How often it is drawn beside the others: 3 and 1 give three quarters and one. 1 by default.',
    examples: [1, 3],
    default: 1,
  },
  'experiences[].variants[].slots': {
    description: 'What this alternative puts into which slots. Without slots it shows the baseline.',
    examples: [{ hero: { headline: { text: 'Rain in {{geo.city|your town}}' } } }],
  },
  'experiences[].variants[].slots{}': NAMES.key,
}
