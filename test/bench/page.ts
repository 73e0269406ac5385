/** Requests per second of whole pages through the whole Worker, against what others do with the same edits. */

import { type Arena, type Contestant, openArena } from './contestants.ts'
import { TRACES } from './edits.ts'
import { type Figure, figure, median } from './figure.ts'
import { rate, seen } from './load.ts'
import { REAL_EDITS, REAL_TRACES, realPages, realRuleset } from './real-pages.ts'
import { benchRuleset } from './ruleset.ts'
import type { Suite } from './suite.ts'

interface Goals {
  readonly page: string
  readonly htmlrewriter: number
  readonly growthbook: number
}

const PAGE_GOALS: readonly Goals[] = [
  { page: '10k', htmlrewriter: 0.8, growthbook: 1.4 },
  { page: '100k', htmlrewriter: 1.1, growthbook: 5.5 },
  { page: '1m', htmlrewriter: 1.65, growthbook: 20 },
  { page: '1m-end', htmlrewriter: 0.63, growthbook: 4 },
  { page: '100k-gzip', htmlrewriter: 1.0, growthbook: 2 },
]

const WARM_UP_SECONDS = 1

/** The same page before a thousand experiences, by the goals it has with a hundred. */
const LARGE_RULES = { page: '100k', experiences: 1_000, suffix: '.rules-1k' }

export const pageSuite: Suite = {
  names: PAGE_GOALS.flatMap(({ page }) => [`page.${page}.vs-htmlrewriter`, `page.${page}.vs-growthbook`]),
  async run({ rounds, seconds, wants, say }) {
    const goals = PAGE_GOALS.filter(
      ({ page }) => wants(`page.${page}.vs-htmlrewriter`) || wants(`page.${page}.vs-growthbook`),
    )
    const arena = await openArena({})
    try {
      const figures: Figure[] = []
      for (const goal of goals) figures.push(...(await comparePage(arena, goal, rounds, seconds, say)))
      return figures
    } finally {
      await arena.dispose()
    }
  },
}

export const largeRulesPageSuite: Suite = {
  names: ['htmlrewriter', 'growthbook'].map((other) => `page.${LARGE_RULES.page}${LARGE_RULES.suffix}.vs-${other}`),
  async run({ rounds, seconds, say }) {
    const goals = PAGE_GOALS.find(({ page }) => page === LARGE_RULES.page)!
    const arena = await openArena({ ruleset: benchRuleset(LARGE_RULES.experiences) })
    try {
      return await comparePage(arena, goals, rounds, seconds, say, LARGE_RULES.suffix)
    } finally {
      await arena.dispose()
    }
  },
}

/** The same on three real pages, whose edits stand between 17 and 35 KB. */
export const realPageSuite: Suite = {
  names: Object.keys(REAL_EDITS).map((path) => `page.real.${path.slice(1)}.vs-htmlrewriter`),
  async run({ rounds, seconds, say }) {
    const pages = realPages()
    if (Object.keys(pages).length === 0) {
      say('real pages: SKIPPED, the data are not there (AWASE_DATA)')
      return []
    }
    const contestants = ['passthrough', 'htmlrewriter-real', 'awase'] as const
    const vars = { EDITS: JSON.stringify(REAL_EDITS) }
    const arena = await openArena({ pages, contestants, ruleset: realRuleset(), vars })
    try {
      const figures: Figure[] = []
      for (const path of Object.keys(pages)) {
        const rates = await interleaved(arena, path, rounds, seconds, REAL_TRACES)
        const share = median(rates.awase.map((value, i) => value / (rates['htmlrewriter-real'][i] ?? 0)))
        figures.push(figure(`page.real.${path.slice(1)}.vs-htmlrewriter`, share, '×', null))
      }
      return figures
    } finally {
      await arena.dispose()
    }
  },
}

async function comparePage(
  arena: Arena,
  { page, htmlrewriter, growthbook }: Goals,
  rounds: number,
  seconds: number,
  say: (line: string) => void,
  suffix = '',
): Promise<Figure[]> {
  const rates = await interleaved(arena, `/${page}`, rounds, seconds)
  const share = (one: Contestant, other: Contestant) =>
    median(rates[one].map((value, i) => value / (rates[other][i] ?? 0)))
  const absolute = Object.entries(rates).map(([name, values]) => `${name} ${Math.round(median(values))}`)
  say(`page ${page}${suffix}: ${absolute.join(', ')} requests/s`)
  return [
    figure(`page.${page}${suffix}.vs-htmlrewriter`, share('awase', 'htmlrewriter'), '×', { atLeast: htmlrewriter }),
    figure(`page.${page}${suffix}.vs-growthbook`, share('awase', 'growthbook'), '×', { atLeast: growthbook }),
    figure(`page.${page}${suffix}.vs-passthrough`, share('awase', 'passthrough'), '×', null),
  ]
}

/** Every round measures everybody once, so that a noisy minute is everybody's. */
async function interleaved(
  arena: Arena,
  path: string,
  rounds: number,
  seconds: number,
  traces: readonly string[] = TRACES,
) {
  const contestants = Object.keys(arena.urls) as Contestant[]
  const rates = Object.fromEntries(contestants.map((name) => [name, []])) as unknown as { [C in Contestant]: number[] }
  const cookies = new Map<Contestant, string | null>()
  for (const name of contestants) {
    cookies.set(name, await seen(arena.urls[name] + path, name === 'passthrough' ? [] : traces))
    await rate(arena.urls[name] + path, WARM_UP_SECONDS, cookies.get(name) ?? null)
  }
  for (let round = 0; round < rounds; round++) {
    for (const name of contestants) {
      rates[name].push(await rate(arena.urls[name] + path, seconds, cookies.get(name) ?? null))
    }
  }
  return rates
}
