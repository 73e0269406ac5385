/** What a dialect may decide for itself. The two are awase.ts and growthbook.ts; the structure of conditions is shared. */

import type { Test, Truth } from '../truth.ts'
import type { Operator } from './operator.ts'

export interface Dialect {
  /** A bare value: `{ "geo.country": "JP" }`. */
  equal(operand: unknown): Test
  readonly operators: ReadonlyMap<string, Operator>
  /** What an unknown operator or a senseless operand answers. */
  readonly malformed: Truth
  readonly emptyOr: boolean
  /** Whether a key that begins with `$` where an attribute is expected is the name of one. */
  dollarNames(key: string): boolean
  /** Whether an object with operators and other keys together is a literal. */
  readonly mixedIsLiteral: boolean
}
