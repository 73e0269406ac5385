/** After publishing or going back: until the Worker's own KV shows it. Not what isolates hold: nobody can ask them all. */

import type { RulesetStatus } from '../admin/ruleset-status.ts'
import { statusAt } from '../dev/publish-client.ts'
import { describeWorkerFailure } from '../dev/publish-text.ts'
import type { CliIo } from './command.ts'
import type { Target } from './target.ts'

/** KV shows a change everywhere after a minute, sometimes a little more. */
const PATIENCE_MS = 120_000
const PAUSE_MS = 2_000

export interface Awaited {
  readonly revision: number
  readonly hash: string
}

/** The exit code: 0 when it is live where this machine asks, 1 when it did not show. */
export async function waitUntilLive(awaited: Awaited, target: Target, io: CliIo): Promise<number> {
  const progress = io.progress('Waiting until it is live', null)
  try {
    for (const end = io.now() + PATIENCE_MS; ; await io.wait(PAUSE_MS)) {
      const status = await statusAt(target)
      const seen = status.ok ? verdict(status.value, awaited) : null
      if (seen !== null) return say(seen, awaited, target, io)
      if (io.now() < end) continue
      const lines = status.ok
        ? [`Revision ${awaited.revision} was accepted, but KV does not show it here yet. Look again in a minute.`]
        : describeWorkerFailure(
            `Revision ${awaited.revision} was accepted, but nobody says whether it is live.`,
            status.error,
          )
      for (const line of lines) io.err(line)
      return 1
    }
  } finally {
    progress.done()
  }
}

type Seen = 'live' | 'off' | 'replaced'

/** Null: KV still shows what was before. */
function verdict({ state, revision, hash }: RulesetStatus, awaited: Awaited): Seen | null {
  if (revision === null || revision < awaited.revision) return null
  if (revision > awaited.revision || hash !== awaited.hash) return 'replaced'
  return state === 'off' ? 'off' : 'live'
}

function say(seen: Seen, { revision }: Awaited, { local, url, site }: Target, io: CliIo): number {
  switch (seen) {
    case 'replaced':
      io.err(`Somebody has published since: revision ${revision} was live, and is no longer.`)
      return 1
    case 'off':
      io.out(
        `${io.style('warning', 'Published, but switched off')}: while the key off:${site} is in KV, pages stay the origin's.`,
      )
      return 0
    case 'live':
      io.out(
        local
          ? `${io.style('good', 'Live')}: ${url}/ shows it from the next request on.`
          : `${io.style('good', 'Live')} as seen from here. Other places on earth follow within about a minute and a half\n` +
              '(a minute for KV, half a minute for a Worker that runs already); nobody can ask each of them.',
      )
      return 0
  }
}
