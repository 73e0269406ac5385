/** The shape of an authored ruleset as one valibot schema; its JSON Schema is generated from here. Not its meaning: see the check files. */

import * as v from 'valibot'
import type { AuthoredRuleset } from '../core/authored.ts'
import { WEEKDAYS } from '../core/compile/compile-schedule.ts'
import { MAX_URL_LENGTH } from '../core/content/url.ts'
import { MAX_SELECTOR_LENGTH } from '../core/page/selector.ts'
import { slotContentShape } from './content-shape.ts'
import * as limits from './limits.ts'
import { about, given, LATER, list, map, may, NOT_YET, notList, object, some, such, text } from './shape-blocks.ts'
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
} from './shape-forms.ts'

export { contentShape } from './content-shape.ts'

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const id = v.pipe(given(limits.MAX_ID_LENGTH), v.metadata({ ...NAMES.value }))
const name = (description: string, ...examples: readonly string[]) => about(id, description, { examples })

/** Its JSON Schema is written by hand: see json-schema/. */
export const conditionShape = notList(v.record(v.string(), v.unknown()))

const trait = object({
  type: about(v.picklist(['string', 'number', 'boolean', 'strings']), 'What the trait holds.'),
  values: may(
    list(text(limits.MAX_NAME_LENGTH), limits.MAX_OPERANDS_COUNT),
    'All values that it may have.',
    such(['sales', 'marketing']),
  ),
  purpose: may(
    v.picklist(['storage', 'profile', 'personalize', 'measure', 'export']),
    'The consent purpose that it needs.',
  ),
})

const site = object({
  timeZone: about(
    given(limits.MAX_TIME_ZONE_LENGTH),
    'IANA time zone of the site: schedules run in it.',
    such('Asia/Tokyo', 'Europe/Berlin', 'America/New_York'),
  ),
  locale: about(
    given(limits.MAX_LOCALE_LENGTH),
    'BCP 47 tag of the site: the language of geo.regionName.',
    such('ja', 'en', 'en-GB'),
  ),
  memory: may(
    v.picklist(['on', 'off', 'by-region']),
    'Whether visits are remembered; by-region, the default: not in EEA, UK, CH and where the region is unknown.',
    { default: 'by-region' },
  ),
  holdout: may(share, 'Share of visitors kept out of every experience, 0 to 1: 0.05 is 5 %.', such(0.05)),
  weather: may(
    object({
      nonCommercial: may(v.boolean(), 'The site declares that its use of the free weather service is non-commercial.'),
    }),
    'What the site declares to the weather service.',
  ),
  schema: may(
    object({
      traits: may(map(trait, limits.MAX_TRAITS_COUNT), `Traits by name. ${NOT_YET}`),
      categories: may(
        list(given(limits.MAX_NAME_LENGTH), limits.MAX_CATEGORIES_COUNT),
        `What visitors may take an interest in. ${NOT_YET}`,
        such(['hiking', 'camping']),
      ),
    }),
    `What the visitor's profile may hold. ${NOT_YET}`,
    LATER,
  ),
  paths: may(
    list(
      object({
        match: about(
          given(limits.MAX_PATTERN_LENGTH),
          'A path with names in the place of steps.',
          such('/category/:name/*'),
        ),
        affinity: may(given(limits.MAX_NAME_LENGTH), 'The category that such a page speaks for.', such(':name')),
      }),
      limits.MAX_SITE_PATHS_COUNT,
    ),
    `Which pages show which interest. ${NOT_YET}`,
    { ...LATER, ...such([{ match: '/category/:name/*', affinity: ':name' }]) },
  ),
})

const selector = v.pipe(v.string(), v.maxLength(MAX_SELECTOR_LENGTH))
const PART_KINDS = ['element', 'text', 'html', 'image', 'link'] as const

const part = object({
  selector: about(selector, 'The part inside the slot: a tag and what marks it.', {
    ...SELECTORS,
    ...such('h1', 'a.cta'),
  }),
  kind: may(v.picklist(PART_KINDS), 'What a variant may change there; element, the default, is anything.', {
    default: 'element',
  }),
})

const slot = v.pipe(
  object({
    paths: about(
      some(
        v.pipe(v.string(), v.maxLength(limits.MAX_PATTERN_LENGTH), v.metadata({ ...PATHS })),
        limits.MAX_PATHS_PER_SLOT_COUNT,
      ),
      'The pages: exact paths such as /, or /items/* for a path and everything below it.',
      such(['/'], ['/', '/en/'], ['/items/*'], ['/*']),
    ),
    selector: about(selector, 'A CSS selector that names a tag in every step, for example section.hero.', {
      ...SELECTORS,
      ...such('section.hero', 'nav.global > ul', 'a#cta'),
    }),
    match: may(v.picklist(['first', 'all']), 'The first element that the selector meets (default), or every one.', {
      default: 'first',
    }),
    kind: may(
      v.picklist([...PART_KINDS, 'list']),
      'What a variant may change there; element, the default, is anything. A list is laid out anew from its own items.',
      { default: 'element' },
    ),
    parts: may(
      map(part, limits.MAX_PARTS_PER_SLOT_COUNT, NAMES.key),
      'Places inside the slot by name, so that a variant fills in a form. Without parts the slot itself is edited.',
      such({ headline: { selector: 'h1', kind: 'text' }, cta: { selector: 'a.cta', kind: 'link' } }),
    ),
    item: may(selector, 'List slots: the items, one tag with what marks it, for example li.', {
      ...SELECTORS,
      ...such('li', 'div.card'),
    }),
    key: may(given(limits.MAX_PATTERN_LENGTH), "List slots: where an item's key stands, @data-category or a@href.", {
      ...LIST_KEYS,
      ...such('@data-category', 'a@href'),
    }),
  }),
  v.metadata(SLOT_RULES),
)

const localDateTime = v.pipe(v.string(), v.maxLength(20))
const localTime = v.pipe(v.string(), v.maxLength(5))

const weekly = object({
  days: about(
    some(v.picklist(WEEKDAYS), WEEKDAYS.length),
    'The days on which the window begins.',
    such(['sat', 'sun']),
  ),
  from: about(localTime, 'Local time, HH:MM.', { ...START_TIMES, ...such('16:00') }),
  to: about(localTime, 'Local time, HH:MM; 24:00 ends the day, an earlier time than `from` is on the next day.', {
    ...END_TIMES,
    ...such('22:00', '24:00'),
  }),
})

const schedule = object({
  from: may(localDateTime, 'From this local date and time on, YYYY-MM-DDTHH:MM.', {
    ...DATE_TIMES,
    ...such('2026-11-01T09:00'),
  }),
  until: may(localDateTime, 'Until the end of this local minute, YYYY-MM-DDTHH:MM.', {
    ...DATE_TIMES,
    ...such('2027-03-31T23:59'),
  }),
  weekly: may(
    some(weekly, limits.MAX_WEEKLY_WINDOWS_COUNT),
    'Only in one of these windows of the week.',
    such([{ days: ['fri', 'sat', 'sun'], from: '16:00', to: '02:00' }]),
  ),
})

function rulesetWith<S extends v.GenericSchema>(slotContent: S) {
  const variant = object({
    id: name('The name of this alternative, once in the experience.', 'a', 'jacket'),
    weight: may(
      v.pipe(v.number(), v.gtValue(0), v.maxValue(limits.MAX_WEIGHT)),
      'How often it is drawn beside the others: 3 and 1 give three quarters and one. 1 by default.',
      { default: 1, examples: [1, 3] },
    ),
    slots: about(
      map(slotContent, limits.MAX_SLOTS_PER_VARIANT_COUNT, NAMES.key),
      'What this alternative puts into which slots. Without slots it shows the baseline.',
      such({ hero: { headline: { text: 'Rain in {{geo.city|your town}}' } } }),
    ),
  })
  const experience = object({
    id: name('The name of this experience, once in the ruleset. It stays when the wording changes.', 'rain-jackets'),
    name: may(
      v.union([text(limits.MAX_NAME_LENGTH), map(text(limits.MAX_NAME_LENGTH), limits.MAX_LANGUAGES_COUNT)]),
      'What people call it: a text, or one for each language.',
      such({ ja: '雨の日のジャケット', en: 'Jackets in the rain' }, 'Jackets in the rain'),
    ),
    enabled: may(v.boolean(), 'false switches the experience off without deleting it.', { default: true }),
    audience: may(id, 'The name of a saved audience; it and `when` both hold.', such('rainy')),
    when: v.exactOptional(conditionShape),
    schedule: may(schedule, "When the experience runs, in the site's time zone. Always, by default."),
    group: may(id, 'Of the experiences of a group, a visitor meets one.', such('hero-season')),
    allocation: may(share, 'Share of the audience that enters, 0 to 1. All, by default.', {
      default: 1,
      examples: [0.5],
    }),
    cap: may(
      object({
        count: about(v.pipe(v.number(), v.integer(), v.minValue(1)), 'How often a visitor meets it at most.', such(3)),
        per: about(given(limits.MAX_NAME_LENGTH), 'In how long: days or hours.', such('7d', '24h')),
      }),
      `How often one visitor meets the experience. ${NOT_YET}`,
      LATER,
    ),
    control: may(share, 'Share of those allocated that keeps the baseline and is recorded alike, 0 to 1.', such(0.1)),
    goal: may(id, 'The name of what is to be reached. Kept for later.', such('order')),
    campaign: may(text(limits.MAX_NAME_LENGTH), 'A label of your own. Kept for later.', such('Autumn 2026')),
    variants: about(
      some(variant, limits.MAX_VARIANTS_COUNT),
      'The alternatives. Several are drawn by weight: an experiment.',
      { ...VARIANTS_RULES, ...such([{ id: 'a', slots: {} }]) },
    ),
  })
  return object({
    $schema: may(
      text(MAX_URL_LENGTH),
      'Where this schema is, so that the editor helps. Ignored when published.',
      such('./schema/ruleset.schema.json'),
    ),
    format: about(v.literal(1), 'The version of the format: 1.'),
    site: about(site, 'The site and its settings.', such({ timeZone: 'Asia/Tokyo', locale: 'ja' })),
    slots: about(
      map(slot, limits.MAX_SLOTS_COUNT, NAMES.key),
      'The places of the pages that experiences may change, by name.',
      such({ hero: { paths: ['/'], selector: 'section.hero' } }),
    ),
    audiences: v.optional(
      about(
        map(conditionShape, limits.MAX_AUDIENCES_COUNT, NAMES.key),
        'Saved conditions by name, for several experiences to use.',
        such({ rainy: { 'weather.kind': { $in: ['rain', 'thunderstorm'] } } }),
      ),
      {},
    ),
    experiences: about(
      list(experience, limits.MAX_EXPERIENCES_COUNT),
      'The experiences, the most important first: of two that want a slot the earlier one has it.',
      such([]),
    ),
  })
}

/** The whole document, for the JSON Schema. */
export const rulesetShape = rulesetWith(slotContentShape)

/** The document with the contents unread: whether one is a content or holds parts depends on its slot. */
export const frameShape = rulesetWith(notList(v.record(v.string(), v.unknown())))

/** The type in core is the contract; this line does not compile when the shape leaves it. */
export const rulesetAgrees: v.InferOutput<typeof rulesetShape> extends AuthoredRuleset ? true : never = true
