/** A Worker that is the record's libSQL adapter and nothing else, one client for the whole isolate. For tests of that adapter. */

import type { InboxBatch } from '../../src/core/event/event.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import type { Stores } from '../../src/store/stores.ts'

interface Env {
  readonly LIBSQL_URL: string
  readonly TIMEOUT_MS: string
}

let stores: Stores | null = null

export default {
  /** A batch in, the port's answer out; GET: everything there is. */
  async fetch(request: Request, env: Env): Promise<Response> {
    stores ??= libsqlStores({ url: env.LIBSQL_URL, timeoutMs: Number(env.TIMEOUT_MS) })
    if (request.method === 'GET')
      return Response.json(await stores.events.page({ site: null, after: 0, since: null, until: null, limit: 10_000 }))
    return Response.json(await stores.events.write((await request.json()) as InboxBatch))
  },
}
