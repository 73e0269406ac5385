/** Dead letters kept in memory: for tests. Not shared between isolates. */

import { ok } from '../core/result.ts'
import { boundedLetter, type DeadLetter, type DeadLetters, type LetterMark, letterPage } from './dead-letters.ts'

export function memoryDeadLetters(): DeadLetters {
  const buried = new Map<string, DeadLetter>()
  return {
    bury: async (letters) => {
      for (const letter of letters) if (!buried.has(letter.id)) buried.set(letter.id, boundedLetter(letter))
      return ok(null)
    },
    page: async (before, limit) => {
      const older = [...buried.values()].filter((letter) => before === null || newestFirst(before, letter) < 0)
      return ok(letterPage(older.toSorted(newestFirst), limit))
    },
  }
}

const newestFirst = (a: LetterMark, b: LetterMark): number => b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
