/** What a visitor is told whose wish was not carried out: a page for people, JSON for scripts. Not why: the callers. */

import type { Context } from 'hono'
import { html } from 'hono/html'
import { ROUTES } from '../routes.ts'
import type { OurEnv } from './app.ts'
import { languageOf, privacyShell } from './privacy-language.ts'
import { REFUSALS, type Refusal, sayPrivacy } from './privacy-words.ts'

export function wantsJson({ req }: Context<OurEnv>): boolean {
  const accepts = req.header('accept') ?? ''
  return accepts.includes('application/json') && !accepts.includes('text/html')
}

export function refused(c: Context<OurEnv>, reason: Refusal, retryS?: number): Response | Promise<Response> {
  const { status, said } = REFUSALS[reason]
  if (retryS !== undefined) c.header('retry-after', String(retryS))
  if (wantsJson(c)) return c.json({ error: said.en, reason }, status)
  const language = languageOf(c, 'en')
  const say = sayPrivacy(language)
  const body = html`
    <h1>${say('notDone')}</h1>
    <p>${said[language]}</p>
    <p><a href="${ROUTES.privacy}?lang=${language}">${say('back')}</a></p>
  `
  // What was posted cannot be asked for again.
  return privacyShell(c, { language, title: say('notDone'), body, status }, ROUTES.privacy)
}
