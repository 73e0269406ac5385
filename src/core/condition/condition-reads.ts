/** Which audiences, facts and engines a condition may ask for, without evaluating it. Not what it answers: that is evaluate.ts. */

import type { Condition } from '../authored.ts'

/** Literals are walked too, so that the answer may be too much but never too little. */
export const readsRegex = (condition: Condition): boolean =>
  hasKey(condition, (key) => key === '$regex' || key === '$regexi')

export const readsFamily = (condition: Condition, family: string): boolean =>
  hasKey(condition, (key) => isOfFamily(key, family))

/** `name` is an attribute's. */
export const isOfFamily = (name: string, family: string): boolean =>
  name.startsWith(family) && (name.length === family.length || name[family.length] === '.')

/** The attributes that it names itself. */
export function namesIn(condition: Condition): readonly string[] {
  const names = new Set<string>()
  hasKey(condition, (key) => {
    if (!key.startsWith('$')) names.add(key)
    return false
  })
  return [...names]
}

/** The names of the audiences that it refers to itself. */
export function audiencesOf(condition: Condition): readonly string[] {
  const names: string[] = []
  hasKey(condition, (key, value) => {
    if (key === '$audience' && typeof value === 'string') names.push(value)
    return false
  })
  return names
}

function hasKey(value: unknown, holds: (key: string, value: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some((item) => hasKey(item, holds))
  for (const key in value) {
    const nested = (value as { readonly [key: string]: unknown })[key]
    if (holds(key, nested) || hasKey(nested, holds)) return true
  }
  return false
}
