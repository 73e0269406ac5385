/** What a comparison asks when the value is a list: mostly the same of its items. Not of plain values: comparison-values.ts. */

import type { Comparison } from '../condition/condition-tree.ts'

/**
 * `any`: one of the items is in the set, whatever else is in the list. `none`: all items that are there are in the set, and
 * none is unknown. `always`, `never`: of every list. `open`: the comparison must be asked itself. An item that is null or
 * neither text, number nor boolean counts for nothing.
 *
 * So that senses can be joined as their sets are, the set of `always` holds every value that is not missing, and that of
 * `never` none: which is why `$type` is open.
 */
export type ListSense = 'any' | 'none' | 'always' | 'never' | 'open'

/** Of comparisons whose plain values can be listed. */
export function listSense({ operator, operand }: Comparison): ListSense {
  switch (operator) {
    case '$eq':
      return senseOfLiteral(operand)
    case '$ne':
      return opposite(senseOfLiteral(operand))
    case '$in':
    case '$ini':
      return senseOfMembers(operand as readonly unknown[])
    case '$nin':
    case '$nini':
      return opposite(senseOfMembers(operand as readonly unknown[]))
    case '$exists':
      return operand ? 'always' : 'never'
    case '$type':
      return 'open'
    default:
      return 'any'
  }
}

/** Of the negation. */
export function opposite(sense: ListSense): ListSense {
  switch (sense) {
    case 'any':
      return 'none'
    case 'none':
      return 'any'
    case 'always':
      return 'never'
    case 'never':
      return 'always'
    case 'open':
      return 'open'
  }
}

/** Of both together, whose set is what the two have in common: that one item is in each says nothing of the same item. */
export function senseOfBoth(one: ListSense, other: ListSense): ListSense {
  if (one === 'never' || other === 'never') return 'never'
  if (one === 'always') return other
  if (other === 'always') return one
  return one === 'none' && other === 'none' ? 'none' : 'open'
}

/** Of either, whose set is that of both together. */
export function senseOfEither(one: ListSense, other: ListSense): ListSense {
  if (one === 'always' || other === 'always') return 'always'
  if (one === 'never') return other
  if (other === 'never') return one
  return one === 'any' && other === 'any' ? 'any' : 'open'
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

function senseOfLiteral(operand: unknown): ListSense {
  if (operand === null || operand === undefined) return 'never'
  return isObject(operand) ? 'open' : 'any'
}

const senseOfMembers = (operand: readonly unknown[]): ListSense => (operand.some(isObject) ? 'open' : 'any')
