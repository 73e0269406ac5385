/** That a visitor looked at what there is of them, for the audit. Not their other wishes: privacy-keep.ts. */

import type { Deps } from '../env.ts'
import { isAudited } from '../visitor/audit-entry.ts'
import { type Asker, idsOf } from './privacy-asker.ts'

/** Of nobody there was nothing to see. Looking is not refused where the audit fails, which the log says. */
export async function noteAccess(asker: Asker, { stores, now }: Deps): Promise<void> {
  const [visitor] = idsOf(asker)
  if (stores === null || visitor === undefined) return
  const entry = { site: asker.site, actor: 'visitor', action: 'access', visitor, outcome: 'done' } as const
  await isAudited(entry, await stores(), now())
}
