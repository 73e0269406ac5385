/** The inbox that is the database itself: acknowledged after the commit. For the local stack, and for sites without Queues. */

import { ok } from '../core/result.ts'
import type { EventRecord } from './event-record.ts'
import type { Inbox } from './inbox.ts'

export const directInbox = (record: Pick<EventRecord, 'write'>): Inbox => ({
  async put(batch) {
    const written = await record.write(batch)
    return written.ok ? ok(null) : written
  },
})
