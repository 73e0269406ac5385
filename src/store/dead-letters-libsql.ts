/** Dead letters in libSQL. Not their table: schema/tables.ts. */

import { and, desc, eq, lt, or } from 'drizzle-orm'
import { deadLetters } from '../../schema/tables.ts'
import { boundedLetter, type DeadLetters, letterPage } from './dead-letters.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'

/** One statement takes 32,766 values: far more than so many letters of six columns, whose bodies are the weight. */
const LETTERS_PER_WRITE_COUNT = 50

export function libsqlDeadLetters(db: Database): DeadLetters {
  return {
    bury: (letters) =>
      attempt(async () => {
        const rows = letters.map(boundedLetter)
        for (let at = 0; at < rows.length; at += LETTERS_PER_WRITE_COUNT)
          await db
            .insert(deadLetters)
            .values(rows.slice(at, at + LETTERS_PER_WRITE_COUNT))
            .onConflictDoNothing()
        return null
      }),
    page: (before, limit) =>
      attempt(async () => {
        const { at, id } = deadLetters
        const found = await db
          .select()
          .from(deadLetters)
          .where(before === null ? undefined : or(lt(at, before.at), and(eq(at, before.at), lt(id, before.id))))
          .orderBy(desc(at), desc(id))
          .limit(limit + 1)
        return letterPage(found, limit)
      }),
  }
}
