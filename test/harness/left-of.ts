/** What is left of somebody anywhere in the record and in the copies and lists of KV, for tests of erasing. Not in browsers. */

import type { TestRecord } from './record.ts'
import type { TestWorker } from './worker.ts'

/** All but the tombstones, which name who was erased and say nothing else. */
const TABLES = ['events', 'dead_letters', 'visitors', 'identities', 'consents', 'audit', 'hourly_counts', 'progress']

/** How many rows and copies say one of these words anywhere. */
export async function leftOf(words: readonly string[], record: TestRecord, worker: TestWorker): Promise<number> {
  const rows = await Promise.all(TABLES.map((table) => record.rows(`select * from ${table}`)))
  const profiles = (await worker.profiles.list()).keys.map(({ name }) => worker.profiles.get(name))
  const listed = (await worker.rules.list()).keys.filter(({ name }) => name.startsWith('wishes:'))
  const copies = await Promise.all([...profiles, ...listed.map(({ name }) => worker.rules.get(name))])
  const texts = [...rows.flat().map((row) => JSON.stringify(row)), ...copies.map(String)]
  return texts.filter((text) => words.some((word) => text.includes(word))).length
}
