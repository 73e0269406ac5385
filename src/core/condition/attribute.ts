/** The attributes that conditions and merge fields may name, and what each may hold. Not their values: context.ts. */

import { isCyclic } from './cyclic.ts'
import { editDistance } from './edit-distance.ts'
import { isForbiddenName } from './lookup.ts'

/** `strings` is a list of them; `place` an object with latitude and longitude; `any` is settled by the site's schema. */
export type AttributeType = 'string' | 'number' | 'boolean' | 'strings' | 'place' | 'any'

export interface AttributeDescription {
  /** As asked for: of an open family with its last part. */
  readonly name: string
  readonly family: string
  readonly type: AttributeType
  /** See cyclic.ts. */
  readonly cyclic: boolean
  /** All values there are, or null where anything of the type may be. */
  readonly values: readonly string[] | null
  /** Lowest and highest, both included; null where the type has no bounds. */
  readonly range: readonly [number, number] | null
  /** Of a number: its unit, or null where it is a plain count or a code. */
  readonly unit: string | null
  /** Whether the value comes from what is remembered of the visitor, so that it is unknown of nobody. */
  readonly needsProfile: boolean
  /** Whether it may not drive slots that are about a price, credit or eligibility. */
  readonly sensitive: boolean
}

type Traits = Partial<Omit<AttributeDescription, 'name' | 'family' | 'type' | 'cyclic'>>

const WEATHER_KINDS = ['clear', 'cloudy', 'fog', 'drizzle', 'rain', 'snow', 'thunderstorm'] as const
const CONTINENTS = ['AF', 'AN', 'AS', 'EU', 'NA', 'OC', 'SA'] as const
const CHANNELS = ['direct', 'search', 'social', 'mail', 'ads', 'referral', 'internal'] as const

const describe = (name: string, type: AttributeType, traits: Traits = {}): AttributeDescription => ({
  name,
  family: name.split('.', 1)[0]!,
  type,
  cyclic: isCyclic(name),
  values: null,
  range: null,
  unit: null,
  needsProfile: false,
  sensitive: false,
  ...traits,
})

const outlook = (hours: string): readonly AttributeDescription[] => [
  describe(`weather.${hours}.kind`, 'string', { values: WEATHER_KINDS }),
  describe(`weather.${hours}.precipitation`, 'number', { unit: 'mm' }),
  describe(`weather.${hours}.temperatureMax`, 'number', { unit: '°C' }),
  describe(`weather.${hours}.temperatureMin`, 'number', { unit: '°C' }),
]

const remembered = (name: string, type: AttributeType, traits: Traits = {}): AttributeDescription =>
  describe(name, type, { ...traits, needsProfile: true })

/** Every attribute with a fixed name, in RULESET's order. */
export const ATTRIBUTES: readonly AttributeDescription[] = [
  describe('geo', 'place'),
  describe('geo.country', 'string'),
  describe('geo.continent', 'string', { values: CONTINENTS }),
  describe('geo.region', 'string'),
  describe('geo.regionCode', 'string'),
  describe('geo.regionName', 'string'),
  describe('geo.city', 'string'),
  describe('geo.postalCode', 'string'),
  describe('geo.isEU', 'boolean'),
  describe('geo.latitude', 'number', { range: [-90, 90], unit: '°' }),
  describe('geo.longitude', 'number', { range: [-180, 180], unit: '°' }),
  describe('geo.timeZone', 'string'),
  describe('network.asn', 'number'),
  describe('network.organization', 'string'),
  describe('time.hour', 'number', { range: [0, 23], unit: 'h' }),
  describe('time.minuteOfDay', 'number', { range: [0, 1439], unit: 'min' }),
  describe('time.weekday', 'number', { range: [1, 7] }),
  describe('time.date', 'string'),
  describe('time.month', 'number', { range: [1, 12] }),
  describe('time.dayOfMonth', 'number', { range: [1, 31] }),
  describe('time.season', 'string', { values: ['spring', 'summer', 'autumn', 'winter'] }),
  describe('time.dayPart', 'string', { values: ['morning', 'day', 'evening', 'night'] }),
  describe('time.isWeekend', 'boolean'),
  describe('time.isHoliday', 'boolean'),
  describe('time.holiday', 'string'),
  describe('weather.kind', 'string', { values: WEATHER_KINDS }),
  describe('weather.temperature', 'number', { unit: '°C' }),
  describe('weather.apparent', 'number', { unit: '°C' }),
  describe('weather.precipitation', 'number', { unit: 'mm/h' }),
  describe('weather.wind', 'number', { unit: 'm/s' }),
  describe('weather.isDay', 'boolean'),
  ...outlook('next12h'),
  ...outlook('next24h'),
  remembered('visit.isNew', 'boolean'),
  remembered('visit.isReturning', 'boolean'),
  remembered('visit.count', 'number'),
  remembered('visit.daysSinceLast', 'number', { unit: 'days' }),
  remembered('visit.pageCount', 'number'),
  remembered('visit.landingPath', 'string'),
  describe('page.host', 'string'),
  describe('page.path', 'string'),
  describe('referrer.host', 'string'),
  describe('referrer.channel', 'string', { values: CHANNELS }),
  describe('utm.source', 'string'),
  describe('utm.medium', 'string'),
  describe('utm.campaign', 'string'),
  describe('utm.term', 'string'),
  describe('utm.content', 'string'),
  describe('device.kind', 'string', { values: ['mobile', 'tablet', 'desktop'] }),
  describe('device.os', 'string'),
  describe('device.browser', 'string'),
  describe('device.isBot', 'boolean'),
  describe('language', 'string'),
  describe('languages', 'strings'),
  remembered('profile.purchaseCount', 'number'),
  remembered('profile.purchaseValue', 'number'),
  remembered('profile.daysSincePurchase', 'number', { unit: 'days' }),
  remembered('profile.lastSearch', 'string'),
  remembered('profile.searches', 'strings'),
  remembered('profile.lastItem', 'string'),
  remembered('profile.itemViews', 'number'),
  remembered('profile.items', 'strings'),
  remembered('profile.favourite', 'string'),
  remembered('profile.daysKnown', 'number', { unit: 'days' }),
  remembered('cart.quantity', 'number'),
  remembered('cart.value', 'number'),
  remembered('cart.items', 'strings'),
  remembered('cart.hoursSinceChange', 'number', { unit: 'hours' }),
  remembered('cart.isAbandoned', 'boolean'),
]

/** Families whose last part the site or the visitor's URL names; site-attributes.ts knows what a site declared. */
export const OPEN_FAMILIES: readonly AttributeDescription[] = [
  describe('page.query', 'string'),
  remembered('affinity', 'number', { range: [0, 1] }),
  remembered('traits', 'any'),
  remembered('score', 'number'),
]

const BY_NAME: ReadonlyMap<string, AttributeDescription> = new Map(ATTRIBUTES.map((known) => [known.name, known]))

/** Null: there is no such attribute. */
export function describeAttribute(name: string): AttributeDescription | null {
  const known = BY_NAME.get(name)
  if (known) return known
  const family = OPEN_FAMILIES.find((open) => name.startsWith(`${open.name}.`))
  if (!family) return null
  const parts = name.slice(family.name.length + 1).split('.')
  return parts.some((part) => part === '' || isForbiddenName(part)) ? null : { ...family, name }
}

/** Longer names are no slips of the pen. */
const MAX_SUGGESTED_LENGTH = 64
/** One slip in so many characters is still taken for the name. */
const CHARACTERS_PER_SLIP = 4

/** What was probably meant by a name that is no attribute; null when nothing is near. */
export function nearestAttribute(name: string): string | null {
  if (name.length > MAX_SUGGESTED_LENGTH) return null
  const lower = name.toLowerCase()
  const leaf = ATTRIBUTES.filter((known) => known.name.toLowerCase().endsWith(`.${lower}`))
  if (leaf.length === 1) return leaf[0]!.name
  let nearest: string | null = null
  let fewest = 1 + Math.max(1, Math.floor(name.length / CHARACTERS_PER_SLIP))
  for (const candidate of candidatesFor(name)) {
    const slips = editDistance(lower, candidate.toLowerCase())
    if (slips < fewest) {
      nearest = candidate
      fewest = slips
    }
  }
  return nearest
}

/** Fixed names, and open families with the last parts that were written. */
function candidatesFor(name: string): readonly string[] {
  const parts = name.split('.')
  const open = OPEN_FAMILIES.flatMap((family) => {
    const rest = parts.slice(family.name.split('.').length).join('.')
    const candidate = `${family.name}.${rest}`
    return rest !== '' && describeAttribute(candidate) ? [candidate] : []
  })
  return [...ATTRIBUTES.map((known) => known.name), ...open]
}
