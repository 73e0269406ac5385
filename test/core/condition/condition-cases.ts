/** Cases of test/cases/condition*.json: how they write what JSON cannot say, and what they refer to. Not a test. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConditionOptions } from '../../../src/core/condition/evaluate.ts'
import { AWASE } from '../../../src/core/condition/operators/awase.ts'
import { GROWTHBOOK } from '../../../src/core/condition/operators/growthbook.ts'
import { re2 } from '../../../src/core/condition/regex.ts'
import { UNKNOWN } from '../../../src/core/condition.ts'

/** The text "UNKNOWN" stands for the sentinel. */
export function readCases<T>(file: string): T {
  const text = readFileSync(join(import.meta.dirname, '../../cases', file), 'utf8')
  return JSON.parse(text, (_, value) => (value === 'UNKNOWN' ? UNKNOWN : value)) as T
}

export const DIALECTS = { awase: AWASE, growthbook: GROWTHBOOK } as const

/** Audiences and groups that the cases name. */
export const OPTIONS: Omit<ConditionOptions, 'dialect'> = {
  groups: { members: ['m1', 'm2'] },
  audiences: {
    rainy: { 'weather.kind': { $in: ['rain', 'drizzle'] } },
    'rainy-or-snowy': { $or: [{ $audience: 'rainy' }, { 'weather.kind': 'snow' }] },
  },
  regex: re2,
}
