/** Many rows as one parameter of a statement: `json_each` takes them apart again. Not which rows: the adapters. */

import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

export interface RowColumns {
  readonly names: SQL
  readonly values: SQL
}

/** What a column is filled with; `value` reads it from the row of JSON. */
type Altered = (key: string, value: string) => string

const asItIs: Altered = (_, value) => value

/**
 * For `insert into TABLE (names) select values from json_each(rows)`. A row of JSON has the keys that the table's columns have
 * in Drizzle; what is absent there is null. `generated` columns are left out.
 */
export function columnsOf(table: SQLiteTable, altered = asItIs, generated: readonly string[] = []): RowColumns {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => !generated.includes(key))
  return {
    names: sql.join(
      columns.map(([, { name }]) => sql.identifier(name)),
      sql`, `,
    ),
    values: sql.raw(columns.map(([key]) => altered(key, `value->>'${key}'`)).join(', ')),
  }
}

/** For `in (…)`: any number of texts as one parameter. */
export const listed = (texts: readonly string[]): SQL => sql`(select value from json_each(${JSON.stringify(texts)}))`
