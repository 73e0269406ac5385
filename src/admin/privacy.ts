/** `/_awase/privacy`: what is remembered of whoever asks, and what they want done with it. For pages and for scripts. Not for operators: visitors.ts. */

import type { Context } from 'hono'
import { html } from 'hono/html'
import { boundedText } from '../bounded-text.ts'
import { isOwnPage } from '../collect/own-page.ts'
import { tooOften } from '../collect/rate-limit.ts'
import type { CompiledRuleset, CompiledSchema } from '../core/compiled.ts'
import { localized } from '../core/wording/localized.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import { siteWords } from '../core/wording/site-words.ts'
import { siteOf } from '../env.ts'
import { ROUTES } from '../routes.ts'
import type { OurEnv } from './app.ts'
import { actInForm, actInJson, type PrivacyAct } from './privacy-act.ts'
import { type Asker, askerOf, forgettingCookies, idsOf, type NameOf, rememberedOf } from './privacy-asker.ts'
import { noteAccess } from './privacy-audit.ts'
import { privacyFile } from './privacy-file.ts'
import { type KeepFault, keep } from './privacy-keep.ts'
import { languageOf, privacyShell } from './privacy-language.ts'
import { type PrivacyView, privacyBody } from './privacy-page.ts'
import { recentEvents } from './privacy-record.ts'
import { refused, wantsJson } from './privacy-refusal.ts'
import { rememberedGroups } from './privacy-remembered.ts'
import { type Use, usesOf } from './privacy-used.ts'
import { ERASED_STEPS, sayPrivacy } from './privacy-words.ts'

const MAX_BODY_BYTES = 16 * 1024
const FORM = /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i
const JSON_TYPE = /^\s*application\/json\s*(?:;|$)/i
const NO_SCHEMA: CompiledSchema = { traits: {}, scores: {}, categories: null }

export async function privacyPage(c: Context<OurEnv>): Promise<Response> {
  const retryS = await retryAfter(c)
  if (retryS !== null) return refused(c, 'too_often', retryS)
  const { deps, after } = c.var
  const asker = await askerOf(c.req.raw, deps, after)
  const language = languageOf(c, asker.consent.site.locale)
  if (asker.kept.state === 'erased') setCookies(c, forgettingCookies(c.req.raw, deps))
  const [view] = await Promise.all([viewOf(c, asker, language), noteAccess(asker, deps)])
  if (wantsJson(c)) return c.json(answerOf(asker, view))
  return privacyShell(c, { language, title: sayPrivacy(language)('title'), body: privacyBody(view), status: 200 })
}

async function viewOf(c: Context<OurEnv>, asker: Asker, language: WordingLanguage): Promise<PrivacyView> {
  const memory = rememberedOf(asker)
  const { site, consent } = asker.consent
  const { kept } = asker
  const ruleset = asker.rules?.published.ruleset ?? null
  const teller = {
    language,
    timeZone: site.timeZone,
    now: c.var.deps.now(),
    schema: site.schema,
    nameOf: nameIn(ruleset, language),
  }
  return {
    language,
    timeZone: site.timeZone,
    words: siteWords(site.schema, language),
    groups: memory === null ? [] : rememberedGroups(memory, teller),
    state: kept.state === 'there' ? kept.visitor.state : 'active',
    isUnreadable: asker.isUnreadable,
    isIncomplete: kept.state === 'unavailable',
    uses: await usesFor(c, asker, ruleset, language),
    consent,
    done: c.req.query('done') ?? null,
  }
}

function nameIn(ruleset: CompiledRuleset | null, language: WordingLanguage): NameOf {
  const names = new Map(ruleset?.experiences.map(({ id, name }) => [id, localized(name, language)]))
  return (experience) => names.get(experience) ?? experience
}

async function usesFor(
  { var: { deps } }: Context<OurEnv>,
  asker: Asker,
  ruleset: CompiledRuleset | null,
  language: WordingLanguage,
): Promise<readonly Use[] | 'unknown' | 'unrecorded'> {
  const ids = idsOf(asker)
  if (ids.length === 0 || asker.kept.state === 'erased') return []
  if (deps.stores === null) return 'unrecorded'
  if (ruleset === null || asker.kept.state === 'unavailable') return 'unknown'
  const found = await recentEvents(asker.site, ids, await deps.stores())
  return found.ok ? usesOf(found.value, ruleset, language) : 'unknown'
}

/** What the page says, for a script of the site. */
const answerOf = (asker: Asker, { groups, uses, state, isIncomplete, isUnreadable }: PrivacyView) => ({
  remembered: rememberedOf(asker),
  state,
  groups,
  uses,
  consent: asker.consent.consent,
  isIncomplete,
  isUnreadable,
})

/** A form is answered by the page again, a script by what was done. */
export async function privacyAct(c: Context<OurEnv>): Promise<Response> {
  const { headers, body, url } = c.req.raw
  if (!isOwnPage(headers, new URL(url))) return refused(c, 'other_site')
  const retryS = await retryAfter(c)
  if (retryS !== null) return refused(c, 'too_often', retryS)
  const type = headers.get('content-type') ?? ''
  const isForm = FORM.test(type)
  if (!isForm && !JSON_TYPE.test(type)) return refused(c, 'other_type')
  const text = await boundedText(body, MAX_BODY_BYTES)
  if (text === null) return refused(c, 'too_large')
  const act = isForm ? actInForm(new URLSearchParams(text)) : actInJson(text)
  return act === null ? refused(c, 'no_act') : carriedOut(c, act)
}

async function carriedOut(c: Context<OurEnv>, act: PrivacyAct): Promise<Response> {
  const { deps, after } = c.var
  const request = c.req.raw
  const asker = await askerOf(request, deps, after)
  const { locale, schema = NO_SCHEMA } = asker.consent.site
  const language = languageOf(c, locale)
  const around = { schema, language, now: deps.now() }
  const done = await keep(act, { asker, request, deps, after, around })
  if (!done.ok) return notKept(c, done.error, language)
  setCookies(c, done.value)
  if (wantsJson(c)) return c.json({ done: act.act })
  const query = `lang=${language}`
  if (act.act === 'erase') return c.redirect(`${ROUTES.privacyErased}?${query}`, 303)
  return c.redirect(`${ROUTES.privacy}?${query}&done=${act.act}`, 303)
}

/** Somebody of whom nothing is remembered is told that by the page. */
function notKept(c: Context<OurEnv>, fault: KeepFault, language: WordingLanguage): Response | Promise<Response> {
  if (fault === 'nobody' && !wantsJson(c)) return c.redirect(`${ROUTES.privacy}?lang=${language}`, 303)
  return refused(c, fault)
}

/** The same whoever asked, and whatever there was. */
export function privacyErased(c: Context<OurEnv>): Promise<Response> {
  const language = languageOf(c, 'en')
  const say = sayPrivacy(language)
  const body = html`
    <h1>${say('erased')}</h1>
    <ol class="steps">
      ${ERASED_STEPS.map(({ when, what }) => html`<li><b>${when[language]}</b><p>${what[language]}</p></li>`)}
    </ol>
    <p><a href="${ROUTES.privacy}?lang=${language}">${say('back')}</a></p>
  `
  return privacyShell(c, { language, title: say('erased'), body, status: 200 })
}

export async function privacyDownload(c: Context<OurEnv>): Promise<Response> {
  const retryS = await retryAfter(c)
  if (retryS !== null) return refused(c, 'too_often', retryS)
  const { deps, after } = c.var
  const asker = await askerOf(c.req.raw, deps, after)
  await noteAccess(asker, deps)
  const from = Number(c.req.query('after') ?? 0)
  const file = await privacyFile(asker, Number.isSafeInteger(from) && from >= 0 ? from : 0, deps)
  if (file === null) return refused(c, 'unavailable')
  c.header('content-disposition', 'attachment; filename="my-data.json"')
  c.header('x-robots-tag', 'noindex, nofollow')
  return c.json(file)
}

function setCookies(c: Context<OurEnv>, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}

const retryAfter = ({ req, var: { deps } }: Context<OurEnv>): Promise<number | null> =>
  tooOften(req.raw.headers, siteOf(deps.config, new URL(req.url).hostname), deps.now(), deps.eventsLimit)
