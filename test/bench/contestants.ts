/** The Workers that are compared, each in its own workerd before the same origin. Not the load: load.ts. */

import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleWorker, WORKER_ENTRY } from '../../src/dev/bundle.ts'
import { type Listener, listen } from '../../src/dev/listen.ts'
import { type Runtime, startRuntime } from '../../src/dev/runtime.ts'
import { PAGES } from './pages.ts'
import { publishBench } from './publish-bench.ts'
import { SENDAI } from './ruleset.ts'

export type Contestant = 'passthrough' | 'htmlrewriter' | 'growthbook' | 'awase'

export const CONTESTANTS: readonly Contestant[] = ['passthrough', 'htmlrewriter', 'growthbook', 'awase']

export interface Arena {
  readonly urls: { readonly [C in Contestant]: string }
  readonly runtimes: { readonly [C in Contestant]: Runtime }
  dispose(): Promise<void>
}

/** `gzip` answers compressed for paths that end in `-gzip`, whatever is asked. */
function benchOrigin(pages: { readonly [path: string]: string | Uint8Array }): Promise<Listener> {
  const bodies = new Map(Object.entries(pages).map(([path, text]) => [path, Buffer.from(text)]))
  for (const [path, body] of [...bodies]) bodies.set(`${path}-gzip`, gzipSync(body))
  return listen((request, response) => {
    const path = request.url ?? ''
    const body = bodies.get(path)
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=60',
      etag: '"bench"',
      ...(body !== undefined && { 'content-length': body.byteLength }),
      ...(path.endsWith('-gzip') && { 'content-encoding': 'gzip' }),
    })
    response.end(body)
  })
}

/** With an origin of its own for `pages`, or before the one at `originUrl`. */
export async function openArena(options: {
  readonly pages?: { readonly [path: string]: string | Uint8Array }
  readonly originUrl?: string
  readonly contestants?: readonly Contestant[]
  readonly experiences?: number
}): Promise<Arena> {
  const origin = options.originUrl === undefined ? await benchOrigin(options.pages ?? PAGES) : null
  const originUrl = options.originUrl ?? (origin as Listener).url
  const runtimes: { [C in Contestant]?: Runtime } = {}
  for (const contestant of options.contestants ?? CONTESTANTS) {
    runtimes[contestant] = await start(contestant, originUrl)
    if (contestant === 'awase') await publishBench(runtimes[contestant].url, options.experiences ?? 100)
  }
  const all = runtimes as { [C in Contestant]: Runtime }
  return {
    runtimes: all,
    urls: Object.fromEntries(Object.entries(all).map(([name, { url }]) => [name, url])) as Arena['urls'],
    async dispose() {
      await Promise.all(Object.values(all).map((runtime) => runtime.dispose()))
      await origin?.close()
    },
  }
}

export const BENCH_TOKEN = 'token-of-the-bench'

async function start(contestant: Contestant, origin: string): Promise<Runtime> {
  const entry = contestant === 'awase' ? WORKER_ENTRY : resolve(import.meta.dirname, 'workers', `${contestant}.ts`)
  const { code } = await bundleWorker({ entry, minify: true })
  return startRuntime({
    code,
    vars: { ORIGIN: origin, PUBLISH_TOKEN: BENCH_TOKEN },
    namespaces: ['RULES', 'WEATHER'],
    cf: SENDAI,
  })
}
