/** Everything that is kept in the database, as ports. Not what isolates remember, and not KV. */

import type { Audit } from './audit.ts'
import type { Consents } from './consents.ts'
import type { DeadLetters } from './dead-letters.ts'
import type { Deliveries } from './deliveries.ts'
import type { EventRecord } from './event-record.ts'
import type { Identities } from './identities.ts'
import type { RecordHealth } from './record-health.ts'
import type { Tombstones } from './tombstones.ts'
import type { JobPositions, Upkeep } from './upkeep.ts'
import type { Visitors } from './visitors.ts'
import type { Wishes } from './wishes.ts'

export interface Stores {
  readonly events: EventRecord
  readonly deadLetters: DeadLetters
  readonly deliveries: Deliveries
  readonly upkeep: Upkeep
  readonly positions: JobPositions
  readonly health: RecordHealth
  readonly visitors: Visitors
  readonly identities: Identities
  readonly consents: Consents
  readonly tombstones: Tombstones
  readonly wishes: Wishes
  readonly audit: Audit
}
