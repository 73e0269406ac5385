/** `/_awase/privacy/choices`: the preference centre, a page without scripts. Not what a choice does: endpoint.ts. */

import type { Context } from 'hono'
import { html } from 'hono/html'
import type { CompiledSchema } from '../../core/compiled.ts'
import { PURPOSES, type Purpose } from '../../core/consent.ts'
import type { WordingLanguage } from '../../core/wording/phrase.ts'
import { siteWords } from '../../core/wording/site-words.ts'
import { ROUTES } from '../../routes.ts'
import type { OurEnv } from '../app.ts'
import { changed, type Markup, ourPage } from '../our-page.ts'
import { languageOf, visitorLinks } from '../privacy-language.ts'
import { returnPath } from './choice.ts'
import { type ConsentSituation, consentSituation } from './situation.ts'
import { CHOICES_STYLE } from './style.ts'
import { CHOICE_WORDS, PURPOSE_WORDS, STATE_WORDS } from './words.ts'

export async function consentChoices(c: Context<OurEnv>): Promise<Response> {
  const url = new URL(c.req.url)
  const situation = await consentSituation(c.req.raw, c.var.deps, c.var.after)
  const language = languageOf(c, situation.site.locale)
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
    ${url.searchParams.has('unkept') ? html`<div class="notice unkept"><p>${say('unkept')}</p><a href="${back}">${say('back')}</a></div>` : ''}
    ${situation.heard.gpc ? gpcNotice(situation, language) : ''}
    <form method="post" action="${ROUTES.consent}">
      <input type="hidden" name="return" value="${here(language, back)}" />
      ${situation.heard.gpc ? html`<input type="hidden" name="despite-gpc" value="1" />` : ''}
      <div class="state">
        <h2>${say('now')}</h2>
        <p>${STATE_WORDS[stateOf(situation)][language]} <a href="${ROUTES.privacy}?lang=${language}">${say('see')}</a></p>
      </div>
      <fieldset>
        <legend>${say('purposes')}</legend>
        ${PURPOSES.map((purpose) => purposeRow(purpose, situation, language))}
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

function purposeRow(purpose: Purpose, { consent, site }: ConsentSituation, language: WordingLanguage): Markup {
  const { name, text } = PURPOSE_WORDS[purpose]
  const fields = fieldsUnder(purpose, site.schema, language)
  return html`
    <div class="purpose">
      <input type="checkbox" id="${purpose}" name="purpose" value="${purpose}" aria-describedby="${purpose}-text" ${consent[purpose] ? 'checked' : ''} />
      <label for="${purpose}">${name[language]}</label>
      <p id="${purpose}-text">${text[language]}${fields.length === 0 ? '' : html`<span>${fieldsText(fields, language)}</span>`}</p>
    </div>
  `
}

/** What the site's own schema keeps and uses under a purpose, in the site's words. */
function fieldsUnder(purpose: Purpose, schema: CompiledSchema, language: WordingLanguage): readonly string[] {
  const words = siteWords(schema, language)
  const named = (entries: CompiledSchema['scores'], word: (name: string) => string): readonly string[] =>
    Object.entries(entries).flatMap(([name, entry]) => (entry.purpose === purpose ? [word(name)] : []))
  return [...named(schema.traits, words.trait), ...named(schema.scores, words.score)]
}

const fieldsText = (fields: readonly string[], language: WordingLanguage): string =>
  ({ ja: `お答えや登録情報：${fields.join('、')}`, en: `Also what you told or the site knows: ${fields.join(', ')}` })[
    language
  ]

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

function shell(c: Context<OurEnv>, url: URL, language: WordingLanguage, body: Markup): Promise<Response> {
  const say = sayIn(language)
  return ourPage(c, {
    language,
    title: say('title'),
    brand: url.hostname,
    body,
    foot: visitorLinks(url.pathname, language),
    asking: new URL(changed(url, { saved: null, lang: null }), url),
    languageParameter: 'language',
    style: CHOICES_STYLE,
    status: 200,
  })
}
