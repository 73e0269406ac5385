/** Everything that is kept in the database, as ports. Not what isolates remember, and not KV. */

import type { DeadLetters } from './dead-letters.ts'
import type { Deliveries } from './deliveries.ts'
import type { EventRecord } from './event-record.ts'
import type { RecordHealth } from './record-health.ts'
import type { JobPositions, Upkeep } from './upkeep.ts'

export interface Stores {
  readonly events: EventRecord
  readonly deadLetters: DeadLetters
  readonly deliveries: Deliveries
  readonly upkeep: Upkeep
  readonly positions: JobPositions
  readonly health: RecordHealth
}
