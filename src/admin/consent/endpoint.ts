/** `GET` and `POST /_awase/consent`: what holds for a visitor, and their choice. Not the page with the form: choices.ts. */

import type { Context } from 'hono'
import { boundedText } from '../../bounded-text.ts'
import { isOwnPage } from '../../collect/own-page.ts'
import { tooOften } from '../../collect/rate-limit.ts'
import type { ConsentAnswer } from '../../core/consent/answer.ts'
import { writeOwnWord } from '../../core/consent/own-word.ts'
import { NO_PURPOSE } from '../../core/consent/purpose-set.ts'
import { CONSENT_COOKIE, FORGETTING, GPP_COOKIES, setConsentCookie, TCF_COOKIES } from '../../edge/consent/cookies.ts'
import { mayRemember } from '../../edge/consent.ts'
import { siteOf } from '../../env.ts'
import type { OurEnv } from '../app.ts'
import { refused } from '../privacy-refusal.ts'
import { REFUSALS, type Refusal } from '../privacy-words.ts'
import { type Choice, choiceInForm, choiceInJson, returnPath } from './choice.ts'
import { auditWithdrawal, proveChoice, takenBack } from './proof.ts'
import { type ConsentSituation, consentSituation, situationWith } from './situation.ts'

const MAX_BODY_BYTES = 16 * 1024
const FORM = /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i
const JSON_TYPE = /^\s*application\/json\s*(?:;|$)/i

export async function consentState(c: Context<OurEnv>): Promise<Response> {
  return c.json(answerOf(await consentSituation(c.req.raw, c.var.deps, c.var.after)))
}

/** A form is answered by the page that it names, a script by what holds now. */
export async function chooseConsent(c: Context<OurEnv>): Promise<Response> {
  const { headers, body, url: address } = c.req.raw
  const { deps, after } = c.var
  const url = new URL(address)
  const type = headers.get('content-type') ?? ''
  const isForm = FORM.test(type)
  const no = isForm ? (reason: Refusal, retryS?: number) => refused(c, reason, retryS) : noInJson(c)
  if (!isOwnPage(headers, url)) return no('other_site')
  if (!isForm && !JSON_TYPE.test(type)) return no('other_type')
  const retryS = await tooOften(headers, siteOf(deps.config, url.hostname), deps.now(), deps.eventsLimit)
  if (retryS !== null) return no('too_often', retryS)
  const text = await boundedText(body, MAX_BODY_BYTES)
  if (text === null) return no('too_large')

  const before = await consentSituation(c.req.raw, deps, after)
  const form = new URLSearchParams(isForm ? text : '')
  const choice = isForm ? choiceInForm(form) : choiceInJson(text, before.consent)
  if (choice === null || !isReadHere(choice, before)) return isForm ? no('no_act') : c.json({ error: ADVICE }, 400)
  const chosen = chosenBy(choice, before, c.req.raw, deps.now())
  const taken = takenBack(before.consent, chosen.situation.consent)
  await auditWithdrawal(c.req.raw, taken, deps)
  keep(c, chosen, url)
  after(proveChoice(c.req.raw, chosen.situation.consent, deps))
  return isForm ? c.redirect(returnPath(form.get('return'), url), 303) : c.json(answerOf(chosen.situation))
}

const noInJson =
  (c: Context<OurEnv>) =>
  (reason: Refusal, retryS?: number): Response => {
    const { status, said } = REFUSALS[reason]
    if (retryS !== undefined) c.header('retry-after', String(retryS))
    return c.json({ error: said.en, reason }, status)
  }

const ADVICE =
  'Send {"purposes":{"measure":false}}, the purposes being storage, profile, personalize, measure and export; or the "tcf" or "gpp" string that site.consent.cmp names.'

const isReadHere = ({ kind }: Choice, { settings }: ConsentSituation): boolean =>
  kind === 'own' || kind === settings.cmp

interface Chosen {
  readonly cookie: { readonly name: string; readonly value: string }
  /** As it will be with that cookie. */
  readonly situation: ConsentSituation
}

function chosenBy(choice: Choice, before: ConsentSituation, request: Request, now: number): Chosen {
  const cookie = cookieOf(choice, before, now)
  return { cookie, situation: situationWith(cookie, before, request, now) }
}

/** The choice becomes a cookie; what may not be kept any longer is gone with the same answer. */
function keep(c: Context<OurEnv>, { cookie, situation }: Chosen, { protocol }: URL): void {
  const gone = mayRemember(situation.consent) ? [] : FORGETTING
  for (const line of [setConsentCookie(cookie.name, cookie.value, protocol === 'https:'), ...gone]) {
    c.header('set-cookie', line, { append: true })
  }
}

/** In spite of GPC only where it was sent, told of, and something is granted. */
function cookieOf(choice: Choice, { heard, settings }: ConsentSituation, now: number): Chosen['cookie'] {
  if (choice.kind !== 'own') return { name: BRIDGED[choice.kind], value: choice.text }
  const despiteGpc = heard.gpc && choice.despiteGpc && choice.granted !== NO_PURPOSE
  const value = writeOwnWord(choice.granted, despiteGpc, Math.floor(now / 1000), settings.policy)
  return { name: CONSENT_COOKIE, value }
}

const BRIDGED = { tcf: TCF_COOKIES[1], gpp: GPP_COOKIES[1] } as const

const answerOf = ({ consent, mode, heard, settings, ask }: ConsentSituation): ConsentAnswer => {
  const { signal, ...purposes } = consent
  return { purposes, signal, mode, gpc: heard.gpc, policy: settings.policy, ask }
}
