/**
 * `POST /_awase/ask` and `POST /_awase/dismiss`: what a visitor says on the site's own pages, by a form that needs no
 * script. An answer becomes a declared trait; "not interested" keeps an experience away. Not the visitor's page: privacy.ts.
 */

import type { Context } from 'hono'
import { boundedText } from '../bounded-text.ts'
import { isOwnPage } from '../collect/own-page.ts'
import { tooOften } from '../collect/rate-limit.ts'
import { dismiss } from '../core/memory/dismiss.ts'
import { newMemory } from '../core/memory/new-memory.ts'
import type { Memory } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { mayRemember } from '../edge/consent.ts'
import { siteOf } from '../env.ts'
import { ROUTES } from '../routes.ts'
import { newVisitorId } from '../visitor/new-visitor-id.ts'
import type { OurEnv } from './app.ts'
import { answered, OURS } from './ask-answers.ts'
import { returnPath } from './consent/choice.ts'
import { type Asker, askerOf, cookieWith } from './privacy-asker.ts'
import { rewritten } from './privacy-keep.ts'
import { languageOf } from './privacy-language.ts'

const MAX_BODY_BYTES = 16 * 1024
const FORM = /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i

/** Applied to the cookie and to what is kept of a known visitor alike. The fault is for who made the form. */
type Saying = (memory: Memory) => Result<Memory, string>

export const ask = (c: Context<OurEnv>): Promise<Response> =>
  said(c, (form, asker) => {
    const { site } = asker.consent
    const around = { schema: site.schema, language: languageOf(c, site.locale), now: c.var.deps.now() }
    return (memory) => answered(memory, form, around)
  })

export const dismissExperience = (c: Context<OurEnv>): Promise<Response> =>
  said(c, (form, { rules }) => {
    const wanted = form.get(OURS.experience)
    const known = rules?.published.ruleset.experiences.some(({ id }) => id === wanted) ?? false
    return (memory) =>
      wanted === null || !known ? fail(`There is no experience "${wanted}".`) : ok(dismiss(memory, wanted))
  })

/** Where nothing may be remembered, the visitor is led to where that can be allowed, and nothing is kept. */
async function said(c: Context<OurEnv>, saying: (form: URLSearchParams, asker: Asker) => Saying): Promise<Response> {
  const { deps, after } = c.var
  const request = c.req.raw
  const url = new URL(request.url)
  const form = await formIn(request, url)
  if (form instanceof Response) return form
  const retryS = await tooOften(request.headers, siteOf(deps.config, url.hostname), deps.now(), deps.eventsLimit)
  if (retryS !== null) return c.text('Too often: try again in a minute.', 429, { 'retry-after': String(retryS) })

  const asker = await askerOf(request, deps, after)
  const back = returnPath(form.get(OURS.back), url)
  const { consent } = asker.consent
  if (!mayRemember(consent)) return c.redirect(`${ROUTES.consentChoices}?return=${encodeURIComponent(back)}`, 303)
  const say = saying(form, asker)
  const memory = say(asker.kept.state === 'erased' || asker.cookie === null ? stranger(deps.now()) : asker.cookie)
  if (!memory.ok) return c.text(memory.error, 400)
  const around = {
    schema: asker.consent.site.schema,
    language: languageOf(c, asker.consent.site.locale),
    now: deps.now(),
  }
  const isKept = await rewritten({ asker, request, deps, after, around }, (kept) => {
    const next = say(kept)
    return next.ok ? next.value : null
  })
  const cookie = isKept ? await cookieWith(memory.value, request, asker.site, deps) : null
  if (cookie === null) return c.text('This could not be kept just now. Go back and try again.', 503)
  return c.body(null, 303, { location: back, 'set-cookie': cookie })
}

const stranger = (now: number): Memory => newMemory(newVisitorId(), '/', now)

async function formIn(request: Request, url: URL): Promise<URLSearchParams | Response> {
  if (!isOwnPage(request.headers, url)) return new Response('Send this from a page of this host.', { status: 403 })
  if (!FORM.test(request.headers.get('content-type') ?? ''))
    return new Response('Send a form (application/x-www-form-urlencoded).', { status: 415 })
  const text = await boundedText(request.body, MAX_BODY_BYTES)
  return text === null ? new Response('At most 16 KB.', { status: 413 }) : new URLSearchParams(text)
}
