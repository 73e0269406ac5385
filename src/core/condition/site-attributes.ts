/** The attributes of one site: those that everybody has, and what its schema declares. Not their values: profile.ts. */

import type { AuthoredSchema } from '../authored.ts'
import { type AttributeDescription, describeAttribute } from './attribute.ts'

/** Null: the site has no such attribute. */
export type DescribeAttribute = (name: string) => AttributeDescription | null

/** Without a schema there are no traits and no scores, and interests in anything. */
export function siteAttributes({ traits = {}, scores = {}, categories }: AuthoredSchema = {}): DescribeAttribute {
  const known = new Map<string, AttributeDescription | null>()
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    const found = describe(name)
    known.set(name, found)
    return found
  }

  function describe(name: string): AttributeDescription | null {
    const general = describeAttribute(name)
    if (general === null) return null
    const own = name.slice(general.family.length + 1)
    switch (general.family) {
      case 'traits': {
        const trait = Object.hasOwn(traits, own) ? traits[own]! : null
        const { type, values = null, sensitive = false } = trait ?? {}
        return type === undefined ? null : { ...general, type, values, sensitive }
      }
      case 'score':
        return Object.hasOwn(scores, own) ? general : null
      case 'affinity':
        return categories === undefined || categories.includes(own) ? general : null
      default:
        return general
    }
  }
}
