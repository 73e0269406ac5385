/** Publishes the bench's ruleset through the Worker's own endpoint, and sees that it answered. */

import { BENCH_TOKEN } from './contestants.ts'
import { benchRuleset } from './ruleset.ts'

export async function publishBench(url: string, experiences: number): Promise<void> {
  const answer = await fetch(`${url}/_awase/api/v1/publish`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BENCH_TOKEN}` },
    body: JSON.stringify(benchRuleset(experiences)),
  })
  if (!answer.ok) throw new Error(`the bench's ruleset was refused: ${await answer.text()}`)
}
