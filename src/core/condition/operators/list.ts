/** `$all`, `$alli`, `$elemMatch`, `$size`: about a list as a whole. False for anything that is none. */

import { fold, foldValue } from '../normalise.ts'
import { every, type Test } from '../truth.ts'
import { anyItem, type Operator, type Place } from './operator.ts'

const ofList =
  (test: (list: readonly unknown[]) => ReturnType<Test>): Test =>
  (value) =>
    Array.isArray(value) ? test(value) : false

/** Some item, for each of the operand's literals or conditions. An empty operand asks nothing. */
export const all: Operator = (operand, place) =>
  Array.isArray(operand) ? ofList(every(Array.from(operand, (spec) => held(place.value(spec))))) : null

export const allFolded: Operator = (operand, place) =>
  Array.isArray(operand) ? ofList(every(Array.from(operand, (spec) => held(foldedValue(spec, place))))) : null

/** Some item for which the condition holds: of its own fields, or by operators of the item itself. */
export const elemMatch: Operator = (operand, place) => {
  const holds = place.item(operand)
  // The item is also the scope that its fields are read from.
  return ofList(held((item) => holds(item, item)))
}

/** The length equals a number, or meets a nested condition. */
export const size: Operator = (operand, place) => {
  const holds = place.value(operand)
  return ofList((list) => holds(list.length))
}

const held =
  (test: Test): Test =>
  (list) =>
    anyItem(list as readonly unknown[], test)

function foldedValue(spec: unknown, place: Place): Test {
  if (typeof spec !== 'string') return place.value(spec)
  const wanted = fold(spec)
  return (item) => foldValue(item) === wanted
}
