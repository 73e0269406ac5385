/** The shape of an authored ruleset as one valibot schema; json-schema/ is made of it. Not its meaning: see the check files. */

import * as v from 'valibot'
import type { AuthoredRuleset } from '../core/authored.ts'
import { WEEKDAYS } from '../core/compile/compile-schedule.ts'
import { MAX_URL_LENGTH } from '../core/content/url.ts'
import { MAX_CAP_COUNT } from '../core/memory/limits.ts'
import { MAX_SELECTOR_LENGTH } from '../core/page/selector.ts'
import { consentShape } from './consent-shape.ts'
import { slotContentShape } from './content-shape.ts'
import * as limits from './limits.ts'
import { given, list, map, may, notList, object, some, text } from './shape-blocks.ts'

export { contentShape } from './content-shape.ts'

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const id = given(limits.MAX_ID_LENGTH)
const name = given(limits.MAX_NAME_LENGTH)
const label = text(limits.MAX_NAME_LENGTH)

/** Its JSON Schema is written by hand: see json-schema/. */
export const conditionShape = notList(v.record(v.string(), v.unknown()))

const localized = (most: number) => v.union([given(most), map(given(most), limits.MAX_LANGUAGES_COUNT)])
const labels = map(localized(limits.MAX_NAME_LENGTH), limits.MAX_OPERANDS_COUNT)
const duration = given(limits.MAX_DURATION_LENGTH)

const about = {
  label: may(localized(limits.MAX_NAME_LENGTH)),
  purpose: may(localized(limits.MAX_PURPOSE_LENGTH)),
  retention: may(duration),
}

const trait = object({
  type: v.picklist(['string', 'number', 'boolean', 'strings']),
  values: may(some(given(limits.MAX_NAME_LENGTH), limits.MAX_OPERANDS_COUNT)),
  valueLabels: may(labels),
  ...about,
  ask: may(localized(limits.MAX_PURPOSE_LENGTH)),
  sensitive: may(v.boolean()),
})

const score = object(about)

const sitePath = object({ match: given(limits.MAX_PATTERN_LENGTH), affinity: may(name), item: may(name) })

const site = object({
  timeZone: given(limits.MAX_TIME_ZONE_LENGTH),
  locale: given(limits.MAX_LOCALE_LENGTH),
  memory: may(v.picklist(['on', 'off', 'by-region'])),
  consent: may(consentShape),
  holdout: may(share),
  weather: may(object({ nonCommercial: may(v.boolean()) })),
  script: may(v.boolean()),
  schema: may(
    object({
      traits: may(map(trait, limits.MAX_TRAITS_COUNT)),
      scores: may(map(score, limits.MAX_SCORES_COUNT)),
      categories: may(list(name, limits.MAX_CATEGORIES_COUNT)),
      categoryLabels: may(labels),
    }),
  ),
  paths: may(list(sitePath, limits.MAX_SITE_PATHS_COUNT)),
})

const selector = text(MAX_SELECTOR_LENGTH)
const PART_KINDS = ['element', 'text', 'html', 'image', 'link'] as const

const part = object({ selector, kind: may(v.picklist(PART_KINDS)) })

const slot = object({
  paths: some(text(limits.MAX_PATTERN_LENGTH), limits.MAX_PATHS_PER_SLOT_COUNT),
  selector,
  match: may(v.picklist(['first', 'all'])),
  kind: may(v.picklist([...PART_KINDS, 'list'])),
  parts: may(map(part, limits.MAX_PARTS_PER_SLOT_COUNT)),
  item: may(selector),
  key: may(given(limits.MAX_PATTERN_LENGTH)),
  about: may(v.picklist(['price', 'credit', 'eligibility'])),
})

const localDateTime = text(20)
const localTime = text(5)

const weekly = object({
  days: some(v.picklist(WEEKDAYS), WEEKDAYS.length),
  from: localTime,
  to: localTime,
})

const schedule = object({
  from: may(localDateTime),
  until: may(localDateTime),
  weekly: may(some(weekly, limits.MAX_WEEKLY_WINDOWS_COUNT)),
})

const cap = object({ count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_CAP_COUNT)), per: duration })

function rulesetWith<S extends v.GenericSchema>(slotContent: S) {
  const variant = object({
    id,
    weight: may(v.pipe(v.number(), v.gtValue(0), v.maxValue(limits.MAX_WEIGHT))),
    slots: map(slotContent, limits.MAX_SLOTS_PER_VARIANT_COUNT),
  })
  const experience = object({
    id,
    name: may(v.union([label, map(label, limits.MAX_LANGUAGES_COUNT)])),
    enabled: may(v.boolean()),
    audience: may(id),
    when: may(conditionShape),
    schedule: may(schedule),
    group: may(id),
    allocation: may(share),
    cap: may(cap),
    control: may(share),
    goal: may(id),
    campaign: may(label),
    variants: some(variant, limits.MAX_VARIANTS_COUNT),
  })
  return object({
    $schema: may(text(MAX_URL_LENGTH)),
    format: v.literal(1),
    site,
    slots: map(slot, limits.MAX_SLOTS_COUNT),
    audiences: v.optional(map(conditionShape, limits.MAX_AUDIENCES_COUNT), {}),
    experiences: list(experience, limits.MAX_EXPERIENCES_COUNT),
  })
}

/** The whole document, for the JSON Schema. */
export const rulesetShape = rulesetWith(slotContentShape)

/** The document with the contents unread: whether one is a content or holds parts depends on its slot. */
export const frameShape = rulesetWith(notList(v.record(v.string(), v.unknown())))

/** The type in core is the contract; this line does not compile when the shape leaves it. */
export const rulesetAgrees: v.InferOutput<typeof rulesetShape> extends AuthoredRuleset ? true : never = true
