/** All matches of a context among many rules: ours against others', the same rules and contexts for all. Not deciding: decide.ts. */

import { resolve } from 'node:path'
import { bundleWorker } from '../../src/dev/bundle.ts'
import { startRuntime } from '../../src/dev/runtime.ts'
import { type Figure, figure, median } from './figure.ts'
import {
  awaseEngine,
  closureLoop,
  conditionLoop,
  growthbookEngine,
  jsonLogicCompiled,
  jsonLogicInterpreted,
  jsonRulesEngine,
  type MatchEngine,
} from './match-engines.ts'
import { type Facts, factsOf, type Random, type Rule, randomOf, rulesOf, shuffled } from './match-rules.ts'
import type { Suite, SuiteOptions } from './suite.ts'

const SEED = 20_261_122

/** `calls` of a round; every call has a context of its own. */
interface Size {
  readonly name: string
  readonly rules: number
  readonly calls: number
  readonly atMost: number
}

const SIZES: readonly Size[] = [
  { name: 'match.1k', rules: 1_000, calls: 4_000, atMost: 8 },
  { name: 'match.10k', rules: 10_000, calls: 4_000, atMost: 40 },
  { name: 'match.100k', rules: 100_000, calls: 1_000, atMost: 500 },
]

interface Rival {
  readonly name: string
  readonly make: (rules: readonly Rule[]) => MatchEngine<unknown>
  /** Slow ones get few. */
  readonly calls: number
  readonly atLeast: number | null
}

const RIVALS: readonly Rival[] = [
  { name: 'growthbook', make: growthbookEngine, calls: 200, atLeast: 150 },
  { name: 'json-rules-engine', make: jsonRulesEngine, calls: 8, atLeast: 5_000 },
  { name: 'json-logic-engine', make: jsonLogicCompiled, calls: 200, atLeast: null },
  { name: 'json-logic-engine-interpreted', make: jsonLogicInterpreted, calls: 100, atLeast: null },
  { name: 'closures', make: closureLoop, calls: 1_000, atLeast: null },
  { name: 'condition-loop', make: conditionLoop, calls: 500, atLeast: null },
]

/** A round that takes longer ends with the calls it has made. */
const MAX_ROUND_MS = 5_000
const MOST_GROWTH = 6
const MOST_P99_VS_MEDIAN = 4
const SIZE_NAMES = SIZES.flatMap(({ name }) => [name, `${name}.p99`, `${name}.p99-vs-median`])
const RIVAL_NAMES = RIVALS.map(({ name }) => `match.10k.vs-${name}`)

export const matchSuite: Suite = {
  names: [...SIZE_NAMES, 'match.growth', ...RIVAL_NAMES],
  async run(options) {
    options.say(`matching: seed ${SEED}, every call with a context of its own`)
    const wanted = SIZES.filter(
      ({ name }) =>
        options.wants('match.growth') ||
        options.wants(name) ||
        options.wants(`${name}.p99`) ||
        options.wants(`${name}.p99-vs-median`),
    )
    const figures: Figure[] = []
    const medians = new Map<string, number>()
    for (const size of wanted) {
      const measured = await ownSize(size, options)
      medians.set(size.name, measured.median)
      figures.push(...measured.figures)
    }
    const growth = medians.get('match.10k')! / medians.get('match.1k')!
    if (!Number.isNaN(growth)) figures.push(figure('match.growth', growth, '×', { atMost: MOST_GROWTH }))
    if (RIVAL_NAMES.some(options.wants)) figures.push(...(await againstRivals(options)))
    return figures
  },
}

async function ownSize(
  { name, rules, calls, atMost }: Size,
  { rounds, say }: SuiteOptions,
): Promise<{ median: number; figures: Figure[] }> {
  const ours = awaseEngine(rulesOf(rules, SEED))
  const facts = factsOf(calls, SEED + 1)
  const random = randomOf(SEED + 2)
  await timed(ours, factsOf(calls / 2, SEED + 3), random)
  const times: (readonly number[])[] = []
  for (let round = 0; round < rounds; round++) times.push(await timed(ours, facts, random))
  const middle = median(times.map(median))
  const p99 = median(times.map((round) => quantile(round, 0.99)))
  say(`${name}: ${rules} rules, ${rounds} × ${calls} calls`)
  return {
    median: middle,
    figures: [
      figure(name, middle, 'µs', { atMost }),
      figure(`${name}.p99`, p99, 'µs', null),
      figure(`${name}.p99-vs-median`, p99 / middle, '×', { atMost: MOST_P99_VS_MEDIAN }),
    ],
  }
}

/**
 * Microseconds of each call, in an order that is random each time, with attributes that no call has seen: made just before,
 * as a request does. Thousands that were made beforehand would be read from main memory, which no request has to.
 */
async function timed<C>(engine: MatchEngine<C>, facts: readonly Facts[], random: Random): Promise<readonly number[]> {
  const order = shuffled(facts, random)
  const times: number[] = []
  const start = performance.now()
  for (const fact of order) {
    const one = engine.context(fact)
    const began = performance.now()
    const found = engine.matches(one)
    if (found instanceof Promise) await found
    times.push((performance.now() - began) * 1000)
    if (performance.now() - start > MAX_ROUND_MS) break
  }
  return times
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN

async function againstRivals({ rounds, wants, say }: SuiteOptions): Promise<readonly Figure[]> {
  const rules = rulesOf(10_000, SEED)
  const ours = awaseEngine(rules)
  const random = randomOf(SEED + 4)
  const figures: Figure[] = []
  for (const { name, make, calls, atLeast } of RIVALS.filter((rival) => wants(`match.10k.vs-${rival.name}`))) {
    const theirs = make(rules)
    const agreed = await agreement(ours, theirs, factsOf(Math.min(calls, 100), SEED + 5), name)
    const ratios: number[] = []
    const absolute: number[] = []
    // Interleaved, so that a noisy moment is everybody's.
    for (let round = 0; round < Math.min(rounds, 3); round++) {
      const own = median(await timed(ours, factsOf(1_000, SEED + 6 + round), random))
      absolute.push(median(await timed(theirs, factsOf(calls, SEED + 6 + round), random)))
      ratios.push(absolute.at(-1)! / own)
    }
    say(`match.10k: ${name} agrees on ${agreed} matches; ${Math.round(median(absolute))} µs (${calls} calls a round)`)
    figures.push(figure(`match.10k.vs-${name}`, median(ratios), '×', atLeast === null ? null : { atLeast }))
  }
  return figures
}

/** How many matches both found; they must be the same ones. */
async function agreement<A, B>(
  ours: MatchEngine<A>,
  theirs: MatchEngine<B>,
  facts: readonly Facts[],
  name: string,
): Promise<number> {
  let agreed = 0
  for (const one of facts) {
    const found = (await ours.matches(ours.context(one))).join()
    const others = (await theirs.matches(theirs.context(one))).join()
    if (found !== others) throw new Error(`${name} matches other rules: ${others} in place of ${found}`)
    agreed += found === '' ? 0 : found.split(',').length
  }
  return agreed
}

const SMALL_SEEDS_COUNT = 15
const SMALL_CONTEXTS_COUNT = 2_000

/** Ten rules: what an index costs where there is nothing to index. */
export const smallMatchSuite: Suite = {
  names: ['match.10.vs-closures'],
  async run({ rounds, say }) {
    const ratios: number[] = []
    const absolute: number[] = []
    for (let seed = 0; seed < SMALL_SEEDS_COUNT; seed++) {
      const rules = rulesOf(10, SEED + seed)
      const facts = factsOf(SMALL_CONTEXTS_COUNT, SEED - seed)
      const [ours, theirs] = [awaseEngine(rules), closureLoop(rules)]
      await agreement(ours, theirs, facts.slice(0, 200), 'closures')
      const [own, other]: [number[], number[]] = [[], []]
      for (let round = 0; round < 3 * rounds; round++) {
        own.push(batch(ours, facts))
        other.push(batch(theirs, facts))
      }
      absolute.push(median(own))
      ratios.push(median(own) / median(other))
    }
    say(`match.10: ours ${median(absolute).toFixed(2)} µs, ${SMALL_SEEDS_COUNT} seeds`)
    return [figure('match.10.vs-closures', median(ratios), '×', { atMost: 1.5 })]
  },
}

/** Microseconds a call, over so many that the clock's own cost does not count. */
function batch<C>(engine: MatchEngine<C>, facts: readonly Facts[]): number {
  const contexts = facts.map((one) => engine.context(one))
  let matched = 0
  const began = performance.now()
  for (let at = 0; at < contexts.length; at++) matched += (engine.matches(contexts[at]!) as readonly number[]).length
  const took = performance.now() - began
  if (matched < 0) throw new Error('matches are counted, so that nothing is optimised away')
  return (took * 1000) / contexts.length
}

const WORKERD_CONTEXTS_COUNT = 4_000

/** A request of many calls less a request of none, because a Worker's clock may stand still. */
export const workerdMatchSuite: Suite = {
  names: ['match.10k.workerd'],
  async run({ rounds, say }) {
    const { code } = await bundleWorker({ entry: resolve(import.meta.dirname, 'workers/match.ts'), minify: true })
    const runtime = await startRuntime({ code, vars: {}, namespaces: [] })
    const ask = async (query: string, method = 'GET'): Promise<string> => {
      const answer = await fetch(`${runtime.url}/?${query}`, { method })
      if (!answer.ok) throw new Error(`the match Worker answered ${answer.status}`)
      return answer.text()
    }
    try {
      await ask(`rules=10000&contexts=${WORKERD_CONTEXTS_COUNT}&seed=${SEED}`, 'POST')
      const half = WORKERD_CONTEXTS_COUNT / 2
      const matched = Number(await ask(`from=0&to=${half}`))
      const ours = awaseEngine(rulesOf(10_000, SEED))
      const inNode = factsOf(WORKERD_CONTEXTS_COUNT, SEED + 1).slice(0, half)
      const expected = inNode.reduce(
        (sum, facts) => sum + (ours.matches(ours.context(facts)) as readonly number[]).length,
        0,
      )
      if (matched !== expected) throw new Error(`workerd has ${matched} matches, Node ${expected}`)
      const times: number[] = []
      for (let round = 0; round < rounds; round++) {
        const empty = await milliseconds(() => ask('from=0&to=0'))
        const full = await milliseconds(() => ask(`from=${half}&to=${WORKERD_CONTEXTS_COUNT}`))
        times.push(((full - empty) * 1000) / half)
      }
      say(`match.10k.workerd: ${matched} matches as in Node; ${rounds} requests of ${half} calls`)
      return [figure('match.10k.workerd', median(times), 'µs', null)]
    } finally {
      await runtime.dispose()
    }
  },
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
