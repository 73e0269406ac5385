/** Erasing in memory, said once more in plain code: for tests. Not shared between isolates. */

import type { RecordedEvent } from '../core/event/event.ts'
import { ok } from '../core/result.ts'
import {
  ERASED_BODY,
  loginTombstone,
  MAX_PENDING_COUNT,
  namedAs,
  type PendingErasure,
  type Tombstones,
} from './tombstones.ts'
import type { MemoryTables } from './upkeep-memory.ts'

export function memoryTombstones(tables: MemoryTables): Tombstones {
  return {
    raise: async (site, visitor, at) => {
      const members = membersOf(site, visitor, tables)
      const isTheirs = (row: { readonly site: string }, id: string) => row.site === site && members.includes(id)
      const until = tables.events.at(-1)?.seq ?? 0
      for (const id of members)
        if (!tables.tombstones.some((row) => isTheirs(row, row.visitor) && row.visitor === id))
          tables.tombstones.push({
            site,
            visitor: id,
            at,
            cleared: (tables.events[0]?.seq ?? 1) - 1,
            until,
            doneAt: null,
          })
      tables.consents = tables.consents.filter((row) => !isTheirs(row, row.visitor))
      tables.identities = tables.identities.filter((row) => !isTheirs(row, row.visitor))
      tables.visitors = tables.visitors.filter((row) => !isTheirs(row, row.id))
      return ok(members)
    },
    pending: async () =>
      ok(
        tables.tombstones
          .filter(({ doneAt }) => doneAt === null)
          .toSorted((a, b) => a.at - b.at)
          .slice(0, MAX_PENDING_COUNT)
          .map(({ site, visitor, cleared, until }) => ({ site, visitor, cleared, until })),
      ),
    clear: async (erasures, examined, at) => {
      const behind = erasures.filter(({ cleared, until }) => cleared < until)
      const isOneOf = (among: readonly PendingErasure[], site: string, visitor: string | undefined) =>
        among.some((one) => one.site === site && one.visitor === visitor)
      const move = (among: readonly PendingErasure[], change: { cleared: number } | { doneAt: number }) => {
        tables.tombstones = tables.tombstones.map((row) =>
          isOneOf(among, row.site, row.visitor) ? { ...row, ...change } : row,
        )
      }
      if (behind.length === 0) {
        const names = erasures.map(({ visitor }) => namedAs(visitor))
        tables.deadLetters = tables.deadLetters.map((letter) =>
          names.some((name) => letter.body.includes(name)) ? { ...letter, body: ERASED_BODY } : letter,
        )
        move(erasures, { doneAt: at })
        return ok(true)
      }
      const from = Math.min(...behind.map(({ cleared }) => cleared))
      const to = Math.min(from + examined, Math.max(...behind.map(({ until }) => until)))
      tables.events = tables.events.map((event) =>
        event.seq > from && event.seq <= to && isOneOf(behind, event.site, event.visitor)
          ? withoutPerson(event)
          : event,
      )
      move(
        behind.filter(({ cleared }) => cleared < to),
        { cleared: to },
      )
      return ok(false)
    },
  }
}

function membersOf(site: string, visitor: string, { visitors, identities }: MemoryTables): readonly string[] {
  const root = visitors.find((row) => row.site === site && row.id === visitor)?.movedTo ?? visitor
  return [
    ...new Set([
      visitor,
      root,
      ...visitors.filter((row) => row.site === site && row.movedTo === root).map(({ id }) => id),
      ...identities.filter((row) => row.site === site && row.visitor === root).map(({ hash }) => loginTombstone(hash)),
    ]),
  ]
}

/** What stays counts: kind, time, page, experience, arm, slot, item and sums of money, and of `data` the slots that were met. */
export function withoutPerson<E extends RecordedEvent>(event: E): E {
  const { visitor: _, context: __, data, name, ...rest } = event
  return {
    ...rest,
    ...(name !== undefined && event.kind !== 'search' && { name }),
    ...(Array.isArray(data?.slots) && { data: { slots: data.slots } }),
  } as unknown as E
}
