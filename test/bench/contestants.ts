/** The Workers that are compared, each in its own workerd before the same origin. Not the load: load.ts. */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { AuthoredRuleset } from '../../src/core/authored.ts'
import { bundleWorker, WORKER_ENTRY } from '../../src/dev/bundle.ts'
import { type Runtime, startRuntime } from '../../src/dev/runtime.ts'
import type { OriginOrder } from './origin.ts'
import { PAGES } from './pages.ts'
import { publishBench } from './publish-bench.ts'
import { benchRuleset, SENDAI } from './ruleset.ts'

export type Contestant = 'passthrough' | 'htmlrewriter' | 'htmlrewriter-real' | 'growthbook' | 'awase'

export const CONTESTANTS: readonly Contestant[] = ['passthrough', 'htmlrewriter', 'growthbook', 'awase']

export interface Arena {
  readonly urls: { readonly [C in Contestant]: string }
  readonly runtimes: { readonly [C in Contestant]: Runtime }
  dispose(): Promise<void>
}

interface Origin {
  readonly url: string
  close(): void
}

async function benchOrigin(order: OriginOrder): Promise<Origin> {
  const child = fork(resolve(import.meta.dirname, 'origin.ts'), { stdio: 'inherit' })
  child.send(order)
  const [url] = (await once(child, 'message')) as [string]
  return { url, close: () => child.disconnect() }
}

/** With an origin of its own for `pages`, or before the one at `originUrl`. */
export async function openArena(options: {
  readonly pages?: OriginOrder['pages']
  readonly originUrl?: string
  readonly contestants?: readonly Contestant[]
  readonly ruleset?: AuthoredRuleset
  readonly vars?: { readonly [name: string]: string }
}): Promise<Arena> {
  const origin = options.originUrl === undefined ? await benchOrigin({ pages: options.pages ?? PAGES }) : null
  const originUrl = options.originUrl ?? (origin as Origin).url
  const runtimes: { [C in Contestant]?: Runtime } = {}
  for (const contestant of options.contestants ?? CONTESTANTS) {
    runtimes[contestant] = await start(contestant, { ORIGIN: originUrl, ...options.vars })
    if (contestant === 'awase') await publishBench(runtimes[contestant].url, options.ruleset ?? benchRuleset(100))
  }
  const all = runtimes as { [C in Contestant]: Runtime }
  return {
    runtimes: all,
    urls: Object.fromEntries(Object.entries(all).map(([name, { url }]) => [name, url])) as Arena['urls'],
    async dispose() {
      await Promise.all(Object.values(all).map((runtime) => runtime.dispose()))
      origin?.close()
    },
  }
}

export const BENCH_TOKEN = 'token-of-the-bench'
export const BENCH_COOKIE_KEYS = 'key-of-the-bench-which-has-32-random-bytesA'

async function start(contestant: Contestant, vars: { readonly [name: string]: string }): Promise<Runtime> {
  const entry = contestant === 'awase' ? WORKER_ENTRY : resolve(import.meta.dirname, 'workers', `${contestant}.ts`)
  const { code } = await bundleWorker({ entry, minify: true })
  return startRuntime({
    code,
    vars: { ...vars, PUBLISH_TOKEN: BENCH_TOKEN, COOKIE_KEYS: BENCH_COOKIE_KEYS },
    namespaces: ['RULES', 'WEATHER'],
    cf: SENDAI,
  })
}
