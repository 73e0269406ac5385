/** The shape of an authored ruleset as one valibot schema; its JSON Schema is generated from here. Not its meaning: see the check files. */

import * as v from 'valibot'
import type { AuthoredContent, AuthoredRuleset } from '../core/authored.ts'
import { MAX_SRCSET_LENGTH, MAX_URL_LENGTH } from '../core/content/url.ts'
import { WEEKDAYS } from '../core/fact/schedule.ts'
import { MAX_SELECTOR_LENGTH } from '../core/page/selector.ts'
import * as limits from './limits.ts'

/** valibot lets a list pass as an object without required keys. */
function notList<S extends v.GenericSchema>(schema: S): S {
  const run: S['~run'] = (dataset, config) =>
    schema['~run'](Array.isArray(dataset.value) ? { value: undefined } : dataset, config)
  return { ...schema, '~run': run }
}

const object = <E extends v.ObjectEntries>(entries: E) => notList(v.strictObject(entries))

const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
const given = (most: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(most))
const list = <S extends v.GenericSchema>(item: S, most: number) => v.pipe(v.array(item), v.maxLength(most))
const some = <S extends v.GenericSchema>(item: S, most: number) =>
  v.pipe(v.array(item), v.nonEmpty(), v.maxLength(most))
const map = <S extends v.GenericSchema>(value: S, most: number) =>
  v.pipe(notList(v.record(v.string(), value)), v.maxEntries(most))
const share = (description: string) => v.pipe(v.number(), v.minValue(0), v.maxValue(1), v.description(description))
const id = given(limits.MAX_ID_LENGTH)

const condition = v.pipe(
  notList(v.record(v.string(), v.unknown())),
  v.description('MongoDB query syntax over attributes, for example {"weather.kind": {"$in": ["rain", "snow"]}}.'),
)

const trait = object({
  type: v.picklist(['string', 'number', 'boolean', 'strings']),
  values: v.exactOptional(list(text(limits.MAX_NAME_LENGTH), limits.MAX_OPERANDS_COUNT)),
  purpose: v.exactOptional(v.picklist(['storage', 'profile', 'personalize', 'measure', 'export'])),
})

const site = object({
  timeZone: v.pipe(given(limits.MAX_TIME_ZONE_LENGTH), v.description('IANA name, for example Asia/Tokyo.')),
  locale: v.pipe(given(limits.MAX_LOCALE_LENGTH), v.description('BCP 47 tag of the site, for example ja.')),
  memory: v.exactOptional(
    v.pipe(
      v.picklist(['on', 'off', 'by-region']),
      v.description(
        'Whether visits are remembered; by-region, the default: not in EEA, UK, CH and where the region is unknown.',
      ),
    ),
  ),
  holdout: v.exactOptional(share('Share of visitors kept out of every experience.')),
  weather: v.exactOptional(
    object({
      nonCommercial: v.exactOptional(
        v.pipe(
          v.boolean(),
          v.description('The site declares that its use of the free weather service is non-commercial.'),
        ),
      ),
    }),
  ),
  schema: v.exactOptional(
    object({
      traits: v.exactOptional(map(trait, limits.MAX_TRAITS_COUNT)),
      categories: v.exactOptional(list(given(limits.MAX_NAME_LENGTH), limits.MAX_CATEGORIES_COUNT)),
    }),
  ),
  paths: v.exactOptional(
    list(
      object({ match: given(limits.MAX_PATTERN_LENGTH), affinity: v.exactOptional(given(limits.MAX_NAME_LENGTH)) }),
      limits.MAX_SITE_PATHS_COUNT,
    ),
  ),
})

const selector = v.pipe(
  v.string(),
  v.maxLength(MAX_SELECTOR_LENGTH),
  v.description('A CSS selector that names a tag in every step, for example section.hero.'),
)

const slot = object({
  paths: v.pipe(
    some(v.pipe(v.string(), v.maxLength(limits.MAX_PATTERN_LENGTH)), limits.MAX_PATHS_PER_SLOT_COUNT),
    v.description('The pages: exact paths such as /, or /items/* for a path and everything below it.'),
  ),
  selector,
  match: v.exactOptional(v.picklist(['first', 'all'])),
  kind: v.exactOptional(v.picklist(['element', 'text', 'html', 'image', 'link', 'list'])),
  parts: v.exactOptional(
    map(
      object({ selector, kind: v.exactOptional(v.picklist(['element', 'text', 'html', 'image', 'link'])) }),
      limits.MAX_PARTS_PER_SLOT_COUNT,
    ),
  ),
  item: v.exactOptional(v.pipe(selector, v.description('List slots: the items, for example li.'))),
  key: v.exactOptional(
    v.pipe(
      given(limits.MAX_PATTERN_LENGTH),
      v.description("List slots: where an item's key stands, @data-category or a@href."),
    ),
  ),
})

const localDateTime = v.pipe(v.string(), v.maxLength(20), v.description('Local date and time, YYYY-MM-DDTHH:MM.'))
const localTime = v.pipe(v.string(), v.maxLength(5), v.description('Local time, HH:MM.'))

const schedule = object({
  from: v.exactOptional(localDateTime),
  until: v.exactOptional(localDateTime),
  weekly: v.exactOptional(
    some(
      object({ days: some(v.picklist(WEEKDAYS), WEEKDAYS.length), from: localTime, to: localTime }),
      limits.MAX_WEEKLY_WINDOWS_COUNT,
    ),
  ),
})

const html = text(limits.MAX_HTML_LENGTH)
const listKeys = list(given(limits.MAX_LIST_KEY_LENGTH), limits.MAX_LIST_KEYS_COUNT)
const classNames = list(text(limits.MAX_CLASS_LENGTH), limits.MAX_CLASSES_COUNT)

/** One content; which keys are allowed follows from the kind of its slot or part. */
export const contentShape = object({
  text: v.exactOptional(text(limits.MAX_TEXT_LENGTH)),
  html: v.exactOptional(html),
  attributes: v.exactOptional(map(v.nullable(text(limits.MAX_TEXT_LENGTH)), limits.MAX_ATTRIBUTES_COUNT)),
  classes: v.exactOptional(object({ add: v.exactOptional(classNames), remove: v.exactOptional(classNames) })),
  hide: v.exactOptional(v.union([v.boolean(), listKeys])),
  remove: v.exactOptional(v.boolean()),
  before: v.exactOptional(html),
  after: v.exactOptional(html),
  prepend: v.exactOptional(html),
  append: v.exactOptional(html),
  replace: v.exactOptional(html),
  src: v.exactOptional(text(MAX_URL_LENGTH)),
  alt: v.exactOptional(text(limits.MAX_TEXT_LENGTH)),
  srcset: v.exactOptional(text(MAX_SRCSET_LENGTH)),
  sizes: v.exactOptional(text(limits.MAX_TEXT_LENGTH)),
  href: v.exactOptional(text(MAX_URL_LENGTH)),
  order: v.exactOptional(
    object({
      first: v.exactOptional(listKeys),
      last: v.exactOptional(listKeys),
      by: v.exactOptional(v.picklist(['affinity'])),
    }),
  ),
  pin: v.exactOptional(
    map(
      v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.MAX_LIST_KEYS_COUNT)),
      limits.MAX_LIST_KEYS_COUNT,
    ),
  ),
})

/** For a slot with parts. */
export const partsShape = map(contentShape, limits.MAX_PARTS_PER_SLOT_COUNT)

function rulesetWith<S extends v.GenericSchema>(slotContent: S) {
  const variant = object({
    id,
    weight: v.exactOptional(v.pipe(v.number(), v.gtValue(0), v.maxValue(limits.MAX_WEIGHT))),
    slots: map(slotContent, limits.MAX_SLOTS_PER_VARIANT_COUNT),
  })
  const experience = object({
    id,
    name: v.exactOptional(
      v.union([text(limits.MAX_NAME_LENGTH), map(text(limits.MAX_NAME_LENGTH), limits.MAX_LANGUAGES_COUNT)]),
    ),
    enabled: v.exactOptional(v.boolean()),
    audience: v.exactOptional(v.pipe(id, v.description('The name of a saved audience; it and `when` both hold.'))),
    when: v.exactOptional(condition),
    schedule: v.exactOptional(schedule),
    group: v.exactOptional(v.pipe(id, v.description('Of the experiences of a group, a visitor meets one.'))),
    allocation: v.exactOptional(share('Share of the audience that enters.')),
    cap: v.exactOptional(
      object({ count: v.pipe(v.number(), v.integer(), v.minValue(1)), per: given(limits.MAX_NAME_LENGTH) }),
    ),
    control: v.exactOptional(share('Share of those allocated that keeps the baseline and is recorded alike.')),
    goal: v.exactOptional(id),
    campaign: v.exactOptional(text(limits.MAX_NAME_LENGTH)),
    variants: some(variant, limits.MAX_VARIANTS_COUNT),
  })
  return object({
    $schema: v.exactOptional(text(MAX_URL_LENGTH)),
    format: v.literal(1),
    site,
    slots: map(slot, limits.MAX_SLOTS_COUNT),
    audiences: v.optional(map(condition, limits.MAX_AUDIENCES_COUNT), {}),
    experiences: list(experience, limits.MAX_EXPERIENCES_COUNT),
  })
}

/** The whole document, for the JSON Schema. */
export const rulesetShape = rulesetWith(v.union([contentShape, partsShape]))

/** The document with the contents unread: whether one is a content or holds parts depends on its slot. */
export const frameShape = rulesetWith(notList(v.record(v.string(), v.unknown())))

/** The types in core are the contract; these lines do not compile when the shape leaves it. */
type Agrees<Shape, Contract> = Shape extends Contract ? true : never
export type ShapesAgree = [
  Agrees<v.InferOutput<typeof contentShape>, AuthoredContent>,
  Agrees<v.InferOutput<typeof rulesetShape>, AuthoredRuleset>,
]
export const shapesAgree: ShapesAgree = [true, true]
