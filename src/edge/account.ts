/** A signed account link on the page that it leads to: its traits, for this page and those that follow. Not the link itself: visitor/account-link.ts. */

import type { CompiledSchema } from '../core/compiled.ts'
import type { Memory } from '../core/memory.ts'
import type { Deps } from '../env.ts'
import { log } from '../log.ts'
import { ACCOUNT_PARAMETER, readAccountLink, withAccount } from '../visitor/account-link.ts'
import type { PageVisit } from './visit.ts'

/** What shows no link that is good goes on as it was. */
export async function withAccountLink(
  memory: Memory,
  { url, site, now }: PageVisit,
  schema: CompiledSchema,
  { config }: Deps,
): Promise<Memory> {
  const token = url.searchParams.get(ACCOUNT_PARAMETER)
  if (token === null || config.publishToken === null) return memory
  const grant = await readAccountLink(token, { site, secret: config.publishToken, now })
  if (grant.ok) return withAccount(memory, grant.value, schema, now)
  log('warn', { event: 'account_link_refused', site, reason: grant.error })
  return memory
}
