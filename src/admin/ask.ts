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
import { refused, wantsJson } from './privacy-refusal.ts'

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

/**
 * Where nothing may be remembered, the visitor is led to where that can be allowed, and nothing is kept. A script that sends
 * the form by itself is told in `next` where it would have led.
 */
async function said(c: Context<OurEnv>, saying: (form: URLSearchParams, asker: Asker) => Saying): Promise<Response> {
  const { deps, after } = c.var
  const request = c.req.raw
  const url = new URL(request.url)
  const form = await formIn(c, url)
  if (form instanceof Response) return form
  const retryS = await tooOften(request.headers, siteOf(deps.config, url.hostname), deps.now(), deps.eventsLimit)
  if (retryS !== null) return refused(c, 'too_often', retryS)

  const asker = await askerOf(request, deps, after)
  const back = returnPath(form.get(OURS.back) ?? request.headers.get('referer'), url)
  const { consent } = asker.consent
  if (!mayRemember(consent)) return notAllowed(c, back)
  const say = saying(form, asker)
  const memory = say(asker.kept.state === 'erased' || asker.cookie === null ? stranger(deps.now()) : asker.cookie)
  if (!memory.ok) return mistaken(c, memory.error)
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
  if (cookie === null) return refused(c, 'unavailable')
  c.header('set-cookie', cookie)
  return wantsJson(c) ? c.json({ kept: true, next: back }) : c.redirect(back, 303)
}

const stranger = (now: number): Memory => newMemory(newVisitorId(), '/', now)

/** No failure, which would be an error on the console of the page. */
function notAllowed(c: Context<OurEnv>, back: string): Response {
  const next = `${ROUTES.consentChoices}?${new URLSearchParams({ return: back, unkept: '1' })}`
  return wantsJson(c) ? c.json({ kept: false, next }) : c.redirect(next, 303)
}

/** For whoever made the form, and not for who filled it in. */
const mistaken = (c: Context<OurEnv>, error: string): Response =>
  wantsJson(c) ? c.json({ error }, 400) : c.text(error, 400)

async function formIn(c: Context<OurEnv>, url: URL): Promise<URLSearchParams | Response> {
  const { headers, body } = c.req.raw
  if (!isOwnPage(headers, url)) return refused(c, 'other_site')
  if (!FORM.test(headers.get('content-type') ?? '')) return refused(c, 'other_type')
  const text = await boundedText(body, MAX_BODY_BYTES)
  return text === null ? refused(c, 'too_large') : new URLSearchParams(text)
}
