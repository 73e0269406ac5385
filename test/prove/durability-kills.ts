/** Writers that send until they are acknowledged, while the store and the Worker are killed (-9) under them; then the record is counted. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createClient } from '@libsql/client/web'
import { UUID_RANDOM_BYTES, uuidV7 } from '../../src/core/event/uuid-v7.ts'
import { anyFreePort } from '../../src/dev/free-port.ts'
import { migrateDatabase } from '../../src/dev/migrations.ts'
import { startSqld } from '../../src/dev/sqld.ts'
import { startKillable } from './killable-worker.ts'

export interface KillsEffort {
  readonly events: number
  readonly storeKills: number
  readonly workerKills: number
  say(line: string): void
}

export interface KillsOutcome {
  readonly acknowledged: number
  /** Acknowledged, and not in the record. */
  readonly lost: number
  /** Rows beyond one for an id. */
  readonly doubled: number
  /** In the record though nobody was told: the answer died on its way. */
  readonly unacknowledged: number
  readonly seconds: number
}

const WRITERS_COUNT = 8
const BATCH_COUNT = 20
const TOKEN = 'token-of-the-proof'
/** Longer than any healthy answer, so that a killed Worker is noticed. */
const PATIENCE_MS = 10_000
const AGAIN_MS = 50

/** Everything is on this machine, in folders that go when it ends. */
export async function proveKills({ events, storeKills, workerKills, say }: KillsEffort): Promise<KillsOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'awase-durability-'))
  const began = performance.now()
  const port = await anyFreePort()
  let store = await startSqld({ folder, port })
  const { url } = store
  const migrated = await migrateDatabase({ url })
  if (!migrated.ok) throw new Error(`no tables: ${migrated.error.detail}`)
  const worker = await startKillable({
    port: await anyFreePort(),
    statePath: join(folder, 'kv'),
    vars: { ORIGIN: 'http://127.0.0.1:1', ENVIRONMENT: 'development', PUBLISH_TOKEN: TOKEN, LIBSQL_URL: url },
  })
  try {
    const acknowledged = new Set<string>()
    const sent = new Set<string>()
    const kills = killingsBy(events, storeKills, workerKills)
    const killing = async (): Promise<void> => {
      for (const [at, whom] of kills) {
        while (acknowledged.size < at) await setTimeout(5)
        if (whom === 'worker') await worker.killAndRestart()
        else {
          store.signal('SIGKILL')
          await store.close()
          store = await startSqld({ folder, port })
        }
        say(`${acknowledged.size} acknowledged: ${whom} killed and started again`)
      }
    }
    await Promise.all([
      killing(),
      ...Array.from({ length: WRITERS_COUNT }, () => write(worker.url, events, sent, acknowledged)),
    ])
    const stored = await storedIds(url)
    const distinct = new Set(stored)
    return {
      acknowledged: acknowledged.size,
      lost: [...acknowledged].filter((id) => !distinct.has(id)).length,
      doubled: stored.length - distinct.size,
      unacknowledged: [...distinct].filter((id) => !acknowledged.has(id)).length,
      seconds: Math.round((performance.now() - began) / 1000),
    }
  } finally {
    await worker.close()
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Spread evenly over the acknowledgements, never at the very end. */
function killingsBy(
  events: number,
  storeKills: number,
  workerKills: number,
): (readonly [number, 'store' | 'worker'])[] {
  const spread = (count: number, whom: 'store' | 'worker') =>
    Array.from({ length: count }, (_, i) => [Math.floor((events * (i + 1)) / (count + 1.5)), whom] as const)
  return [...spread(storeKills, 'store'), ...spread(workerKills, 'worker')].sort(([one], [other]) => one - other)
}

/** The same batch again and again, with the same ids, until somebody says that it has it. */
async function write(url: string, events: number, sent: Set<string>, acknowledged: Set<string>): Promise<void> {
  while (sent.size < events) {
    const batch = Array.from({ length: Math.min(BATCH_COUNT, events - sent.size) }, () => newEvent())
    for (const { id } of batch) sent.add(id)
    while (!(await send(url, batch))) await setTimeout(AGAIN_MS)
    for (const { id } of batch) acknowledged.add(id)
  }
}

const newEvent = () => {
  const at = Date.now()
  return { id: uuidV7(at, crypto.getRandomValues(new Uint8Array(UUID_RANDOM_BYTES))), kind: 'page_view', at, path: '/' }
}

async function send(url: string, events: readonly object[]): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/_awase/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sentAt: Date.now(), events }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const said = await answer.text()
    if (answer.status === 202) return (JSON.parse(said) as { accepted: number }).accepted === events.length
    if (answer.status === 503) return false
    throw new TypeError(`the collector answered ${answer.status}: ${said}`)
  } catch (cause) {
    if (cause instanceof TypeError && cause.message.startsWith('the collector')) throw cause
    return false // nobody answered: the Worker is dead, or died on the way
  }
}

async function storedIds(url: string): Promise<string[]> {
  const client = createClient({ url })
  const ids: string[] = []
  for (let after = 0; ; ) {
    const { rows } = await client.execute({
      sql: 'select seq, id from events where seq > ? order by seq limit 10000',
      args: [after],
    })
    if (rows.length === 0) return ids
    ids.push(...rows.map((row) => String(row.id)))
    after = Number(rows.at(-1)!.seq)
  }
}
