/** Scores as decisions read them, as somebody brings them, and as they were kept before they had a time. */

import { expect, test } from 'vitest'
import { newMemory } from '../../../src/core/memory/new-memory.ts'
import { withScores, withTimedScores } from '../../../src/core/memory/scores.ts'
import { profileOf } from '../../../src/core/profile.ts'

const NOW = 1_795_000_000
const NEW = newMemory('A'.repeat(22), '/', NOW * 1000)

test('decisions read the number alone', () => {
  const memory = { ...NEW, scores: { churn: { value: 0.7, at: NOW }, toString: { value: -1, at: NOW } } }
  expect(profileOf(memory, NOW * 1000).score).toEqual({ churn: 0.7, toString: -1 })
})

test('what is brought replaces what was there, with its time, and leaves the rest', () => {
  const known = { churn: { value: 0.7, at: NOW }, worth: { value: 9, at: NOW } }
  expect(withScores(known, { churn: 0.7, luck: 1 }, NOW + 5)).toEqual({
    churn: { value: 0.7, at: NOW + 5 },
    worth: { value: 9, at: NOW },
    luck: { value: 1, at: NOW + 5 },
  })
})

test('a number without a time is as old as the last page view; what has one keeps it', () => {
  const timed = { value: 0.2, at: NOW - 99 }
  const visits = { ...NEW.visits, lastSeen: NOW - 7 }
  expect(withTimedScores({ ...NEW, visits, scores: { churn: 0.7, none: 0, luck: timed } })).toEqual({
    ...NEW,
    visits,
    scores: { churn: { value: 0.7, at: NOW - 7 }, none: { value: 0, at: NOW - 7 }, luck: timed },
  })
  const whole = { ...NEW, scores: { luck: timed } }
  expect(withTimedScores(whole)).toBe(whole)
})
