/** Where the key of a list's item stands, as authors write it: `@data-x` or `a@href`. Not the reading of pages. */

import type { ListSlot } from '../compiled.ts'
import { parseSelector } from './selector.ts'

const ATTRIBUTE_NAME = /^[a-z_][\w.-]{0,63}$/i

/** Null unless the key is an attribute's name, after at most one compound that names its tag. */
export function parseListKey(key: string): ListSlot['key'] | null {
  const sign = key.lastIndexOf('@')
  const on = key.slice(0, Math.max(sign, 0)).trim()
  const attribute = key.slice(sign + 1).trim()
  if (sign === -1 || !ATTRIBUTE_NAME.test(attribute)) return null
  if (on !== '' && !isTaggedCompound(on)) return null
  return { on: on === '' ? null : on, attribute: attribute.toLowerCase() }
}

/** One branch of one step that names its tag: what an item, or the bearer of a key, may be addressed by. */
export function isTaggedCompound(selector: string): boolean {
  const parsed = parseSelector(selector)
  return parsed.ok && parsed.value.length === 1 && parsed.value[0]?.length === 1 && parsed.value[0][0]?.tag != null
}
