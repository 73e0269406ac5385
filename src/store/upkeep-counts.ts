/** The statements that add events to their hours and take them out again, for one `batch` each. Not when they run: jobs/rollup.ts. */

import { type SQL, sql } from 'drizzle-orm'
import { events, hourlyCounts, progress } from '../../schema/tables.ts'
import { HOUR_MS, ROLLUP_JOB } from './upkeep.ts'

/** The last `seq` that is in the sums. */
export const countedUpTo: SQL = sql`coalesce((select ${progress.position} from ${progress} where ${progress.job} = ${ROLLUP_JOB}), 0)`

/** In this order: the job's row is written first, so that the transaction holds the lock before it reads where to go on. */
export const countNext = (limit: number) => ({
  begin: sql`insert into ${progress} values (${ROLLUP_JOB}, 0, 0, 0, null) on conflict do nothing`,
  look: sql`select count(*) as looked from (select 1 from ${events} where seq > ${countedUpTo} limit ${limit})`,
  add: summed(1, sql`${events.seq} > ${countedUpTo} and ${events.seq} <= ${lastOfNext(limit)}`),
  move: sql`update ${progress} set position = coalesce(${lastOfNext(limit)}, position) where job = ${ROLLUP_JOB}`,
})

/**
 * What an import brought to the sums, taken out: to be followed by the deletion of the same rows in the same batch. Rows that
 * are not counted yet, and those that retention has deleted, change nothing.
 */
export const uncountImport = (site: string, importId: string): readonly [SQL, SQL] => [
  summed(-1, sql`${events.site} = ${site} and ${events.importId} = ${importId} and ${events.seq} <= ${countedUpTo}`),
  sql`delete from ${hourlyCounts} where ${hourlyCounts.site} = ${site} and ${hourlyCounts.count} <= 0`,
]

const lastOfNext = (limit: number): SQL =>
  sql`(select max(seq) from (select seq from ${events} where seq > ${countedUpTo} order by seq limit ${limit}))`

/** Bots are left out, and so is what somebody searched for: names are those that the site or we gave. */
const summed = (sign: 1 | -1, which: SQL): SQL => sql`
  insert into ${hourlyCounts}
  select
    ${events.site}, ${events.at} - ${events.at} % ${HOUR_MS}, ${events.kind},
    coalesce(${events.experience}, ''), coalesce(${events.arm}, ''),
    case when ${events.kind} in ('custom', 'hydration') then coalesce(${events.name}, '') else '' end,
    coalesce(${events.currency}, ''), ${sign} * count(*), ${sign} * sum(coalesce(${events.value}, 0))
  from ${events}
  where ${which} and ${events.isBot} is not 1
  group by 1, 2, 3, 4, 5, 6, 7
  on conflict do update set count = count + excluded.count, value = value + excluded.value`
