/** Ten thousand experiences in parts: winners and near misses first, filtered by reason and text. Not what is said of each. */

import { fold } from '../core/condition/normalise.ts'
import type { Reason } from '../core/plan.ts'

export const PART_COUNT = 100
const MAX_TEXT_LENGTH = 200

export interface Wanted {
  /** Null: whatever the reason. */
  readonly reason: Reason['reason'] | null
  /** Somewhere in the id or the name, regardless of case and width; empty: any. */
  readonly text: string
  /** From 1. */
  readonly part: number
}

export interface Listing<T> {
  /** Of the ruleset. */
  readonly total: number
  /** By reason, of the whole ruleset; reasons that nobody has are left out. */
  readonly counts: { readonly [R in Reason['reason']]?: number }
  /** What was asked for: how many there are, and which part of them this is. */
  readonly matching: number
  readonly reason: Reason['reason'] | null
  readonly text: string
  readonly part: number
  readonly parts: number
  readonly list: readonly T[]
}

/** Who would have won but for one thing comes before who was far from it. */
export const REASONS_NEAREST_FIRST: readonly Reason['reason'][] = [
  'won',
  'slot_taken',
  'not_allocated',
  'group_other',
  'capped',
  'dismissed',
  'holdout',
  'no_visitor',
  'audience_unknown',
  'audience_false',
  'off_schedule',
  'bot',
  'disabled',
  'off_page',
]

const RANKS: ReadonlyMap<string, number> = new Map(REASONS_NEAREST_FIRST.map((reason, at) => [reason, at]))
const rankOf = (reason: string): number => RANKS.get(reason) ?? REASONS_NEAREST_FIRST.length

interface Listed {
  readonly experience: string
  readonly name: string
  readonly reason: Reason
}

/** `tell` is called for the part at hand only. */
export function listed<E extends Listed, T>(all: readonly E[], wanted: Wanted, tell: (one: E) => T): Listing<T> {
  const text = fold(wanted.text)
  const matching = all
    .filter(({ reason }) => wanted.reason === null || reason.reason === wanted.reason)
    .filter(({ experience, name }) => text === '' || fold(experience).includes(text) || fold(name).includes(text))
    .sort((a, b) => rankOf(a.reason.reason) - rankOf(b.reason.reason))
  const parts = Math.max(1, Math.ceil(matching.length / PART_COUNT))
  const part = Math.min(wanted.part, parts)
  return {
    total: all.length,
    counts: countsOf(all),
    matching: matching.length,
    reason: wanted.reason,
    text: wanted.text,
    part,
    parts,
    list: matching.slice((part - 1) * PART_COUNT, part * PART_COUNT).map(tell),
  }
}

/** What is no reason, or no number, asks for nothing in particular. */
export function readWanted(parameters: URLSearchParams): Wanted {
  const reason = parameters.get('reason')
  const part = Number(parameters.get('part') ?? '1')
  return {
    reason: REASONS_NEAREST_FIRST.find((known) => known === reason) ?? null,
    text: (parameters.get('text') ?? '').slice(0, MAX_TEXT_LENGTH).trim(),
    part: Number.isSafeInteger(part) && part > 0 ? part : 1,
  }
}

function countsOf(all: readonly Listed[]): Listing<unknown>['counts'] {
  const counts: { [R in Reason['reason']]?: number } = {}
  for (const reason of REASONS_NEAREST_FIRST) {
    const count = all.filter((one) => one.reason.reason === reason).length
    if (count > 0) counts[reason] = count
  }
  return counts
}
