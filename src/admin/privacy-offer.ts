/** The form beside a line of what is remembered: corrected, removed, forgotten, shown again. Not the line. */

import { html } from 'hono/html'
import type { CompiledTrait } from '../core/compiled.ts'
import type { TraitValue } from '../core/memory.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import type { SiteWords } from '../core/wording/site-words.ts'
import { ROUTES } from '../routes.ts'
import type { Markup } from './our-page.ts'
import type { Offer } from './privacy-remembered.ts'
import { sayPrivacy } from './privacy-words.ts'

export function offerForm(offer: Offer, words: SiteWords, language: WordingLanguage): Markup {
  const say = sayPrivacy(language)
  switch (offer.act) {
    case 'forget': {
      const isInterest = offer.what === 'interest'
      const act = say(isInterest ? 'notInterested' : 'forget')
      const name = isInterest ? words.category(offer.name) : offer.name
      return form(
        language,
        html`<input type="hidden" name="what" value="${offer.what}" /><input type="hidden" name="name" value="${offer.name}" />
          <button class="plain" name="act" value="forget" aria-label="${labelled(act, name, language)}">${act}</button>`,
      )
    }
    case 'show-again':
      return form(
        language,
        html`<input type="hidden" name="name" value="${offer.name}" />
          <button class="plain" name="act" value="show-again">${say('showAgain')}</button>`,
      )
    case 'trait':
      return form(
        language,
        html`<input type="hidden" name="name" value="${offer.name}" />
          ${offer.trait === null ? '' : html`${field(offer, offer.trait, words, language)}<button class="plain" name="act" value="correct" aria-label="${labelled(say('save'), words.trait(offer.name), language)}">${say('save')}</button>`}
          <button class="plain" name="act" value="remove" formnovalidate aria-label="${labelled(say('remove'), words.trait(offer.name), language)}">${say('remove')}</button>`,
      )
  }
}

const form = (language: WordingLanguage, contents: Markup): Markup =>
  html`<form method="post" action="${ROUTES.privacy}?lang=${language}">${contents}</form>`

const labelled = (act: string, name: string, language: WordingLanguage): string =>
  ({ ja: `${name}：${act}`, en: `${act}: ${name}` })[language]

/** What the site's schema lets them say. */
function field(
  { name, value }: { readonly name: string; readonly value: TraitValue },
  trait: CompiledTrait,
  words: SiteWords,
  language: WordingLanguage,
): Markup {
  const say = sayPrivacy(language)
  const label = words.trait(name)
  const isSelected = (one: string): boolean => (typeof value === 'object' ? value.includes(one) : String(value) === one)
  const option = (one: string, text = words.value(name, one)): Markup =>
    html`<option value="${one}" ${isSelected(one) ? 'selected' : ''}>${text}</option>`
  switch (trait.type) {
    case 'boolean':
      return html`<select name="value" aria-label="${label}">${option('true', say('yes'))}${option('false', say('no'))}</select>`
    case 'number':
      return html`<input type="number" step="any" name="value" value="${String(value)}" aria-label="${label}" required />`
    case 'string':
      return trait.values === null
        ? html`<input name="value" value="${String(value)}" aria-label="${label}" maxlength="200" required />`
        : html`<select name="value" aria-label="${label}">${trait.values.map((one) => option(one))}</select>`
    case 'strings': {
      const choices = trait.values ?? (typeof value === 'object' ? value : [])
      return html`<span class="several" role="group" aria-label="${label}">
        ${choices.map(
          (one) =>
            html`<label><input type="checkbox" name="value" value="${one}" ${isSelected(one) ? 'checked' : ''} />${words.value(name, one)}</label>`,
        )}
      </span>`
    }
  }
}
