/** Whether a name is an attribute of the site. Not the attributes: core/condition/attribute.ts, site-attributes.ts. */

import type { AuthoredSchema } from '../core/authored.ts'
import {
  ATTRIBUTES,
  type AttributeDescription,
  describeAttribute,
  nearestAttribute,
} from '../core/condition/attribute.ts'
import { siteAttributes } from '../core/condition/site-attributes.ts'
import { error, type Issue } from '../core/issue.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { allOf, didYouMean, shown } from './phrase.ts'

const NAMES_ADVICE = 'Attributes are, for example, geo.country, weather.kind, time.hour, device.kind and utm.campaign.'

/** `path` is where the name stands. */
export type FindAttribute = (name: string, path: string) => Result<AttributeDescription, Issue[]>

export function attributeFinder(schema: AuthoredSchema = {}): FindAttribute {
  const describe = siteAttributes(schema)
  return (name, path) => {
    const known = describe(name)
    if (known !== null) return ok(known)
    const general = describeAttribute(name)
    const [message, advice] = general === null ? noAttribute(name) : undeclared(general, schema)
    return fail([error(path, 'unknown_attribute', message, advice)])
  }
}

type Said = readonly [message: string, advice: string]

function noAttribute(name: string): Said {
  const near = nearestAttribute(name)
  return [`${name} is not an attribute.`, near === null ? namesAdvice(name) : `Did you mean ${near}?`]
}

/** Of a family that is the same on every site, and no longer than a sentence. */
function namesAdvice(name: string): string {
  const family = `${name.split('.', 1)[0]}.`
  const names = ATTRIBUTES.filter((one) => one.needsProfile && one.name.startsWith(family)).map((one) => one.name)
  return names.length === 0 ? NAMES_ADVICE : `There are ${allOf(names)}.`
}

function undeclared({ name, family }: AttributeDescription, schema: AuthoredSchema): Said {
  const own = name.slice(family.length + 1)
  if (family === 'affinity') {
    const message = `${shown(own)} is not a category of this site.`
    return [message, didYouMean(own, schema.categories ?? [], 'Add it to site.schema.categories, or take another.')]
  }
  const [key, example] = family === 'traits' ? (['traits', { type: 'string' }] as const) : (['scores', {}] as const)
  const declared = Object.keys(schema[key] ?? {})
  const declare = JSON.stringify({ [key]: { [own]: example } })
  const advice = didYouMean(own, declared, `Declare it: "schema": ${declare} in site.`)
  return [`${name} is not declared.`, advice]
}
