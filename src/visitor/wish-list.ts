/**
 * Who has a wish that pages must know of, as one short text for each site: numbers made of ids, from which no id can be
 * read. Derived from the database and never the truth. Not who writes it (list-wishes.ts), and not who reads it: edge/wishes.ts.
 */

import { murmur3 } from '../core/decision/murmur3.ts'
import type { KeptWishes, Wish } from '../store/wishes.ts'

export interface WishList {
  /** Epoch milliseconds, when the database was asked. */
  readonly at: number
  readonly marks: ReadonlyMap<number, Wish>
}

/** Of each kind. */
export const MAX_LISTED_COUNT = 10_000

export const NO_WISHES: WishList = { at: 0, marks: new Map() }

export const wishIn = ({ marks }: WishList, visitor: string): Wish | null =>
  marks.size === 0 ? null : (marks.get(markOf(visitor)) ?? null)

/**
 * 53 bits, as many as a number holds: among 20,000 marks one of a million visitors is somebody else's with a probability
 * of two in a million. Ids are whatever a site calls its visitors, so that a piece of one would not tell them apart.
 */
export const markOf = (visitor: string): number => murmur3(visitor, 1) * 2 ** 21 + (murmur3(visitor, 2) >>> 11)

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
