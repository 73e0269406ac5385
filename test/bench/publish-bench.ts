/** Publishes a ruleset of the bench through the Worker's own endpoint, and sees that it answered. */

import type { AuthoredRuleset } from '../../src/core/authored.ts'
import { BENCH_TOKEN } from './contestants.ts'

export async function publishBench(url: string, ruleset: AuthoredRuleset): Promise<void> {
  const answer = await fetch(`${url}/_awase/api/v1/publish`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BENCH_TOKEN}` },
    body: JSON.stringify(ruleset),
  })
  if (!answer.ok) throw new Error(`the bench's ruleset was refused: ${await answer.text()}`)
}
