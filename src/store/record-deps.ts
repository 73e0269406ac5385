/** Database and inbox as this Worker's bindings have them; the database's client is loaded when it is first asked for. */

import type { Env } from '../env.ts'
import type { Inbox } from './inbox.ts'
import { queueInbox } from './inbox-queue.ts'
import type { Stores } from './stores.ts'

export interface RecordDeps {
  /** Null: no database is configured, and nothing is recorded. */
  readonly stores: (() => Promise<Stores>) | null
  readonly inbox: Inbox | null
  readonly inboxKind: 'queue' | 'direct' | 'off'
}

export function recordDeps(env: Env): RecordDeps {
  const { LIBSQL_URL: url, LIBSQL_AUTH_TOKEN: authToken } = env
  if (url === undefined || url === '') return { stores: null, inbox: null, inboxKind: 'off' }
  let opened: Stores | null = null
  const stores = async (): Promise<Stores> => {
    opened ??= (await import('./libsql-stores.ts')).libsqlStores({ url, authToken })
    return opened
  }
  if (env.EVENTS === undefined) return { stores, inbox: lateDirectInbox(stores), inboxKind: 'direct' }
  return { stores, inbox: queueInbox(env.EVENTS), inboxKind: 'queue' }
}

const lateDirectInbox = (stores: () => Promise<Stores>): Inbox => ({
  async put(batch) {
    const [{ directInbox }, { burying }, kept] = await Promise.all([
      import('./inbox-direct.ts'),
      import('./burying.ts'),
      stores(),
    ])
    return directInbox(burying(kept, Date.now)).put(batch)
  },
})
