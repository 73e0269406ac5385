/** Rulesets, contexts and profiles for tests, from as little as a case needs to say. Not for the compiler's own tests. */

import type { AuthoredSchedule, Condition } from '../../src/core/authored.ts'
import { compileSchedule } from '../../src/core/compile/compile-schedule.ts'
import {
  COMPILED_FORMAT,
  type CompiledCap,
  type CompiledExperience,
  type CompiledRuleset,
  type CompiledSlot,
  type CompiledVariant,
  type Edit,
  type Template,
} from '../../src/core/compiled.ts'
import { MEMORY_FAMILIES } from '../../src/core/condition/attributes.ts'
import type { VisitContext } from '../../src/core/context.ts'
import { pathPattern } from '../../src/core/page/path.ts'
import type { Arm } from '../../src/core/plan.ts'
import { NOBODY, type Profile, type VisitFacts } from '../../src/core/profile.ts'

export interface SampleRuleset {
  readonly timeZone?: string
  readonly holdout?: number
  /** Paths by slot. */
  readonly slots: { readonly [slot: string]: readonly string[] }
  readonly audiences?: { readonly [audience: string]: Condition }
  readonly experiences: readonly SampleExperience[]
}

export interface SampleExperience {
  readonly id: string
  readonly slots: readonly string[]
  readonly enabled?: boolean
  readonly schedule?: AuthoredSchedule
  readonly condition?: Condition
  readonly group?: string
  readonly allocation?: number
  readonly control?: number
  readonly cap?: CompiledCap
  /** By default one, `v`. */
  readonly variants?: readonly SampleVariant[]
}

export interface SampleVariant {
  readonly id: string
  readonly weight?: number
  /** By default all of the experience's. */
  readonly slots?: readonly string[]
  /** By default one that sets the text `experience/variant`. */
  readonly edits?: readonly Edit<Template>[]
}

export function sampleRuleset(sample: SampleRuleset): CompiledRuleset {
  const timeZone = sample.timeZone ?? 'Asia/Tokyo'
  const names = Object.keys(sample.slots)
  return {
    format: COMPILED_FORMAT,
    site: {
      timeZone,
      locale: 'ja',
      memory: 'on',
      holdout: sample.holdout ?? 0,
      weatherNonCommercial: true,
      schema: { traits: {}, scores: {}, categories: null },
      paths: [],
    },
    slots: Object.entries(sample.slots).map(([id, paths]) => sampleSlot(id, paths)),
    audiences: sample.audiences ?? {},
    experiences: sample.experiences.map((one) => sampleExperience(one, sample.experiences, names, timeZone)),
    needs: { regex: false, weather: true, families: MEMORY_FAMILIES },
    index: null,
  }
}

const sampleSlot = (id: string, paths: readonly string[]): CompiledSlot => ({
  id,
  sharesEnds: false,
  paths: paths.map(pathPattern),
  selector: `section.${id}`,
  scope: `section.${id} `,
  match: 'first',
  kind: 'text',
  parts: [],
  list: null,
})

function sampleExperience(
  sample: SampleExperience,
  all: readonly SampleExperience[],
  names: readonly string[],
  timeZone: string,
): CompiledExperience {
  const variants = sample.variants ?? [{ id: 'v' }]
  const { enabled = true, allocation = 1, control = 0, group = null, condition = null, cap = null } = sample
  const isShared = group !== null && all.filter((other) => other.group === group && other.enabled !== false).length > 1
  return {
    id: sample.id,
    name: null,
    enabled,
    slots: indexesOf(sample.slots, names),
    schedule: sampleSchedule(sample.schedule, timeZone),
    condition: condition === null ? null : JSON.stringify(condition),
    group,
    allocation,
    cap,
    control,
    goal: null,
    randomised: variants.length > 1 || control > 0 || allocation < 1 || isShared,
    variants: JSON.stringify(variants.map((variant) => sampleVariant(sample, variant, names))),
  }
}

function sampleVariant(
  { id, slots }: SampleExperience,
  variant: SampleVariant,
  names: readonly string[],
): CompiledVariant {
  const own = variant.edits ?? [{ op: 'text', value: `${id}/${variant.id}` }]
  return {
    id: variant.id,
    weight: variant.weight ?? 1,
    slots: indexesOf(variant.slots ?? slots, names).map((slot) => ({ slot, edits: { own, parts: [], arrange: null } })),
  }
}

function indexesOf(slots: readonly string[], names: readonly string[]): number[] {
  const indexes = slots.map((slot) => names.indexOf(slot))
  if (indexes.includes(-1)) throw new Error(`no such slot among ${names.join()}: ${slots.join()}`)
  return indexes.sort((a, b) => a - b)
}

function sampleSchedule(schedule: AuthoredSchedule | undefined, timeZone: string): CompiledExperience['schedule'] {
  if (schedule === undefined) return null
  const compiled = compileSchedule(schedule, timeZone)
  if (!compiled.ok) throw new Error(`bad schedule: ${JSON.stringify(compiled.error)}`)
  return compiled.value
}

/** A rainy noon in Sendai, on a phone. */
export const SAMPLE_CONTEXT: VisitContext = {
  geo: {
    country: 'JP',
    continent: 'AS',
    region: 'Miyagi',
    regionCode: '04',
    regionName: '宮城県',
    city: 'Sendai',
    postalCode: null,
    isEU: false,
    latitude: 38.27,
    longitude: 140.87,
    timeZone: 'Asia/Tokyo',
  },
  network: { asn: 2516, organization: 'KDDI' },
  time: {
    hour: 12,
    minuteOfDay: 720,
    weekday: 7,
    date: '2026-11-22',
    month: 11,
    dayOfMonth: 22,
    season: 'autumn',
    dayPart: 'day',
    isWeekend: true,
    isHoliday: false,
    holiday: null,
  },
  weather: {
    kind: 'rain',
    temperature: 9,
    apparent: 7,
    precipitation: 2.4,
    wind: 5,
    isDay: true,
    next12h: { kind: 'rain', precipitation: 12, temperatureMax: 10, temperatureMin: 6 },
    next24h: { kind: 'thunderstorm', precipitation: 20, temperatureMax: 11, temperatureMin: 5 },
  },
  page: { host: 'shop.example', path: '/', query: {} },
  referrer: { host: null, channel: 'direct' },
  utm: { source: null, medium: null, campaign: null, term: null, content: null },
  device: { kind: 'mobile', os: 'iOS', browser: 'Safari', isBot: false },
  languages: ['ja', 'en'],
  language: 'ja',
}

const FIRST_VISIT: VisitFacts = {
  isNew: true,
  isReturning: false,
  count: 1,
  daysSinceLast: null,
  pageCount: 1,
  landingPath: '/',
}

/** Without an id nothing about visits is known. */
export const sampleProfile = (
  visitor: string | null,
  assignments: { readonly [experience: string]: Arm } = {},
): Profile => ({
  ...NOBODY,
  visitor,
  visit: visitor === null ? NOBODY.visit : FIRST_VISIT,
  assignments,
})

export const onPath = (path: string, context: VisitContext = SAMPLE_CONTEXT): VisitContext => ({
  ...context,
  page: { ...context.page, path },
})
