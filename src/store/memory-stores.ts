/** The ports of stores.ts in memory: for tests, and for what needs no database to be tried. Not shared between isolates. */

import { memoryAudit } from './audit-memory.ts'
import { memoryConsents } from './consents-memory.ts'
import { memoryDeadLetters } from './dead-letters-memory.ts'
import { memoryDeliveries } from './deliveries-memory.ts'
import { memoryEventRecord } from './event-record-memory.ts'
import { memoryIdentities } from './identities-memory.ts'
import { memoryRecordHealth } from './record-health-memory.ts'
import type { Stores } from './stores.ts'
import { memoryTombstones } from './tombstones-memory.ts'
import { emptyTables, type MemoryTables, memoryJobPositions, memoryUpkeep } from './upkeep-memory.ts'
import { memoryVisitors } from './visitors-memory.ts'
import { memoryWishes } from './wishes-memory.ts'

/** `tables` may be read and changed. */
export function memoryStores(tables: MemoryTables = emptyTables()): Stores {
  return {
    events: memoryEventRecord(tables),
    deadLetters: memoryDeadLetters(tables),
    deliveries: memoryDeliveries(),
    upkeep: memoryUpkeep(tables),
    positions: memoryJobPositions(tables),
    health: memoryRecordHealth(tables),
    visitors: memoryVisitors(tables),
    identities: memoryIdentities(tables),
    consents: memoryConsents(tables),
    tombstones: memoryTombstones(tables),
    wishes: memoryWishes(tables),
    audit: memoryAudit(tables),
  }
}
