/** Which part of a condition is named as the cause. That it agrees with the test itself: condition-properties.test.ts. */

import { expect, test } from 'vitest'
import { firstCause } from '../../../src/core/condition/cause.ts'
import type { Truth } from '../../../src/core/condition/evaluate.ts'
import { OPTIONS, readCases } from './condition-cases.ts'

type Case = [name: string, condition: unknown, attributes: object, result: Truth, path: string]

test.each(readCases<Case[]>('condition-cause.json'))('%s', (_, condition, attributes, result, path) => {
  expect(firstCause(condition, attributes, OPTIONS)).toEqual({ result, path })
})
