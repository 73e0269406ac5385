/** What a page's work on the visitor's memory takes in workerd, and how large the cookie is. Not a page: page.ts. */

import { resolve } from 'node:path'
import type { Memory } from '../../src/core/memory.ts'
import { bundleWorker } from '../../src/dev/bundle.ts'
import { startRuntime } from '../../src/dev/runtime.ts'
import { MAX_SEALED_LENGTH } from '../../src/edge/sealed/limits.ts'
import { typicalMemory } from '../harness/typical-memory.ts'
import { figure, median } from './figure.ts'
import type { Suite } from './suite.ts'

const PAGES_COUNT = 400
const REQUESTS_PER_ROUND_COUNT = 6
const MOST_TYPICAL_LENGTH = 600
const MOST_MS = 0.3

/** A request of many pages less one of none, because a Worker's clock may stand still. */
export const profilePathSuite: Suite = {
  names: ['profile.path', 'profile.cookie', 'profile.cookie-largest'],
  async run({ rounds, say }) {
    const { code } = await bundleWorker({
      entry: resolve(import.meta.dirname, 'workers/profile-path.ts'),
      minify: true,
    })
    const runtime = await startRuntime({ code, vars: {}, namespaces: [] })
    const ask = async (query: string, init: RequestInit): Promise<string> => {
      const answer = await fetch(`${runtime.url}/?${query}`, init)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`the profile Worker answered ${answer.status}: ${text}`)
      return text
    }
    const seal = (memory: Memory) => ask('', { method: 'POST', body: JSON.stringify(memory) })
    try {
      const typical = await seal(typicalMemory())
      const largest = await seal(everything())
      const browse = (pages: number) => ask(`pages=${pages}`, { headers: { 'x-cookie': typical } })
      await browse(PAGES_COUNT)
      const times: number[] = []
      for (let one = 0; one < rounds * REQUESTS_PER_ROUND_COUNT; one++) {
        const empty = await milliseconds(() => browse(0))
        times.push(((await milliseconds(() => browse(PAGES_COUNT))) - empty) / PAGES_COUNT)
      }
      say(`profile.path: ${times.length} requests of ${PAGES_COUNT} pages, each opened, updated and sealed`)
      return [
        figure('profile.path', median(times), 'ms', { atMost: MOST_MS }),
        figure('profile.cookie', typical.length, 'characters', { atMost: MOST_TYPICAL_LENGTH }),
        figure('profile.cookie-largest', largest.length, 'characters', { atMost: MAX_SEALED_LENGTH }),
      ]
    } finally {
      await runtime.dispose()
    }
  },
}

/** More than a cookie holds. */
function everything(): Memory {
  const typical = typicalMemory()
  const { lastSeen: at } = typical.visits
  const names = Array.from({ length: 60 }, (_, place) => `a-rather-long-name-${place}`)
  return {
    ...typical,
    affinities: Object.fromEntries(names.map((name) => [name, { weight: 2, at }])),
    items: names.map((item) => ({ item, at, count: 3 })),
    dismissed: names,
  }
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
