/** A libSQL server through Drizzle, every call with a time limit. Loaded when something is to be recorded, never for a page. */

import { createClient } from '@libsql/client/web'
import { drizzle } from 'drizzle-orm/libsql/web'
import * as tables from '../../schema/tables.ts'

export interface LibsqlOptions {
  /** `libsql://…`, `https://…`, or `http://127.0.0.1:…` for development. */
  readonly url: string
  readonly authToken?: string | undefined
  readonly timeoutMs?: number
}

export type Database = ReturnType<typeof openDatabase>

/** Of one round trip: longer than a healthy commit ever takes, shorter than a browser waits. */
const TIMEOUT_MS = 5_000
/** The client's own limit would have one request wait for a promise of another, which workerd forbids. */
const NO_LIMIT_COUNT = Number.MAX_SAFE_INTEGER

export function openDatabase({ url, authToken, timeoutMs = TIMEOUT_MS }: LibsqlOptions) {
  const client = createClient({
    url,
    ...(authToken !== undefined && { authToken }),
    concurrency: NO_LIMIT_COUNT,
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(timeoutMs) }),
  })
  return drizzle(client, { schema: tables })
}
