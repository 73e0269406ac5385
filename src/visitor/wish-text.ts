/** A list of wishes as the text that KV holds, and back. Not who writes it (list-wishes.ts), and not who asks for it: edge/wishes.ts. */

import type { KeptWishes, Wish } from '../store/wishes.ts'
import { markOf, type WishList } from './wish-list.ts'

/** Of each kind. */
export const MAX_LISTED_COUNT = 10_000

const VERSION = 1

interface Written {
  readonly v: typeof VERSION
  readonly at: number
  /** In order of size, which says nothing. */
  readonly erased: readonly number[]
  readonly withheld: readonly number[]
}

export const wishText = ({ erased, withheld }: KeptWishes, at: number): string =>
  JSON.stringify({ v: VERSION, at, erased: marksOf(erased), withheld: marksOf(withheld) } satisfies Written)

const marksOf = (ids: readonly string[]): readonly number[] =>
  ids
    .slice(0, MAX_LISTED_COUNT)
    .map(markOf)
    .sort((a, b) => a - b)

/** Only we write it. Throws what is no such text. */
export function readWishes(text: string): WishList {
  const { v, at, erased, withheld }: Written = JSON.parse(text)
  if (v !== VERSION) throw new Error(`a list of wishes of version ${String(v)}, which this Worker does not read`)
  const marks = new Map<number, Wish>()
  for (const mark of withheld) marks.set(mark, 'withheld')
  for (const mark of erased) marks.set(mark, 'erased')
  return { at, marks }
}

/** Whether two lists say the same, whenever they were made. */
export const saysTheSame = (one: WishList, other: WishList): boolean =>
  one.marks.size === other.marks.size && [...one.marks].every(([mark, wish]) => other.marks.get(mark) === wish)
