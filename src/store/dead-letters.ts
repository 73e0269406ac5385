/** Port of what could not be stored or delivered: for a person to look at. Not a queue: nothing is tried again from here. */

import type { Result } from '../core/result.ts'
import type { RecordFailure } from './event-record.ts'

export interface DeadLetter {
  /** Of the event, the queue's message or the delivery it was: burying the same again changes nothing. */
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly source: 'inbox' | 'webhook'
  /** For a person: what was wrong, and where. */
  readonly reason: string
  /** As it came, cut at MAX_LETTER_BODY_LENGTH. */
  readonly body: string
  /** How often it was tried. */
  readonly attempts: number
}

/** Any event and any message of the Queue (128 KB) fits whole, so that nothing of it is lost. */
export const MAX_LETTER_BODY_LENGTH = 128 * 1024
export const MAX_LETTER_REASON_LENGTH = 500
/** Bodies may be long: a page of so many stays well below what an answer may weigh. */
export const MAX_LETTERS_PER_PAGE_COUNT = 100

/** Where a page goes on: after this letter, which is older than all that were shown. */
export type LetterMark = Pick<DeadLetter, 'at' | 'id'>

export interface LetterPage {
  /** The newest first. */
  readonly letters: readonly DeadLetter[]
  /** Null: there are no older ones. */
  readonly next: LetterMark | null
}

export interface DeadLetters {
  /** `ok`: committed; a failure says nothing of what was kept. Too long texts are cut. */
  bury(letters: readonly DeadLetter[]): Promise<Result<null, RecordFailure>>
  /** `before` null: from the newest on. `limit` at most MAX_LETTERS_PER_PAGE_COUNT. */
  page(before: LetterMark | null, limit: number): Promise<Result<LetterPage, RecordFailure>>
}

/** What is kept of a letter. Whole characters only: half of a pair could not be written. */
export const boundedLetter = (letter: DeadLetter): DeadLetter => ({
  ...letter,
  reason: letter.reason.slice(0, MAX_LETTER_REASON_LENGTH).toWellFormed(),
  body: letter.body.slice(0, MAX_LETTER_BODY_LENGTH).toWellFormed(),
})

/** `limit` letters and one more were asked for: that one only says that there are older ones. */
export function letterPage(found: readonly DeadLetter[], limit: number): LetterPage {
  const letters = found.slice(0, limit)
  const last = letters.at(-1)
  return { letters, next: found.length > limit && last !== undefined ? { at: last.at, id: last.id } : null }
}
