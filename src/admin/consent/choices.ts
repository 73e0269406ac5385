/** `/_awase/privacy/choices`: the preference centre, a page without scripts. Not what a choice does: endpoint.ts. */

import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import { PURPOSES, type Purpose } from '../../core/consent.ts'
import type { WordingLanguage } from '../../core/wording/phrase.ts'
import { ROUTES } from '../../routes.ts'
import type { OurEnv } from '../app.ts'
import { languageFor } from '../explain-language.ts'
import type { Markup } from '../our-page.ts'
import { returnPath } from './choice.ts'
import { type ConsentSituation, consentSituation } from './situation.ts'
import { CHOICES_STYLE } from './style.ts'
import { CHOICE_WORDS, PURPOSE_WORDS, STATE_WORDS } from './words.ts'

export async function consentChoices(c: Context<OurEnv>): Promise<Response> {
  const url = new URL(c.req.url)
  const situation = await consentSituation(c.req.raw, c.var.deps, c.var.after)
  const language = languageFor(url, url, situation.site.locale, c.req.header('accept-language') ?? '')
  return shell(c, url, language, contents(situation, url, language))
}

function contents(situation: ConsentSituation, url: URL, language: WordingLanguage): Markup {
  const say = sayIn(language)
  const back = returnPath(url.searchParams.get('return'), url)
  const isSaved = url.searchParams.has('saved')
  return html`
    <h1>${say('title')}</h1>
    <p class="lead">${say('lead')}</p>
    ${isSaved ? html`<div class="notice saved" role="status"><b>${say('saved')}</b><a href="${back}">${say('back')}</a></div>` : ''}
    ${situation.heard.gpc ? gpcNotice(situation, language) : ''}
    <form method="post" action="${ROUTES.consent}">
      <input type="hidden" name="return" value="${here(language, back)}" />
      ${situation.heard.gpc ? html`<input type="hidden" name="despite-gpc" value="1" />` : ''}
      <div class="state">
        <h2>${say('now')}</h2>
        <p>${STATE_WORDS[stateOf(situation)][language]}</p>
      </div>
      <fieldset>
        <legend>${say('purposes')}</legend>
        ${PURPOSES.map((purpose) => purposeRow(purpose, situation.consent[purpose], language))}
      </fieldset>
      <div class="actions">
        <button name="allow" value="chosen">${say('save')}</button>
        <button name="allow" value="all">${say('all')}</button>
        <button name="allow" value="none">${say('none')}</button>
      </div>
    </form>
    <div class="fine">
      <p>${say('withdrawal')}</p>
      <p>${say('always')}</p>
    </div>
  `
}

/** This page again, with what was done and the way back. */
const here = (language: WordingLanguage, back: string): string =>
  `${ROUTES.consentChoices}?${new URLSearchParams({ saved: '1', language, return: back })}`

const purposeRow = (purpose: Purpose, isGranted: boolean, language: WordingLanguage): Markup => html`
  <div class="purpose">
    <input type="checkbox" id="${purpose}" name="purpose" value="${purpose}" aria-describedby="${purpose}-text" ${isGranted ? 'checked' : ''} />
    <label for="${purpose}">${PURPOSE_WORDS[purpose].name[language]}</label>
    <p id="${purpose}-text">${PURPOSE_WORDS[purpose].text[language]}</p>
  </div>
`

function gpcNotice({ consent }: ConsentSituation, language: WordingLanguage): Markup {
  const say = sayIn(language)
  if (consent.signal !== 'gpc') return html`<div class="notice"><p>${say('gpcDespite')}</p></div>`
  return html`<div class="notice">
    <h2>${say('gpcTitle')}</h2>
    <p>${say('gpcText')}</p>
  </div>`
}

function stateOf({ consent, mode }: ConsentSituation): keyof typeof STATE_WORDS {
  switch (consent.signal) {
    case 'own':
      return 'own'
    case 'tcf':
    case 'gpp':
      return 'platform'
    case 'gpc':
      return 'gpc'
    case 'objection':
      return 'objection'
    case 'none':
      return 'unreadable'
    case 'region':
      return mode === 'opt-in' ? 'notAsked' : 'on'
    case 'setting':
      return consent.storage ? 'on' : 'off'
  }
}

const sayIn =
  (language: WordingLanguage) =>
  (key: keyof typeof CHOICE_WORDS): string =>
    CHOICE_WORDS[key][language]

const LANGUAGE_NAMES: { readonly [L in WordingLanguage]: string } = { ja: '日本語', en: 'English' }

/** Nothing runs, loads or frames it: one style sheet by its nonce, and a form that leads back here. */
async function shell(c: Context<OurEnv>, url: URL, language: WordingLanguage, body: Markup): Promise<Response> {
  const nonce = crypto.randomUUID()
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  )
  c.header('x-robots-tag', 'noindex')
  c.header('referrer-policy', 'same-origin')
  const inLanguage = (one: WordingLanguage): string => {
    const parameters = new URLSearchParams(url.searchParams)
    parameters.delete('saved')
    parameters.set('language', one)
    return `${url.pathname}?${parameters}`
  }
  return c.html(html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${CHOICE_WORDS.title[language]} – ${url.hostname}</title>
        <style nonce="${nonce}">
          ${raw(CHOICES_STYLE)}
        </style>
      </head>
      <body>
        <header>
          <span>${url.hostname}</span>
          <nav aria-label="${language === 'ja' ? '言語' : 'Language'}">
            ${(['ja', 'en'] as const).map((one) =>
              one === language
                ? html`<span aria-current="true" lang="${one}">${LANGUAGE_NAMES[one]}</span>`
                : html`<a href="${inLanguage(one)}" hreflang="${one}" lang="${one}">${LANGUAGE_NAMES[one]}</a>`,
            )}
          </nav>
        </header>
        <main>${body}</main>
      </body>
    </html>`)
}
