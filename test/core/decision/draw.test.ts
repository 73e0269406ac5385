/** Draws at the very edges of their half-open ranges. Shares over many visitors are in decide.test.ts. */

import { expect, test } from 'vitest'
import { bucket, HASH_SPACE, SALTS } from '../../../src/core/bucket.ts'
import { drawArm, isAllocated } from '../../../src/core/decision/draw.ts'
import { makeRunnable } from '../../../src/core/decision/runnable.ts'
import { type SampleExperience, sampleRuleset } from '../sample-ruleset.ts'

const VISITORS = ['visitor-1', 'visitor-2', '訪問者']

function made(rules: Partial<SampleExperience>) {
  const sample = { slots: { hero: ['/'] }, experiences: [{ id: 'a', slots: ['hero'], ...rules }] }
  return makeRunnable(sampleRuleset(sample), null).experiences[0]!
}

test.each(VISITORS)('allocation up to the bucket of %s leaves it out, one more lets it in', (visitor) => {
  const at = bucket(SALTS.allocation('a'), visitor)
  expect(isAllocated(made({ allocation: at / HASH_SPACE }), visitor)).toBe(false)
  expect(isAllocated(made({ allocation: (at + 1) / HASH_SPACE }), visitor)).toBe(true)
})

test.each(VISITORS)('control up to the bucket of %s gives it the variant, one more gives it control', (visitor) => {
  const at = bucket(SALTS.arm('a'), visitor)
  expect(drawArm(made({ control: at / HASH_SPACE }), visitor).arm).toBe('v')
  expect(drawArm(made({ control: (at + 1) / HASH_SPACE }), visitor).arm).toBeNull()
})

test('the first and the last arm are drawn, an arm without a share never', () => {
  const arms = [
    { id: 'none', weight: 0 },
    { id: 'v' },
    { id: 'nil', weight: 0 },
    { id: 'w' },
    { id: 'nothing', weight: 0 },
  ]
  const experience = made({ variants: arms })
  const drawn = Array.from({ length: 1_000 }, (_, index) => drawArm(experience, `visitor-${index}`).arm)
  expect(new Set(drawn)).toEqual(new Set(['v', 'w']))
})
