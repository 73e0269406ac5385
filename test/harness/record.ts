/** A real libSQL server with the record's tables, for one test file. Not the Worker before it: worker.ts takes its URL. */

import { createClient } from '@libsql/client/web'
import { type LocalRecord, startLocalRecord } from '../../src/dev/local-record.ts'

export interface TestRecord extends AsyncDisposable {
  readonly url: string
  readonly server: LocalRecord['server']
  /** Rows of any statement, for what a test wants to see. */
  rows(sql: string, args?: (string | number | null)[]): Promise<{ [column: string]: unknown }[]>
  dispose(): Promise<void>
}

/** Dispose of it in afterAll, or hold it with `await using`. */
export async function startRecord(): Promise<TestRecord> {
  const record = await startLocalRecord(null)
  const client = createClient({ url: record.url })
  const dispose = () => record.close()
  return {
    url: record.url,
    server: record.server,
    rows: async (sql, args = []) => (await client.execute({ sql, args })).rows.map((row) => ({ ...row })),
    dispose,
    [Symbol.asyncDispose]: dispose,
  }
}
