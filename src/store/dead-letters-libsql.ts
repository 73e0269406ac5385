/** Dead letters in libSQL. Not their table: schema/tables.ts. */

import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import { deadLetters, tombstones } from '../../schema/tables.ts'
import { boundedLetter, type DeadLetter, type DeadLetters, letterPage } from './dead-letters.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'
import { columnsOf } from './rows-libsql.ts'
import { ERASED_BODY, namedIn } from './tombstones.ts'

/** Bodies are the weight of a statement. */
const LETTERS_PER_WRITE_COUNT = 50

export function libsqlDeadLetters(db: Database): DeadLetters {
  return {
    bury: (letters) =>
      attempt(async () => {
        const rows = letters.map(boundedLetter)
        for (let at = 0; at < rows.length; at += LETTERS_PER_WRITE_COUNT)
          await db.run(insertOf(rows.slice(at, at + LETTERS_PER_WRITE_COUNT)))
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

/** Of a letter that names somebody who was erased, the body stays away: asked in the transaction that writes it. */
const { names, values } = columnsOf(deadLetters, (key, value) =>
  key === 'body' ? `iif(erased, '${ERASED_BODY}', ${value})` : value,
)

const insertOf = (letters: readonly DeadLetter[]) => sql`
  insert into ${deadLetters} (${names})
  select ${values} from (
    select letter.value as value, exists (
      select 1 from json_each(letter.value, '$.named') as named join ${tombstones} t on t.visitor = named.value
    ) as erased
    from json_each(${JSON.stringify(letters.map((letter) => ({ ...letter, named: namedIn(letter.body) })))}) as letter
  ) where true on conflict do nothing`
