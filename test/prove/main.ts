/** `npm run prove`: the agreement of index, decide, explain and the naive reading, what mutated events leave in the record, what mutated cookies are taken for, what broken consent grants, and what an erasure leaves, for longer than a test may. `--quick`, `--only PATTERN`, `--json FILE`, `--seed N`. */

import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { proveConsentOff, proveSignals } from './consent.ts'
import { proveCookies } from './cookies.ts'
import { proveErasure } from './erasure.ts'
import { proveEvents } from './events.ts'
import { type KnownFault, proveKnown } from './known-faults.ts'
import { proveLeak } from './leak.ts'
import { type Effort, proveLarge, proveLoose, provePages } from './properties.ts'

interface Proof {
  readonly name: string
  readonly pairs: number
  readonly quickPairs: number
  /** What is said after the number that is done; else `pairs agree`. */
  readonly outcome?: string
  run(effort: Effort): number | Promise<number>
}

const FAULTS: readonly KnownFault[] = ['kv_hangs', 'database_frozen', 'database_locked', 'database_killed']

const PROOFS: readonly Proof[] = [
  { name: 'prove.pages', pairs: 100_000, quickPairs: 5_000, run: provePages },
  { name: 'prove.attributes', pairs: 100_000, quickPairs: 5_000, run: proveLoose },
  { name: 'prove.10k', pairs: 300, quickPairs: 20, run: proveLarge },
  {
    name: 'prove.events',
    pairs: 100_000,
    quickPairs: 5_000,
    outcome: 'bodies, no crash, nothing invalid stored',
    run: async (effort) => (await proveEvents(effort)).bodies,
  },
  {
    name: 'prove.cookies',
    pairs: 100_000,
    quickPairs: 5_000,
    outcome: 'mutated cookies, no crash, none accepted',
    run: proveCookies,
  },
  {
    name: 'prove.consent',
    pairs: 100_000,
    quickPairs: 5_000,
    outcome: 'TCF, GPP, GPC and own signals, no crash, nothing granted by garbage',
    run: (effort) => proveSignals(effort).inputs,
  },
  {
    name: 'consent-off.distinct',
    pairs: 1_000,
    quickPairs: 100,
    outcome: 'answer for all visitors who may not be known',
    run: proveConsentOff,
  },
  {
    name: 'leak.foreign',
    pairs: 200,
    quickPairs: 20,
    outcome: 'canaries of others on the pages of as many visitors, 50 requests each, behind a cache that ignores Vary',
    run: async ({ pairs }) => (await proveLeak({ visitors: pairs, requests: 50 })).foreign,
  },
  {
    name: 'known.failed-pages',
    pairs: 1_000,
    quickPairs: 100,
    outcome: 'pages of known visitors failed, of so many each while KV hangs, the database is frozen, locked, gone',
    run: async ({ pairs }) => {
      let failed = 0
      for (const fault of FAULTS) failed += (await proveKnown(fault, pairs)).failed
      return failed
    },
  },
  {
    name: 'erasure.left',
    pairs: 10_000,
    quickPairs: 10_000,
    outcome: 'rows and copies name a visitor who was erased in a burst of 10,000 events',
    run: proveErasure,
  },
]

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
    seed: { type: 'string' },
  },
})

const seed = values.seed === undefined ? Date.now() | 0 : Number(values.seed)
if (!Number.isInteger(seed)) throw new Error(`--seed takes a whole number, not ${values.seed}`)
const pattern = new RegExp(values.only ?? '')

console.log(`seed ${seed}`)
const proved: { readonly name: string; readonly pairs: number; readonly seconds: number }[] = []
for (const { name, pairs, quickPairs, outcome = 'pairs agree', run } of PROOFS.filter((proof) =>
  pattern.test(proof.name),
)) {
  const began = performance.now()
  const done = await run({ pairs: values.quick ? quickPairs : pairs, seed })
  const seconds = Math.round(performance.now() - began) / 1000
  console.log(`${name}: ${done} ${outcome}, ${seconds} s`)
  proved.push({ name, pairs: done, seconds })
}
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ seed, proved }, null, 2)}\n`)
