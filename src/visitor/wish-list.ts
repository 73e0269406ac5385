/**
 * Who has a wish that pages must know of, as one short text for each site: numbers made of ids, from which no id can be
 * read. Derived from the database and never the truth. Not its text: wish-text.ts.
 */

import { murmur3 } from '../core/decision/murmur3.ts'
import type { Wish } from '../store/wishes.ts'

export interface WishList {
  /** Epoch milliseconds, when the database was asked. */
  readonly at: number
  readonly marks: ReadonlyMap<number, Wish>
}

export const NO_WISHES: WishList = { at: 0, marks: new Map() }

export const wishIn = ({ marks }: WishList, visitor: string): Wish | null =>
  marks.size === 0 ? null : (marks.get(markOf(visitor)) ?? null)

/**
 * 53 bits, as many as a number holds: among 20,000 marks one of a million visitors is somebody else's with a probability
 * of two in a million. Ids are whatever a site calls its visitors, so that a piece of one would not tell them apart.
 */
export const markOf = (visitor: string): number => murmur3(visitor, 1) * 2 ** 21 + (murmur3(visitor, 2) >>> 11)
