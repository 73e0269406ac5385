/** The record of a choice, of whoever has an id to record it by. The cookie is what holds; this only proves it. */

import { type Consent, PURPOSES } from '../../core/consent.ts'
import { newId } from '../../edge/new-id.ts'
import { toldByCookies } from '../../edge/profile.ts'
import { type Deps, siteOf } from '../../env.ts'
import { log } from '../../log.ts'

export async function proveChoice(
  request: Request,
  consent: Consent,
  { stores, sealKeys, config, now }: Deps,
): Promise<void> {
  const keys = stores === null ? null : await sealKeys()
  if (stores === null || keys === null) return
  const url = new URL(request.url)
  const site = siteOf(config, url.hostname)
  const told = await toldByCookies(request, { site, url, keys, development: config.development })
  if (told === null) return
  const at = now()
  const purposes = PURPOSES.filter((purpose) => consent[purpose])
  const entry = { id: newId(at), site, visitor: told.memory.visitor, purposes, signal: consent.signal, at }
  const written = await (await stores()).consents.append([entry])
  if (!written.ok) log('error', { event: 'consent_unproven', site, reason: written.error.reason })
}
