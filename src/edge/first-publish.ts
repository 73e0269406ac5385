/** After a deploy whose compiled format is new, an isolate finds nothing of its own and publishes what is authored, once. */

import type { Deps } from '../env.ts'
import { log, messageOf } from '../log.ts'

const tried = new Set<string>()

/** For `waitUntil`: a page never waits for it. Never rejects. */
export async function publishOnce(site: string, deps: Deps): Promise<void> {
  if (tried.has(site)) return
  tried.add(site)
  try {
    const { publishWhatChanged } = await import('../publish.ts')
    await publishWhatChanged(site, deps)
  } catch (error) {
    log('warn', { event: 'first_publish_failed', site, detail: messageOf(error) })
  }
}
