/** One operator asked of one value, straight from RULESET.md's list and its table of missing values. See naive-condition.ts. */

import { UNKNOWN } from '../../../src/core/unknown.ts'
import {
  aboutItem,
  aboutValue,
  allOf,
  anyOf,
  attributeOf,
  isFields,
  lookUp,
  type NaiveTruth,
  negated,
  type Subject,
} from './naive-condition.ts'

const CYCLIC = ['time.hour', 'time.minuteOfDay', 'time.weekday', 'time.month']
const MAX_MATCHED_LENGTH = 512
const MAX_GLOB_LENGTH = 256
const MAX_PATTERN_LENGTH = 512
const EARTH_RADIUS_KM = 6371.0088

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isMissing = (value: unknown): boolean => value === null || value === undefined
const fold = (value: unknown): unknown => (isText(value) ? value.normalize('NFKC').toLowerCase() : value)

/** The value is not UNKNOWN. What is malformed is unknown. */
export function naiveOperator(operator: string, operand: unknown, subject: Subject): NaiveTruth {
  const { value } = subject
  switch (operator) {
    case '$eq':
      return equals(value, operand)
    case '$ne':
      return negated(equals(value, operand))
    case '$in':
      return Array.isArray(operand) ? isIn(value, operand) : 'unknown'
    case '$nin':
      return Array.isArray(operand) ? negated(isIn(value, operand)) : 'unknown'
    case '$ini':
      return Array.isArray(operand) ? isIn(foldAll(value), operand.map(fold)) : 'unknown'
    case '$nini':
      return Array.isArray(operand) ? negated(isIn(foldAll(value), operand.map(fold))) : 'unknown'
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      return isText(operand) || isNumber(operand) ? some(value, (one) => ordered(operator, one, operand)) : 'unknown'
    case '$between':
      return between(operand, subject)
    case '$exists':
      return isMissing(value) === !operand
    case '$type':
      return isText(operand) ? typeName(value) === operand : 'unknown'
    case '$size':
      return Array.isArray(value) ? aboutValue(operand, part(value.length)) : false
    case '$all':
      return Array.isArray(operand) ? all(value, operand, (spec, item) => aboutValue(spec, part(item))) : 'unknown'
    case '$alli':
      return Array.isArray(operand) ? all(value, operand, foldedSpec) : 'unknown'
    case '$elemMatch':
      return Array.isArray(value) ? anyOf(value.map((item) => aboutItem(operand, item))) : false
    case '$prefix':
      return text(operand, value, (found, wanted) => found.startsWith(wanted))
    case '$suffix':
      return text(operand, value, (found, wanted) => found.endsWith(wanted))
    case '$contains':
      return text(operand, value, (found, wanted) =>
        found.length > MAX_MATCHED_LENGTH ? 'unknown' : found.includes(wanted),
      )
    case '$glob':
      if (isText(operand) && operand.length > MAX_GLOB_LENGTH) return 'unknown'
      return text(operand, value, (found, wanted) => bounded(found, globPattern(wanted)))
    case '$regex':
    case '$regexi':
      return regex(operand, value, operator === '$regexi' ? 'i' : '')
    case '$near':
      return near(operand, subject)
    case '$veq':
      return version(operand, value, (a, b) => a === b)
    case '$vne':
      return negated(version(operand, value, (a, b) => a === b))
    case '$vgt':
      return version(operand, value, (a, b) => a > b)
    case '$vgte':
      return version(operand, value, (a, b) => a >= b)
    case '$vlt':
      return version(operand, value, (a, b) => a < b)
    case '$vlte':
      return version(operand, value, (a, b) => a <= b)
    default:
      return 'unknown'
  }
}

const part = (value: unknown): Subject => ({ value, name: null, scope: value })
const foldAll = (value: unknown): unknown => (Array.isArray(value) ? value.map(fold) : fold(value))

/** Of a list it is enough that one item does; an unknown one leaves it open. */
function some(value: unknown, holds: (one: unknown) => NaiveTruth): NaiveTruth {
  if (!Array.isArray(value)) return holds(value)
  return anyOf(value.map((item) => (item === UNKNOWN ? 'unknown' : holds(item))))
}

/** Exact; a list also equals what it holds. */
function equals(value: unknown, wanted: unknown): NaiveTruth {
  if (isMissing(wanted)) return isMissing(value)
  const same = alike(value, wanted)
  return Array.isArray(value) ? anyOf([same, some(value, (item) => alike(item, wanted))]) : same
}

function alike(a: unknown, b: unknown): NaiveTruth {
  if (a === UNKNOWN || b === UNKNOWN) return 'unknown'
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && allOf(a.map((item, at) => alike(item, b[at])))
  }
  if (!isFields(a) || !isFields(b)) return false
  return allOf([...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => alike(a[key], b[key])))
}

/** An unknown item leaves it open even where nothing is listed. */
const isIn = (value: unknown, list: readonly unknown[]): NaiveTruth =>
  anyOf([some(value, () => false), ...list.map((wanted) => equals(value, wanted))])

function ordered(operator: string, value: unknown, operand: string | number): NaiveTruth {
  if (typeof value !== typeof operand) return false
  const found = value as typeof operand
  if (operator === '$lt') return found < operand
  if (operator === '$lte') return found <= operand
  return operator === '$gt' ? found > operand : found >= operand
}

function between(operand: unknown, { value, name }: Subject): NaiveTruth {
  if (!Array.isArray(operand) || operand.length !== 2) return 'unknown'
  const [low, high] = operand
  const areAlike = (isText(low) && isText(high)) || (isNumber(low) && isNumber(high))
  if (!areAlike) return 'unknown'
  return some(value, (one) => {
    const above = ordered('$gte', one, low)
    const below = ordered('$lte', one, high)
    return isNumber(low) && low > (high as number) && CYCLIC.includes(name ?? '')
      ? anyOf([above, below])
      : allOf([above, below])
  })
}

const typeName = (value: unknown): string => (isMissing(value) ? 'null' : Array.isArray(value) ? 'array' : typeof value)

const all = (
  value: unknown,
  specs: readonly unknown[],
  holds: (spec: unknown, item: unknown) => NaiveTruth,
): NaiveTruth =>
  Array.isArray(value) &&
  allOf(specs.map((spec) => anyOf(value.map((item) => (item === UNKNOWN ? 'unknown' : holds(spec, item))))))

const foldedSpec = (spec: unknown, item: unknown): NaiveTruth =>
  isText(spec) ? fold(item) === fold(spec) : aboutValue(spec, part(item))

function text(operand: unknown, value: unknown, holds: (found: string, wanted: string) => NaiveTruth): NaiveTruth {
  if (!isText(operand)) return 'unknown'
  return some(value, (one) => (isText(one) ? holds(fold(one) as string, fold(operand) as string) : false))
}

const bounded = (found: string, pattern: RegExp): NaiveTruth =>
  found.length > MAX_MATCHED_LENGTH ? 'unknown' : pattern.test(found)

function globPattern(glob: string): RegExp {
  const source = glob.replace(/\\(.)|[\s\S]/gu, (token, escaped) => {
    if (token === '*') return '.*'
    if (token === '?') return '.'
    return (escaped ?? token).replace(/[$()*+.?[\\\]^{|}]/, '\\$&')
  })
  return new RegExp(`^${source}$`, 'su')
}

function regex(operand: unknown, value: unknown, flags: string): NaiveTruth {
  if (!isText(operand) || operand.length > MAX_PATTERN_LENGTH) return 'unknown'
  let pattern: RegExp
  try {
    pattern = new RegExp(operand, flags)
  } catch {
    return 'unknown'
  }
  return some(value, (one) => (isText(one) ? bounded(one, pattern) : false))
}

/** Of an attribute, its latitude and longitude are attributes, too. Haversine. */
function near(operand: unknown, { value, name, scope }: Subject): NaiveTruth {
  if (!isFields(operand) && !Array.isArray(operand)) return 'unknown'
  const { latitude, longitude, km } = operand as { readonly [key: string]: unknown }
  if (!isNumber(latitude) || !isNumber(longitude) || !isNumber(km)) return 'unknown'
  const [lat, lon] = ['latitude', 'longitude'].map((leaf) =>
    name === null ? lookUp(value, [leaf]) : attributeOf(scope, `${name}.${leaf}`),
  )
  if (isMissing(lat) || isMissing(lon)) return false
  if (lat === UNKNOWN || lon === UNKNOWN) return 'unknown'
  if (!isNumber(lat) || !isNumber(lon)) return false
  const rad = (degrees: number): number => (degrees * Math.PI) / 180
  const chord =
    Math.sin(rad(latitude - lat) / 2) ** 2 +
    Math.cos(rad(lat)) * Math.cos(rad(latitude)) * Math.sin(rad(longitude - lon) / 2) ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord))) <= km
}

const isVersion = (value: unknown): value is string | number => isText(value) || isNumber(value)

function version(operand: unknown, value: unknown, holds: (a: string, b: string) => boolean): NaiveTruth {
  if (!isVersion(operand)) return 'unknown'
  return some(value, (one) => isVersion(one) && holds(padded(one), padded(operand)))
}

/** GrowthBook's paddedVersionString. */
function padded(version: string | number): string {
  const parts = String(version)
    .replace(/^v|\+.*$/g, '')
    .split(/[-.]/)
  if (parts.length === 3) parts.push('~')
  return parts.map((one) => (/^[0-9]+$/.test(one) ? one.padStart(20, ' ') : one)).join('-')
}
