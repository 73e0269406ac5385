/** Dead letters kept in memory: for tests. Not shared between isolates. */

import { ok } from '../core/result.ts'
import { boundedLetter, type DeadLetters, type LetterMark, letterPage } from './dead-letters.ts'
import type { MemoryTables } from './upkeep-memory.ts'

export function memoryDeadLetters(tables: Pick<MemoryTables, 'deadLetters'> = { deadLetters: [] }): DeadLetters {
  return {
    bury: async (letters) => {
      for (const letter of letters)
        if (!tables.deadLetters.some(({ id }) => id === letter.id)) tables.deadLetters.push(boundedLetter(letter))
      return ok(null)
    },
    page: async (before, limit) => {
      const older = tables.deadLetters.filter((letter) => before === null || newestFirst(before, letter) < 0)
      return ok(letterPage(older.toSorted(newestFirst), limit))
    },
  }
}

const newestFirst = (a: LetterMark, b: LetterMark): number => b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
