/** What ten thousand rules cost before the first answer: compiling, loading, memory. Not answering: match.ts. */

import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { compileRuleset } from '../../src/core/compile.ts'
import type { CompiledRuleset } from '../../src/core/compiled.ts'
import { makeRunnable } from '../../src/core/decision/runnable.ts'
import { matchAll } from '../../src/core/match.ts'
import { type Figure, figure, median } from './figure.ts'
import { attributesOfFacts, factsOf, matchRuleset, rulesOf } from './match-rules.ts'
import type { Suite } from './suite.ts'

const RULES_COUNT = 10_000
const SEED = 20_261_123
const MOST_COMPILE_MS = 400
const MOST_LOAD_MS = 30
const MOST_MEMORY_MB = 20

export const loadSuite: Suite = {
  names: ['compile.10k', 'load.10k', 'memory.10k'],
  async run({ rounds, wants, say }) {
    const authored = matchRuleset(rulesOf(RULES_COUNT, SEED))
    const compileTimes: number[] = []
    let compiled = compileRuleset(authored)
    for (let round = 0; round < rounds; round++) {
      const began = performance.now()
      compiled = compileRuleset(authored)
      compileTimes.push(performance.now() - began)
    }
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
    const text = JSON.stringify(compiled.value)
    say(`compiled: ${(Buffer.byteLength(text) / 2 ** 20).toFixed(2)} MiB of JSON for ${RULES_COUNT} experiences`)
    const figures = [figure('compile.10k', median(compileTimes), 'ms', { atMost: MOST_COMPILE_MS })]
    if (wants('load.10k')) figures.push(loaded(text, rounds))
    if (wants('memory.10k')) figures.push(await held(text))
    return figures
  },
}

/** From the text in KV to the first answer. */
function loaded(text: string, rounds: number): Figure {
  const contexts = factsOf(rounds, SEED).map(attributesOfFacts)
  const times = contexts.map((attributes) => {
    const began = performance.now()
    const runnable = makeRunnable(JSON.parse(text) as CompiledRuleset, null)
    matchAll(runnable, attributes)
    return performance.now() - began
  })
  return figure('load.10k', median(times), 'ms', { atMost: MOST_LOAD_MS })
}

/** Megabytes that a process of its own holds after loading and a hundred matches, without the text. */
async function held(text: string): Promise<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'awase-bench-'))
  try {
    const file = join(folder, 'compiled.json')
    await writeFile(file, text)
    const script = resolve(import.meta.dirname, 'match-memory.ts')
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, file])
    return figure('memory.10k', Number(stdout) / 2 ** 20, 'MB', { atMost: MOST_MEMORY_MB })
  } finally {
    await rm(folder, { recursive: true })
  }
}
