/** Our own addresses: a Hono app that pages never load. Not the console, and no page of the site. */

import { HonoBase } from 'hono/hono-base'
import { TrieRouter } from 'hono/router/trie-router'
import type { After, Deps } from '../env.ts'
import { log, messageOf } from '../log.ts'
import { ROUTES } from '../routes.ts'
import { forIdentities, forPublishers } from './auth.ts'
import { deadLetters } from './dead-letters.ts'
import { exportEvents } from './event-export.ts'
import { explainPage } from './explain.ts'
import { health } from './health.ts'
import { healthDetails } from './health-details.ts'
import { rollbackRuleset } from './rollback.ts'
import { publishRuleset } from './ruleset.ts'
import { rulesetStatus } from './ruleset-status.ts'

export interface OurEnv {
  /** `site` only behind forPublishers. */
  Variables: { deps: Deps; after: After; site: string }
  /** What comes with each request, so that the app itself is made once. */
  Bindings: { deps: Deps; after: After }
}

/** One router that knows every pattern, in the place of the three that `Hono` brings. */
const hono = (): HonoBase<OurEnv> => new HonoBase({ router: new TrieRouter() })

const VISITOR = `${ROUTES.visitors}/:id` as const

const app = hono()
  .use(async (c, next) => {
    c.set('deps', c.env.deps)
    c.set('after', c.env.after)
    await next()
  })
  .get(ROUTES.health, health, forPublishers, healthDetails)
  .post(ROUTES.publish, forPublishers, publishRuleset)
  .post(ROUTES.rollback, forPublishers, rollbackRuleset)
  .get(ROUTES.ruleset, forPublishers, rulesetStatus)
  .get(ROUTES.explain, explainPage)
  .get(ROUTES.privacy, async (c) => (await import('./privacy.ts')).privacyPage(c))
  .post(ROUTES.privacy, async (c) => (await import('./privacy.ts')).privacyAct(c))
  .post(ROUTES.ask, async (c) => (await import('./ask.ts')).ask(c))
  .post(ROUTES.dismiss, async (c) => (await import('./ask.ts')).dismissExperience(c))
  .get(ROUTES.privacyDownload, async (c) => (await import('./privacy.ts')).privacyDownload(c))
  .get(ROUTES.privacyErased, async (c) => (await import('./privacy.ts')).privacyErased(c))
  .get(ROUTES.externalTransmission, async (c) => (await import('./external-transmission.ts')).externalTransmission(c))
  .get(ROUTES.processingRecord, forPublishers, async (c) =>
    (await import('./processing-record.ts')).processingRecord(c),
  )
  .get(ROUTES.clientScript, async (c) => (await import('../collect/client-scripts.ts')).clientScript(c.req.raw))
  .get(ROUTES.hydrateScript, async (c) => (await import('../collect/client-scripts.ts')).hydrateScript(c.req.raw))
  .get(ROUTES.askScript, async (c) => (await import('../collect/client-scripts.ts')).askScript(c.req.raw))
  .get(ROUTES.consentScript, async (c) => (await import('../collect/client-scripts.ts')).consentScript(c.req.raw))
  .get(ROUTES.consent, async (c) => (await import('./consent/endpoint.ts')).consentState(c))
  .post(ROUTES.consent, async (c) => (await import('./consent/endpoint.ts')).chooseConsent(c))
  .get(ROUTES.consentChoices, async (c) => (await import('./consent/choices.ts')).consentChoices(c))
  .get(ROUTES.deadLetters, forPublishers, deadLetters)
  .get(ROUTES.serverEvents, forPublishers, exportEvents)
  .post(ROUTES.events, async (c) => (await import('../collect/browser-events.ts')).browserEvents(c))
  .post(ROUTES.serverEvents, forPublishers, async (c) => (await import('../collect/server-events.ts')).serverEvents(c))
  .delete(ROUTES.serverEvents, forPublishers, async (c) =>
    (await import('../collect/server-events.ts')).withdrawImport(c),
  )
  .post(ROUTES.identify, forIdentities, async (c) => (await import('./identify.ts')).identifyVisitor(c))
  .post(ROUTES.profiles, forPublishers, async (c) => (await import('./profiles.ts')).takeProfiles(c))
  .get(VISITOR, forPublishers, async (c) => (await import('./visitors.ts')).readVisitor(c))
  .patch(VISITOR, forPublishers, async (c) => (await import('./visitors.ts')).correctVisitor(c))
  .delete(VISITOR, forPublishers, async (c) => (await import('./visitors.ts')).deleteVisitor(c))
  .get(`${VISITOR}/events`, forPublishers, async (c) => (await import('./visitor-events.ts')).visitorEvents(c))
  .post(`${VISITOR}/restrict`, forPublishers, async (c) => (await import('./visitors.ts')).restrictVisitor(c))
  .post(`${VISITOR}/object`, forPublishers, async (c) => (await import('./visitors.ts')).objectVisitor(c))
  .notFound((c) => c.json({ error: 'There is nothing at this address.' }, 404))
  .onError((error, c) => {
    log('error', { event: 'admin_fault', detail: messageOf(error) })
    return c.json(
      { error: 'This failed on our side, perhaps because KV does not answer. Try again; the log says more.' },
      500,
    )
  })

export async function handleOurs(request: Request, deps: Deps, after: After): Promise<Response> {
  if (new URL(request.url).pathname === ROUTES.gpc) {
    return (await import('./consent/gpc-statement.ts')).gpcStatement(request, deps, after)
  }
  const response = await app.fetch(request, { deps, after })
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  response.headers.set('x-content-type-options', 'nosniff')
  return response
}
