/** Whether a name is an attribute that this version knows. Not the attributes: core/condition/attribute.ts. */

import { type AttributeDescription, describeAttribute, nearestAttribute } from '../core/condition/attribute.ts'
import { error, type Issue } from '../core/issue.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { needsProfile } from './needs-profile.ts'

const NAMES_ADVICE = 'Attributes are, for example, geo.country, weather.kind, time.hour, device.kind and utm.campaign.'
const PROFILE_ADVICE = 'Leave it out, or use what the request itself tells, for example weather.kind or geo.city.'

/** `path` is where the name stands. */
export function findAttribute(name: string, path: string): Result<AttributeDescription, Issue[]> {
  const known = describeAttribute(name)
  if (known === null) {
    const near = nearestAttribute(name)
    const advice = near === null ? NAMES_ADVICE : `Did you mean ${near}?`
    return fail([error(path, 'unknown_attribute', `${name} is not an attribute.`, advice)])
  }
  return known.needsProfile ? fail([needsProfile(path, name, PROFILE_ADVICE)]) : ok(known)
}
