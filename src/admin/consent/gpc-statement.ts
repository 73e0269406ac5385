/** `/.well-known/gpc.json`: that this site obeys Global Privacy Control. Ours where its rules speak of consent, else the origin's. */

import { withoutLogin } from '../../edge/login-said.ts'
import { relay } from '../../edge/origin.ts'
import type { RulesState } from '../../edge/ruleset.ts'
import type { After, Deps } from '../../env.ts'
import { siteOf } from '../../env.ts'
import { log, messageOf } from '../../log.ts'

/** The statement as of the rules that make it true. */
export async function gpcStatement(request: Request, deps: Deps, after: After): Promise<Response> {
  const url = new URL(request.url)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const state = isRead ? await rulesOf(url, deps, after) : null
  if (state?.state !== 'on' || !state.rules.site.consent) return withoutLogin(await relay(request, url, deps.config))
  const lastUpdate = new Date(state.rules.published.publishedAt).toISOString().slice(0, 10)
  const text = JSON.stringify({ gpc: true, lastUpdate })
  return new Response(request.method === 'HEAD' ? null : text, {
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=3600' },
  })
}

async function rulesOf({ hostname }: URL, { rulesets, config, now }: Deps, after: After): Promise<RulesState | null> {
  const site = siteOf(config, hostname)
  try {
    return rulesets.known(site, now(), after) ?? (await rulesets.load(site, now()))
  } catch (error) {
    log('error', { event: 'rules_unavailable', site, detail: messageOf(error) })
    return null
  }
}
