/** Who may publish: whoever holds the publish token, for a site that there is. Not roles: there are none yet. */

import type { MiddlewareHandler } from 'hono'
import { allSites, DEFAULT_SITE } from '../env.ts'
import type { OurEnv } from './app.ts'

/** Before every address that publishes or tells about it; what follows finds the site in `c.var.site`. */
export const forPublishers: MiddlewareHandler<OurEnv> = async (c, next) => {
  const { config } = c.var.deps
  if (config.publishToken === null)
    return c.json({ error: 'Publishing is switched off: set the secret PUBLISH_TOKEN.' }, 503)
  if (!(await holdsToken(c.req.raw, config.publishToken)))
    return c.json({ error: 'The publish token is missing or wrong.' }, 401)
  const site = c.req.query('site') ?? DEFAULT_SITE
  if (!allSites(config).includes(site)) return c.json({ error: 'No such site: the variable SITES names them.' }, 404)
  c.set('site', site)
  return next()
}

/** Compared by digest, so that neither length nor content of the secret shows in the time it takes. */
async function holdsToken(request: Request, token: string): Promise<boolean> {
  const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (given === undefined) return false
  const [one, other] = await Promise.all([digest(given), digest(token)])
  return crypto.subtle.timingSafeEqual(one, other)
}

const digest = (text: string): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
