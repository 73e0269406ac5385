/** One decision alone, in Node: a fresh context, a hundred experiences or ten thousand, no page. */

import { compileRuleset } from '../../src/core/compile.ts'
import type { VisitContext } from '../../src/core/context.ts'
import { decide } from '../../src/core/decide.ts'
import { makeRunnable } from '../../src/core/decision/runnable.ts'
import { newMemory } from '../../src/core/memory/new-memory.ts'
import { profileOf } from '../../src/core/profile.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { visitContext } from '../../src/edge/context.ts'
import { figure, median } from './figure.ts'
import { BENCH_HEADERS } from './load.ts'
import { benchRuleset, SENDAI } from './ruleset.ts'
import type { Suite } from './suite.ts'

const WARM_UP_COUNT = 20_000
const DECISIONS_PER_ROUND_COUNT = 5_000
/** A round that takes longer ends with the decisions it has made. */
const MAX_ROUND_MS = 4_000
const HOURS_COUNT = 24 * 14

const SIZES = [
  { name: 'decide.100', experiences: 100, atMost: 20 },
  { name: 'decide.10k', experiences: 10_000, atMost: 80 },
] as const

export const decideSuite: Suite = {
  names: SIZES.map(({ name }) => name),
  async run({ rounds, wants }) {
    return SIZES.filter(({ name }) => wants(name)).map(({ name, experiences, atMost }) => {
      const one = decider(experiences)
      inTime(WARM_UP_COUNT, one)
      const medians = Array.from({ length: rounds }, () => median(inTime(DECISIONS_PER_ROUND_COUNT, one)))
      return figure(name, median(medians), 'µs', { atMost })
    })
  },
}

/** Microseconds of the decision on one of the contexts. */
function decider(experiences: number): (number: number) => number {
  const compiled = compileRuleset(benchRuleset(experiences))
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
  const runnable = makeRunnable(compiled.value, null)
  const contexts = Array.from({ length: HOURS_COUNT }, (_, hour) => contextAt(hour))
  const profile = profileOf(newMemory('A'.repeat(22), '/', Date.now()), Date.now())
  return (number) => {
    const { context, now } = contexts[(number * 31) % HOURS_COUNT] as (typeof contexts)[number]
    const began = performance.now()
    const plan = decide(runnable, context(), profile, now)
    const took = performance.now() - began
    if (!plan.addressed) throw new Error('the bench page is not addressed')
    return took * 1000
  }
}

function inTime(count: number, one: (number: number) => number): readonly number[] {
  const times: number[] = []
  const start = performance.now()
  while (times.length < count && performance.now() - start < MAX_ROUND_MS) times.push(one(times.length))
  return times
}

/** A context's families are computed when they are read, so that every decision gets a context of its own. */
function contextAt(hour: number): { context: () => VisitContext; now: number } {
  const request = new Request('https://shop.example/100k', { headers: BENCH_HEADERS })
  Object.defineProperty(request, 'cf', { value: { ...SENDAI, city: hour % 2 === 0 ? 'Sendai' : 'Sapporo' } })
  const now = Date.UTC(2026, 10, 22) + hour * 3_600_000
  const site = { timeZone: 'Asia/Tokyo', locale: 'ja' }
  return { now, context: () => visitContext(request, now, site, UNKNOWN) }
}
