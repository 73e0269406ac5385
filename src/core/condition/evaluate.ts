/**
 * Conditions made runnable. Lenient: odd conditions and odd attributes have an answer, never an exception.
 * Not strict: what an author must not write is the validator's. Not the engine for `$regex`, which the caller brings.
 */

import type { ConditionOptions } from './condition-options.ts'
import { conditionTrees } from './condition-tree.ts'
import { type Frame, frameSource } from './frame.ts'
import { mostTellingFirst, type Order } from './telling-order.ts'
import type { Truth } from './truth.ts'

export type { ConditionOptions, RegexEngine } from './condition-options.ts'
export type { Frame } from './frame.ts'
export type { Truth } from './truth.ts'

/** One condition, asked of attributes nested as their names are dotted, or under the dotted names themselves. */
export function compileWith(condition: unknown, options: ConditionOptions = {}): (attributes: object) => Truth {
  return conditionTrees(options)(condition).test
}

/** Many conditions about the same attributes: what a request's hot path runs. */
export interface ConditionSet {
  /** Builds the tests once. A frame that was made before may be asked, too. */
  add(condition: unknown): (frame: Frame) => Truth
  /** The value of an attribute as the conditions see it: null is missing, UNKNOWN unknown. */
  reader(name: string): (frame: Frame) => unknown
  /** Once a request. Attributes are read when first asked for; what changes afterwards is not seen. */
  frame(attributes: object): Frame
}

/** Same answers as `compileWith`, but each attribute is looked up, and each audience asked, once a frame. */
export function conditionSet(options: ConditionOptions = {}, order: Order = mostTellingFirst): ConditionSet {
  const source = frameSource(order)
  const build = conditionTrees(options, source)
  return { add: (condition) => build(condition).test, reader: source.reader, frame: source.frame }
}
