/** What the edge can put into an attribute: narrower than its type where the fact is made by us. Not what a simulation may claim. */

import { type AttributeDescription, describeAttribute } from '../../core/condition/attribute.ts'
import * as spans from '../../core/conjunction/spans.ts'
import { ANY_VALUE, NO_VALUE, type ValueSet } from '../../core/conjunction/value-set.ts'

export interface Surroundings {
  /** Whether any visitor is remembered: else nothing is known of anybody. */
  readonly memory: boolean
  /** Whether bots are asked, too. No experience is: they get the baseline. */
  readonly bots: boolean
}

/** A value may be missing anywhere, even where the edge always has one: that only makes lint say less. */
export function domainOf(name: string, { memory, bots }: Surroundings): ValueSet {
  const attribute = describeAttribute(name)
  if (attribute === null) return ANY_VALUE
  if (attribute.needsProfile && !memory) return NO_VALUE
  if (name === 'device.isBot' && !bots) return { ...NO_VALUE, missing: true, false: true }
  return { ...valuesOf(attribute), missing: true }
}

function valuesOf(attribute: AttributeDescription): ValueSet {
  switch (attribute.type) {
    case 'string':
      return { ...NO_VALUE, texts: isClosed(attribute) ? spans.only(attribute.values!) : spans.everything }
    case 'number':
      return { ...NO_VALUE, numbers: numbersOf(attribute) }
    case 'boolean':
      return { ...NO_VALUE, true: true, false: true }
    default:
      return ANY_VALUE
  }
}

/** The continent comes from the network as it is; all other closed lists are our own. */
const isClosed = ({ name, values }: AttributeDescription): boolean => values !== null && name !== 'geo.continent'

/** Whole numbers so few that they are listed: hours, days and months. */
const MAX_LISTED_COUNT = 31

function numbersOf({ family, range }: AttributeDescription): ValueSet['numbers'] {
  if (range === null) return spans.everything
  const [least, most] = range
  if (family === 'time' && most - least < MAX_LISTED_COUNT) {
    return spans.only(Array.from({ length: most - least + 1 }, (_, step) => least + step))
  }
  return spans.intersection(spans.from(spans.before(least)), spans.until(spans.after(most)))
}
