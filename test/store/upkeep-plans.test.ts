/** That what runs by the clock finds its rows by an index, and never reads a whole table for it. Not what it does: upkeep.test.ts. */

import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { afterAll, expect, test } from 'vitest'
import { countNext, uncountImport } from '../../src/store/upkeep-counts.ts'
import { EXPIRING, fallbacksSummed, forgetWishing } from '../../src/store/upkeep-libsql.ts'
import { erasedSince, withheldIds } from '../../src/store/wishes-libsql.ts'
import { startRecord } from '../harness/record.ts'

const record = await startRecord()
afterAll(() => record.dispose())

/** What a statement made up itself: a few rows. */
const OWN_ROWS = /^SCAN (sites|wishing|\(subquery-\d+\))$/

const dialect = new SQLiteAsyncDialect()

test.each([
  ['counting', countNext(1_000).add],
  ['moving on', countNext(1_000).move],
  ['withdrawing', uncountImport('main', 'spring')[0]],
  ['fallbacks', fallbacksSummed(0, 1)],
  ['old events', EXPIRING.events(1, 1)],
  ['old fallbacks', EXPIRING.fallback_counts(1, 1)],
  ['old dead letters', EXPIRING.dead_letters(1, 1)],
  ['unseen visitors', EXPIRING.visitors(1, 1)],
  ['wishes of visitors unseen', forgetWishing(1, 1)],
  ['who was erased', erasedSince('main', 1, 1)],
  ['who is withheld', withheldIds('main', 1)],
  ['old logins', EXPIRING.identities(1, 1)],
  ['old consents', EXPIRING.consents(1, 1)],
  ['old tombstones', EXPIRING.tombstones(1, 1)],
  ['old audit', EXPIRING.audit(1, 1)],
])('%s', async (_, statement) => {
  const { sql, params } = dialect.sqlToQuery(statement)
  const plan = await record.rows(`explain query plan ${sql}`, params as (string | number)[])
  const steps = plan.map(({ detail }) => String(detail))
  expect(steps.filter((step) => step.startsWith('SEARCH'))).not.toEqual([])
  expect(steps.filter((step) => step.startsWith('SCAN') && !OWN_ROWS.test(step))).toEqual([])
})

test('wishes are found by their own index, however many visitors a site has', async () => {
  const { sql, params } = dialect.sqlToQuery(withheldIds('main', 1))
  const plan = await record.rows(`explain query plan ${sql}`, params as (string | number)[])
  expect(plan.map(({ detail }) => String(detail)).join('\n')).toContain('USING INDEX visitors_by_wish')
})
