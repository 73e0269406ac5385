/** Who may publish: whoever holds the publish token, for a site that there is. Not roles: there are none yet. */

import type { MiddlewareHandler } from 'hono'
import { allSites, DEFAULT_SITE } from '../env.ts'
import type { OurEnv } from './app.ts'

/** Before every address that publishes or tells about it; what follows finds the site in `c.var.site`. */
export const forPublishers: MiddlewareHandler<OurEnv> = async (c, next) => {
  const { publishToken } = c.var.deps.config
  if (publishToken === null) return c.json({ error: 'Publishing is switched off: set the secret PUBLISH_TOKEN.' }, 503)
  if (!(await holdsToken(c.req.raw, publishToken)))
    return c.json({ error: 'The publish token is missing or wrong.' }, 401)
  return withSite(c, next)
}

/** Before what a site's own server tells of logins: the identity key will do, so that it needs no token that publishes. */
export const forIdentities: MiddlewareHandler<OurEnv> = async (c, next) => {
  const keys = [c.var.deps.config.identityKey, c.var.deps.config.publishToken].filter((key) => key !== null)
  for (const key of keys) if (await holdsToken(c.req.raw, key)) return withSite(c, next)
  return c.json({ error: 'Neither the identity key nor the publish token was given.' }, 401)
}

const withSite: MiddlewareHandler<OurEnv> = async (c, next) => {
  const site = c.req.query('site') ?? DEFAULT_SITE
  if (!allSites(c.var.deps.config).includes(site))
    return c.json({ error: 'No such site: the variable SITES names them.' }, 404)
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
