/** Everything that is kept in the database, as ports. Not what isolates remember, and not KV. */

import type { EventRecord } from './event-record.ts'

export interface Stores {
  readonly events: EventRecord
}
