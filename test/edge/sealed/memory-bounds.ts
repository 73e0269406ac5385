/** What is wrong with a memory that was read: a naive second reading of every bound. Not how they are kept: bounded-memory.ts. */

import type { Memory } from '../../../src/core/memory.ts'
import * as limits from '../../../src/edge/sealed/limits.ts'

/** Null: nothing. */
export function wrongWith(memory: Memory): string | null {
  const { visits, purchases } = memory
  const lists: readonly (readonly [string, number, number])[] = [
    ['affinities', Object.keys(memory.affinities).length, limits.MAX_AFFINITIES_COUNT],
    ['items', memory.items.length, limits.MAX_ITEMS_COUNT],
    ['searches', memory.searches.length, limits.MAX_SEARCHES_COUNT],
    ['cart', memory.cart.length, limits.MAX_CART_LINES_COUNT],
    ['assignments', Object.keys(memory.assignments).length, limits.MAX_ASSIGNMENTS_COUNT],
    ['plans', Object.keys(memory.plans).length, limits.MAX_PLANNED_COUNT],
    ...Object.values(memory.plans).map((times) => ['times', times.length, limits.MAX_PLANS_COUNT] as const),
    ['dismissed', memory.dismissed.length, limits.MAX_DISMISSED_COUNT],
    ['traits', Object.keys(memory.traits).length, limits.MAX_TRAITS_COUNT],
    ['scores', Object.keys(memory.scores).length, limits.MAX_SCORES_COUNT],
  ]
  const long = lists.find(([, count, maximum]) => count > maximum)
  if (long !== undefined) return `${long[1]} ${long[0]}`
  if (!/^[\w-]{22}$/.test(memory.visitor)) return 'the visitor'
  if (visits.count < 1 || visits.pageCount < 0 || purchases.count < 0) return 'a count'
  const ordered = [
    memory.items.map(({ at }) => -at),
    memory.searches.map(({ at }) => -at),
    ...Object.values(memory.plans),
    [memory.since, visits.began, visits.lastSeen],
  ]
  if (ordered.some((times) => times.some((at, place) => at < (times[place - 1] ?? Number.NEGATIVE_INFINITY))))
    return 'an order'
  if (Object.values(memory.affinities).some(({ weight }) => weight <= 0)) return 'a weight'
  return wrongInside(memory)
}

/** Whatever the field. */
function wrongInside(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${value}`
  if (typeof value === 'string') return value.length <= limits.MAX_ANSWER_LENGTH && value.isWellFormed() ? null : value
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) {
    if (Object.getPrototypeOf(value) !== Object.prototype) return 'a prototype'
    const taken = Object.keys(value).find((key) => key in Object.prototype)
    if (taken !== undefined) return taken
  }
  for (const inner of Object.values(value)) {
    const wrong = wrongInside(inner)
    if (wrong !== null) return wrong
  }
  return null
}
