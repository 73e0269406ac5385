/** Whether the record's database answers, in one word that anybody may read. Not why not: health-details.ts. */

import type { Deps } from '../env.ts'
import { log } from '../log.ts'
import { orAfter } from '../timer.ts'

/** `off`: none is configured. `unknown`: somebody else is asking right now, for the first time in this isolate. */
export type RecordWord = 'up' | 'down' | 'off' | 'unknown'

/** Anybody may ask us, so that we do not ask the database each time. */
const ASKED_EVERY_MS = 10_000
const DEADLINE_MS = 1_500

interface Asked {
  readonly at: number
  readonly word: RecordWord
}

/** Plain data: requests may share it, where they may not share a promise. */
const known = new WeakMap<Deps, Asked>()

export async function recordWord(deps: Deps): Promise<RecordWord> {
  if (deps.stores === null) return 'off'
  const at = deps.now()
  const before = known.get(deps)
  if (before !== undefined && at - before.at < ASKED_EVERY_MS) return before.word
  known.set(deps, { at, word: before?.word ?? 'unknown' })
  const word = await askRecord(deps.stores)
  known.set(deps, { at, word })
  return word
}

async function askRecord(stores: NonNullable<Deps['stores']>): Promise<RecordWord> {
  const { health } = await stores()
  const answer = await orAfter(health.ask(), DEADLINE_MS, null)
  if (answer?.ok) return 'up'
  log('warn', {
    event: 'record_down',
    ...(answer?.error ?? { reason: 'timeout', detail: `no answer within ${DEADLINE_MS} ms` }),
  })
  return 'down'
}
