/** A process of its own: loads a compiled ruleset, matches a hundred contexts, and prints how many bytes more it holds than before. */

import { readFileSync } from 'node:fs'
import type { CompiledRuleset } from '../../src/core/compiled.ts'
import { makeRunnable, type RunnableRuleset } from '../../src/core/decision/runnable.ts'
import { matchAll } from '../../src/core/match.ts'
import { attributesOfFacts, factsOf } from './match-rules.ts'

const CONTEXTS_COUNT = 100

const contexts = factsOf(CONTEXTS_COUNT, 1).map(attributesOfFacts)
const before = heldBytes()
const runnable = load(process.argv[2]!)
let matched = 0
for (const attributes of contexts) matched += matchAll(runnable, attributes).length
const after = heldBytes()
if (matched === 0 || runnable.experiences.length === 0)
  throw new Error('nothing matched: this is not the ruleset that is measured')
console.log(after - before)

/** In a function, so that neither the text nor what was parsed outlives it, unless the runnable ruleset keeps it. */
function load(file: string): RunnableRuleset {
  return makeRunnable(JSON.parse(readFileSync(file, 'utf8')) as CompiledRuleset, null)
}

function heldBytes(): number {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc')
  for (let pass = 0; pass < 4; pass++) globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
