/** The ports of stores.ts on one libSQL database. */

import { libsqlAudit } from './audit-libsql.ts'
import { libsqlConsents } from './consents-libsql.ts'
import { libsqlDeadLetters } from './dead-letters-libsql.ts'
import { libsqlDeliveries } from './deliveries-libsql.ts'
import { libsqlEventRecord } from './event-record-libsql.ts'
import { libsqlIdentities } from './identities-libsql.ts'
import { type LibsqlOptions, openDatabase } from './libsql.ts'
import { libsqlRecordHealth } from './record-health-libsql.ts'
import type { Stores } from './stores.ts'
import { libsqlTombstones } from './tombstones-libsql.ts'
import { libsqlJobPositions, libsqlUpkeep } from './upkeep-libsql.ts'
import { libsqlVisitors } from './visitors-libsql.ts'
import { libsqlWishes } from './wishes-libsql.ts'

export function libsqlStores(options: LibsqlOptions): Stores {
  const db = openDatabase(options)
  return {
    events: libsqlEventRecord(db),
    deadLetters: libsqlDeadLetters(db),
    deliveries: libsqlDeliveries(db),
    upkeep: libsqlUpkeep(db),
    positions: libsqlJobPositions(db),
    health: libsqlRecordHealth(db),
    visitors: libsqlVisitors(db),
    identities: libsqlIdentities(db),
    consents: libsqlConsents(db),
    tombstones: libsqlTombstones(db),
    wishes: libsqlWishes(db),
    audit: libsqlAudit(db),
  }
}
