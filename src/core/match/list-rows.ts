/** Which rows stand when the value is a list, from what its items leave standing. Not plain values: column.ts. */

import type { ListSense } from '../conjunction/list-sense.ts'
import { UNKNOWN } from '../unknown.ts'
import { type Column, find } from './column.ts'
import { unpackNumbers } from './packed-numbers.ts'
import type { RuleIndex } from './rule-index.ts'
import { toggle } from './toggle.ts'

/** As compiled: its order is part of the format. */
export const LIST_SENSES: readonly ListSense[] = ['any', 'none', 'always', 'never', 'open']

/** A longer list is left to the conditions themselves. */
const MAX_ITEMS_COUNT = 32

/** The rows that ask about one column, by what they ask of a list. */
export interface ListRows {
  readonly any: Int32Array
  readonly none: Int32Array
  /** Those that stand whatever is in the list, and those that do not ask. */
  readonly always: Int32Array
  readonly open: readonly number[]
}

/** Made when a list is met: most columns never see one. */
export function listRows({ bits, rows, words }: RuleIndex, { askedFrom, base, onLists }: Column): ListRows {
  const any = new Int32Array(words)
  const none = new Int32Array(words)
  const always = bits.slice(base, base + words)
  const open: number[] = []
  unpackNumbers(onLists).forEach((code, at) => {
    const row = rows[askedFrom + at]!
    const sense = LIST_SENSES[code]
    if (sense === 'open') open.push(row)
    const set = sense === 'any' ? any : sense === 'none' ? none : sense === 'never' ? null : always
    if (set !== null) set[row >>> 5]! |= 1 << (row & 31)
  })
  return { any, none, always, open }
}

/**
 * Writes the rows that stand into the set `into`. False: the list is too long. What it has to be asked itself about is in
 * `open`. The column is dense.
 */
export function standOnList(
  index: RuleIndex,
  column: Column,
  { any, none, always }: ListRows,
  list: readonly unknown[],
  into: number,
): boolean {
  if (list.length > MAX_ITEMS_COUNT) return false
  const { bits, rows, words, workspace } = index
  const { found, inAny, inAll } = workspace
  inAny.fill(0)
  inAll.fill(list.includes(UNKNOWN) ? 0 : -1)
  for (const item of list) {
    if (!isPlain(item) || !find(column, item, found)) continue
    const { at, from, to, pointFrom, pointTo } = found
    toggle(bits, rows, at, from, to)
    toggle(bits, rows, at, pointFrom, pointTo)
    for (let word = 0; word < words; word++) {
      inAny[word]! |= bits[at + word]!
      inAll[word]! &= bits[at + word]!
    }
    toggle(bits, rows, at, from, to)
    toggle(bits, rows, at, pointFrom, pointTo)
  }
  for (let word = 0; word < words; word++) {
    bits[into + word] = always[word]! | (any[word]! & inAny[word]!) | (none[word]! & inAll[word]!)
  }
  return true
}

const isPlain = (item: unknown): boolean =>
  typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean'
