/** The ports of stores.ts in memory: for tests, and for what needs no database to be tried. Not shared between isolates. */

import { memoryDeadLetters } from './dead-letters-memory.ts'
import { memoryDeliveries } from './deliveries-memory.ts'
import { memoryEventRecord } from './event-record-memory.ts'
import { memoryRecordHealth } from './record-health-memory.ts'
import type { Stores } from './stores.ts'
import { emptyTables, type MemoryTables, memoryJobPositions, memoryUpkeep } from './upkeep-memory.ts'

/** `tables` may be read and changed. */
export function memoryStores(tables: MemoryTables = emptyTables()): Stores {
  return {
    events: memoryEventRecord(tables),
    deadLetters: memoryDeadLetters(tables),
    deliveries: memoryDeliveries(),
    upkeep: memoryUpkeep(tables),
    positions: memoryJobPositions(tables),
    health: memoryRecordHealth(tables),
  }
}
