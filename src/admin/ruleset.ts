/** Publishing over HTTP: the authored document in, its revision or its issues out. The work itself is publish.ts. */

import type { Context } from 'hono'
import { boundedText } from '../bounded-text.ts'
import { allSites, DEFAULT_SITE } from '../env.ts'
import { publish } from '../publish.ts'
import { MAX_RULESET_BYTES } from '../ruleset/limits.ts'
import type { OurEnv } from './app.ts'
import { holdsToken } from './auth.ts'

export async function publishRuleset(c: Context<OurEnv>): Promise<Response> {
  const { deps } = c.var
  const token = deps.config.publishToken
  if (token === null) return c.json({ error: 'Publishing is switched off: set the secret PUBLISH_TOKEN.' }, 503)
  if (!(await holdsToken(c.req.raw, token))) return c.json({ error: 'The publish token is missing or wrong.' }, 401)
  const site = c.req.query('site') ?? DEFAULT_SITE
  if (!allSites(deps.config).includes(site))
    return c.json({ error: 'No such site: the variable SITES names them.' }, 404)
  const text = await boundedText(c.req.raw.body, MAX_RULESET_BYTES)
  if (text === null) return c.json({ error: `A ruleset has at most ${MAX_RULESET_BYTES} bytes.` }, 413)
  const published = await publish(site, text, deps)
  if (!published.ok) return c.json({ issues: published.error }, 422)
  return c.json(published.value)
}
