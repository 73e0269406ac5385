/** Scores that somebody brings: told, compared, bounded, and those from before they had a time. Not which scores a site has: compiled.ts. */

import type { Memory, Score } from '../memory.ts'
import { MAX_SCORES_COUNT } from './limits.ts'
import { byName } from './names.ts'

/** `told` in place of what was there. Names and numbers are checked by whoever brings them. `at` in epoch seconds. */
export const withScores = (
  scores: Memory['scores'],
  told: { readonly [name: string]: number },
  at: number,
): Memory['scores'] => ({
  ...scores,
  ...Object.fromEntries(Object.entries(told).map(([name, value]) => [name, { value, at }])),
})

/** The later counts for more, of equally late ones the larger; a total order: negative, the second does. */
export const compareScores = (one: Score, other: Score): number => one.at - other.at || one.value - other.value

export function boundedScores(scores: Memory['scores']): Memory['scores'] {
  const entries = Object.entries(scores)
  if (entries.length <= MAX_SCORES_COUNT) return scores
  const ranked = entries.toSorted(([a, one], [b, other]) => compareScores(other, one) || byName(a, b))
  return Object.fromEntries(ranked.slice(0, MAX_SCORES_COUNT))
}

/** As it may have been kept before scores had a time: plain numbers. */
export interface EarlierMemory extends Omit<Memory, 'scores'> {
  readonly scores: { readonly [name: string]: Score | number }
}

/** A number without a time is taken for as old as the last page view: it was there by then. */
export function withTimedScores(memory: EarlierMemory): Memory {
  if (isTimed(memory)) return memory
  const timed = Object.entries(memory.scores).map(([name, score]) => [
    name,
    typeof score === 'number' ? { value: score, at: memory.visits.lastSeen } : score,
  ])
  return { ...memory, scores: Object.fromEntries(timed) }
}

const isTimed = (memory: EarlierMemory): memory is Memory =>
  Object.values(memory.scores).every((score) => typeof score !== 'number')
