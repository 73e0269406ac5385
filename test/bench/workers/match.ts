/** Our matching alone in workerd: rules and contexts made from a seed, then as many calls as a request asks for. */

import { makeRunnable, type RunnableRuleset } from '../../../src/core/decision/runnable.ts'
import { matchAll } from '../../../src/core/match.ts'
import { attributesOfFacts, compiledRules, factsOf, rulesOf } from '../match-rules.ts'

interface Prepared {
  readonly runnable: RunnableRuleset
  readonly contexts: readonly object[]
}

let prepared: Prepared | null = null

/** `POST /?rules=…&contexts=…&seed=…` prepares; `GET /?from=…&to=…` matches those contexts and answers how many matched. */
export default {
  fetch(request: Request): Response {
    const { searchParams } = new URL(request.url)
    const number = (name: string): number => Number(searchParams.get(name))
    if (request.method === 'POST') {
      prepared = prepare(number('rules'), number('contexts'), number('seed'))
      return new Response('ready')
    }
    if (prepared === null) return new Response('not prepared', { status: 409 })
    let matched = 0
    for (let at = number('from'); at < number('to'); at++)
      matched += matchAll(prepared.runnable, prepared.contexts[at]!).length
    return new Response(String(matched))
  },
}

function prepare(rules: number, contexts: number, seed: number): Prepared {
  const runnable = makeRunnable(compiledRules(rulesOf(rules, seed)), null)
  return { runnable, contexts: factsOf(contexts, seed + 1).map(attributesOfFacts) }
}
