/** `$lt`, `$lte`, `$gt`, `$gte`, `$between`: numbers with numbers, texts with texts by code unit. Nothing is coerced. */

import { isCyclic } from '../cyclic.ts'
import type { Test } from '../truth.ts'
import { type Operator, onNumber, onText } from './operator.ts'

type Holds<T> = (value: T) => boolean

const ordered =
  (numbers: (operand: number) => Holds<number>, texts: (operand: string) => Holds<string>): Operator =>
  (operand) => {
    if (typeof operand === 'string') return onText(texts(operand))
    return isNumber(operand) ? onNumber(numbers(operand)) : null
  }

const isNumber = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value)

export const lessThan: Operator = ordered(
  (operand) => (value) => value < operand,
  (operand) => (value) => value < operand,
)
export const atMost: Operator = ordered(
  (operand) => (value) => value <= operand,
  (operand) => (value) => value <= operand,
)
export const moreThan: Operator = ordered(
  (operand) => (value) => value > operand,
  (operand) => (value) => value > operand,
)
export const atLeast: Operator = ordered(
  (operand) => (value) => value >= operand,
  (operand) => (value) => value >= operand,
)

/** `[low, high]`, both included. High below low wraps on a cyclic attribute (22 to 5 o'clock) and is empty on others. */
export const between: Operator = (operand, { attribute }) => {
  if (!Array.isArray(operand) || operand.length !== 2) return null
  const [low, high] = operand as readonly unknown[]
  if (typeof low === 'string' && typeof high === 'string') return onText((text) => text >= low && text <= high)
  return isNumber(low) && isNumber(high) ? betweenNumbers(low, high, attribute) : null
}

function betweenNumbers(low: number, high: number, attribute: string | null): Test {
  const wraps = low > high && attribute !== null && isCyclic(attribute)
  return wraps ? onNumber((value) => value >= low || value <= high) : onNumber((value) => value >= low && value <= high)
}
