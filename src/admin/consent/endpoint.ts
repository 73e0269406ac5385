/** `GET` and `POST /_awase/consent`: what holds for a visitor, and their choice. Not the page with the form: choices.ts. */

import type { Context } from 'hono'
import { boundedText } from '../../bounded-text.ts'
import { isOwnPage } from '../../collect/own-page.ts'
import type { ConsentAnswer } from '../../core/consent/answer.ts'
import { writeOwnWord } from '../../core/consent/own-word.ts'
import { NO_PURPOSE } from '../../core/consent/purpose-set.ts'
import { CONSENT_COOKIE, FORGETTING, GPP_COOKIES, setConsentCookie, TCF_COOKIES } from '../../edge/consent/cookies.ts'
import { mayRemember } from '../../edge/consent.ts'
import type { OurEnv } from '../app.ts'
import { type Choice, choiceInForm, choiceInJson, returnPath } from './choice.ts'
import { proveChoice } from './proof.ts'
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
  const url = new URL(address)
  if (!isOwnPage(headers, url)) return c.json({ error: 'Only pages of this site may ask for this.' }, 403)
  const type = headers.get('content-type') ?? ''
  const isForm = FORM.test(type)
  if (!isForm && !JSON_TYPE.test(type)) return c.json({ error: 'Send a form or JSON.' }, 415)
  const text = await boundedText(body, MAX_BODY_BYTES)
  if (text === null) return c.json({ error: `At most ${MAX_BODY_BYTES} bytes.` }, 413)

  const before = await consentSituation(c.req.raw, c.var.deps, c.var.after)
  const form = new URLSearchParams(isForm ? text : '')
  const choice = isForm ? choiceInForm(form) : choiceInJson(text, before.consent)
  if (choice === null || !isReadHere(choice, before)) return c.json({ error: ADVICE }, 400)
  const now = keep(c, choice, before, url)
  c.var.after(proveChoice(c.req.raw, now.consent, c.var.deps))
  return isForm ? c.redirect(returnPath(form.get('return'), url), 303) : c.json(answerOf(now))
}

const ADVICE =
  'Send {"purposes":{"measure":false}}, the purposes being storage, profile, personalize, measure and export; or the "tcf" or "gpp" string that site.consent.cmp names.'

const isReadHere = ({ kind }: Choice, { settings }: ConsentSituation): boolean =>
  kind === 'own' || kind === settings.cmp

/** The choice becomes a cookie; what may not be kept any longer is gone with the same answer. */
function keep(c: Context<OurEnv>, choice: Choice, before: ConsentSituation, { protocol }: URL): ConsentSituation {
  const now = c.var.deps.now()
  const cookie = cookieOf(choice, before, now)
  const chosen = situationWith(cookie, before, c.req.raw, now)
  const gone = mayRemember(chosen.consent) ? [] : FORGETTING
  for (const line of [setConsentCookie(cookie.name, cookie.value, protocol === 'https:'), ...gone]) {
    c.header('set-cookie', line, { append: true })
  }
  return chosen
}

/** In spite of GPC only where it was sent, told of, and something is granted. */
function cookieOf(choice: Choice, { heard, settings }: ConsentSituation, now: number) {
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
