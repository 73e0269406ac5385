/** How large the Worker is, and how long a cold start takes beside a passthrough's. */

import { resolve } from 'node:path'
import { bundleSizes, bundleWorker, WORKER_ENTRY } from '../../src/dev/bundle.ts'
import { startRuntime } from '../../src/dev/runtime.ts'
import { figure, median } from './figure.ts'
import type { Suite } from './suite.ts'

const MAX_BUNDLE_KB = 150
const MAX_STARTUP_KB = 60

export const bundleSuite: Suite = {
  names: ['bundle.gzip', 'bundle.startup-gzip', 'coldstart.added'],
  async run({ rounds, say }) {
    const { gzipBytes, startupGzipBytes } = await bundleSizes()
    const own: number[] = []
    const bare: number[] = []
    for (let round = 0; round < rounds; round++) {
      own.push(await coldStart(WORKER_ENTRY))
      bare.push(await coldStart(resolve(import.meta.dirname, 'workers/passthrough.ts')))
    }
    say(`start of workerd to the first answer: awase ${median(own)} ms, passthrough ${median(bare)} ms`)
    return [
      figure('bundle.gzip', gzipBytes / 1024, 'KB', { atMost: MAX_BUNDLE_KB }),
      figure('bundle.startup-gzip', startupGzipBytes / 1024, 'KB', { atMost: MAX_STARTUP_KB }),
      figure('coldstart.added', median(own.map((value, i) => value - (bare[i] ?? 0))), 'ms', null),
    ]
  },
}

/** Milliseconds from starting workerd to its first answer, which is an error page: there is no origin. */
async function coldStart(entry: string): Promise<number> {
  const { code } = await bundleWorker({ entry, minify: true })
  const began = performance.now()
  const runtime = await startRuntime({
    code,
    vars: { ORIGIN: 'http://127.0.0.1:1' },
    namespaces: ['RULES', 'WEATHER'],
  })
  await fetch(runtime.url, { signal: AbortSignal.timeout(5_000) }).then((answer) => answer.arrayBuffer())
  const took = performance.now() - began
  await runtime.dispose()
  return Math.round(took)
}
