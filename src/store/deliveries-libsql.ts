/** The webhook's progress in libSQL: two rows of `progress`, which move together. Not their table: schema/tables.ts. */

import { and, eq, exists, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { progress } from '../../schema/tables.ts'
import { boundedState, type Deliveries, type DeliveryState, FIRST_DELIVERY } from './deliveries.ts'
import type { Database } from './libsql.ts'
import { attempt } from './libsql-attempt.ts'

/** What is done, and how the piece at work fares. */
const DONE = 'webhook'
/** Where the piece at work ends. */
const UNTIL = 'webhook.until'

export function libsqlDeliveries(db: Database): Deliveries {
  return {
    state: () =>
      attempt(async () => {
        const rows = await db
          .select()
          .from(progress)
          .where(inArray(progress.job, [DONE, UNTIL]))
        const done = rows.find(({ job }) => job === DONE)
        if (done === undefined) return FIRST_DELIVERY
        const { position, attempts, retryAt, lastError } = done
        const until = rows.find(({ job }) => job === UNTIL)?.position ?? position
        return { position, until, attempts, retryAt, lastError }
      }),
    move: (from, to) =>
      attempt(async () => {
        const first = db.insert(progress).values(rowsOf(FIRST_DELIVERY)).onConflictDoNothing()
        const [, moved] = await db.batch([first, compareAndSet(db, from, boundedState(to))])
        return moved.rowsAffected > 0
      }),
  }
}

const rowsOf = ({ until, ...done }: DeliveryState): (typeof progress.$inferInsert)[] => [
  { job: DONE, ...done },
  { job: UNTIL, position: until, attempts: 0, retryAt: 0 },
]

/** One statement for both rows, so that its condition is asked once, before either has changed. */
function compareAndSet(db: Database, from: DeliveryState, to: DeliveryState) {
  const [done, until] = [alias(progress, 'done'), alias(progress, 'until')]
  const asItWas = db
    .select({ one: sql`1` })
    .from(done)
    .innerJoin(until, eq(until.job, UNTIL))
    .where(
      and(
        eq(done.job, DONE),
        eq(done.position, from.position),
        eq(done.attempts, from.attempts),
        eq(done.retryAt, from.retryAt),
        eq(until.position, from.until),
      ),
    )
  const isDone = sql`${progress.job} = ${DONE}`
  return db
    .update(progress)
    .set({
      position: sql`case when ${isDone} then ${to.position} else ${to.until} end`,
      attempts: sql`case when ${isDone} then ${to.attempts} else 0 end`,
      retryAt: sql`case when ${isDone} then ${to.retryAt} else 0 end`,
      lastError: sql`case when ${isDone} then ${to.lastError} end`,
    })
    .where(and(inArray(progress.job, [DONE, UNTIL]), exists(asItWas)))
}
