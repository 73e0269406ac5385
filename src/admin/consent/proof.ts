/** The records of a choice, of whoever has an id to record it by: its proof, and the audit of what was taken back. The cookie is what holds. */

import { type Consent, PURPOSES, type Purpose } from '../../core/consent.ts'
import { newId } from '../../edge/new-id.ts'
import { toldByCookies } from '../../edge/profile.ts'
import { type Deps, siteOf } from '../../env.ts'
import { log } from '../../log.ts'
import type { Stores } from '../../store/stores.ts'
import { isAudited } from '../../visitor/audit-entry.ts'

export async function proveChoice(request: Request, consent: Consent, deps: Deps): Promise<void> {
  const chooser = await chooserOf(request, deps)
  if (chooser === null) return
  const { stores, site, visitor } = chooser
  const at = deps.now()
  const purposes = PURPOSES.filter((purpose) => consent[purpose])
  const written = await stores.consents.append([{ id: newId(at), site, visitor, purposes, signal: consent.signal, at }])
  if (!written.ok) log('error', { event: 'consent_unproven', site, reason: written.error.reason })
}

/** What held before and does not any longer, by whichever word it held. */
export const takenBack = (before: Consent, now: Consent): readonly Purpose[] =>
  PURPOSES.filter((purpose) => before[purpose] && !now[purpose])

/**
 * A withdrawal is a request about somebody's data, and audited like those of the visitor's page. But it is done in any case:
 * no one has to wait for our database to take back what they allowed; what could not be written down is in the log. Of nobody
 * there is nothing to take back, and a first refusal takes nothing.
 */
export async function auditWithdrawal(request: Request, purposes: readonly Purpose[], deps: Deps): Promise<void> {
  const chooser = purposes.length === 0 ? null : await chooserOf(request, deps)
  if (chooser === null) return
  const { stores, site, visitor } = chooser
  const entry = { site, actor: 'visitor', action: 'consent', visitor, outcome: 'done', detail: { purposes } } as const
  await isAudited(entry, stores, deps.now())
}

/** Null: nobody is known, or there is nothing to record it in. */
async function chooserOf(
  request: Request,
  { stores, sealKeys, config }: Deps,
): Promise<{ readonly stores: Stores; readonly site: string; readonly visitor: string } | null> {
  const keys = stores === null ? null : await sealKeys()
  if (stores === null || keys === null) return null
  const url = new URL(request.url)
  const site = siteOf(config, url.hostname)
  const told = await toldByCookies(request, { site, url, keys, development: config.development })
  return told === null ? null : { stores: await stores(), site, visitor: told.memory.visitor }
}
