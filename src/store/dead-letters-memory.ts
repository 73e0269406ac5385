/** Dead letters kept in memory: for tests. Not shared between isolates. */

import { ok } from '../core/result.ts'
import { boundedLetter, type DeadLetters, type LetterMark, letterPage } from './dead-letters.ts'
import { ERASED_BODY, namedIn } from './tombstones.ts'
import type { MemoryTables } from './upkeep-memory.ts'

type Tables = Pick<MemoryTables, 'deadLetters' | 'tombstones'>

export function memoryDeadLetters(tables: Tables = { deadLetters: [], tombstones: [] }): DeadLetters {
  const namesErased = (body: string) => {
    const named = namedIn(body)
    return tables.tombstones.some(({ visitor }) => named.includes(visitor))
  }
  return {
    bury: async (letters) => {
      for (const letter of letters)
        if (!tables.deadLetters.some(({ id }) => id === letter.id)) {
          const kept = boundedLetter(letter)
          tables.deadLetters.push(namesErased(kept.body) ? { ...kept, body: ERASED_BODY } : kept)
        }
      return ok(null)
    },
    page: async (before, limit) => {
      const older = tables.deadLetters.filter((letter) => before === null || newestFirst(before, letter) < 0)
      return ok(letterPage(older.toSorted(newestFirst), limit))
    },
  }
}

const newestFirst = (a: LetterMark, b: LetterMark): number => b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
