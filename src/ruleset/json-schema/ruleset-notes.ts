/** What an editor says of each key of a ruleset. Not of what a variant puts into a slot: content-notes.ts; nor of conditions: condition-schema.ts. */

import { CONSENT_NOTES } from './consent-notes.ts'
import {
  DATE_TIMES,
  DURATIONS,
  END_TIMES,
  LIST_KEYS,
  NAMES,
  PATHS,
  SELECTORS,
  SITE_PATHS,
  SLOT_RULES,
  START_TIMES,
  VARIANTS_RULES,
} from './forms.ts'
import type { Notes } from './notes.ts'

const PURPOSE = {
  description:
    'What people are told it is for: a text, or one for each language. Or the consent purpose that it needs.',
  examples: [{ ja: 'お仕事に合う記事を先に出すため', en: 'To show articles for your job first' }, 'personalize'],
}
const LABEL = {
  description: 'What people call it: a text, or one for each language.',
  examples: [{ ja: 'お仕事', en: 'Job' }],
}
const RETENTION = { description: 'How long it is kept.', examples: ['365d'], ...DURATIONS }

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
  'site.schema': {
    description: 'What may be remembered of visitors besides what they do.',
    examples: [{ traits: { role: { type: 'string' } }, categories: ['hiking', 'camping'] }],
  },
  'site.schema.traits': {
    description: 'What visitors may say of themselves, or imports bring; conditions ask for traits.NAME.',
    examples: [{ role: { type: 'string', values: ['sales', 'marketing'] } }],
  },
  'site.schema.traits{}': NAMES.key,
  'site.schema.traits.*.type': { description: 'What the trait holds; strings is a list of texts.' },
  'site.schema.traits.*.values': { description: 'All texts that it may be.', examples: [['sales', 'marketing']] },
  'site.schema.traits.*.valueLabels': {
    description: 'What people call each of the values, on the pages where visitors see what is remembered.',
    examples: [{ sales: { ja: '営業', en: 'Sales' }, marketing: { ja: 'マーケティング', en: 'Marketing' } }],
  },
  'site.schema.traits.*.purpose': PURPOSE,
  'site.schema.traits.*.label': LABEL,
  'site.schema.traits.*.ask': {
    description: 'The question that asks for it: a text, or one for each language.',
    examples: [{ ja: 'お仕事は？', en: 'What is your job?' }],
  },
  'site.schema.traits.*.sensitive': {
    description: 'true: its conditions may not drive slots that are `about` a price, credit or eligibility.',
    default: false,
  },
  'site.schema.traits.*.retention': RETENTION,
  'site.schema.scores': {
    description: 'Numbers that imports or predictions bring; conditions ask for score.NAME.',
    examples: [{ churn: {} }],
  },
  'site.schema.scores{}': NAMES.key,
  'site.schema.scores.*.purpose': PURPOSE,
  'site.schema.scores.*.label': LABEL,
  'site.schema.scores.*.retention': RETENTION,
  'site.schema.categories': {
    description: 'All that visitors may take an interest in. Without it, whatever the paths name.',
    examples: [['hiking', 'camping']],
  },
  'site.schema.categoryLabels': {
    description: 'What people call each of the categories.',
    examples: [{ hiking: { ja: '山歩き', en: 'Hiking' }, camping: { ja: 'キャンプ', en: 'Camping' } }],
  },
  'site.paths': {
    description: 'Which pages speak for an interest, or are the own page of an item. All that match count.',
    examples: [[{ match: '/category/:name/*', affinity: ':name' }]],
  },
  'site.paths[].match': {
    description: 'A path with names in the place of steps; with /* at its end everything below, too.',
    examples: ['/category/:name/*', '/items/:id'],
    ...SITE_PATHS,
  },
  'site.paths[].affinity': {
    description: 'The category that such a page speaks for: the name of a step, or a text of its own.',
    examples: [':name', 'hiking'],
  },
  'site.paths[].item': { description: 'The item that such a page shows, likewise.', examples: [':id'] },
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
  'slots.*.about': {
    description: "What the slot is about, where it is something that visitors' sensitive traits may not decide.",
    examples: ['price'],
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
  'experiences[].cap': {
    description: 'How often one visitor meets the experience. Whoever may not be remembered never meets it.',
    examples: [{ count: 3, per: '7d' }],
  },
  'experiences[].cap.count': { description: 'How many page views with it there are at most.', examples: [3] },
  'experiences[].cap.per': {
    description: 'In how long: minutes, hours or days.',
    examples: ['7d', '12h', '30m'],
    ...DURATIONS,
  },
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
