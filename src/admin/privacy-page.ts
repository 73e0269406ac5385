/** The visitor's page: works without JavaScript, every value escaped. Not what is done there: privacy.ts. */

import { html } from 'hono/html'
import { PURPOSES } from '../core/consent.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import type { SiteWords } from '../core/wording/site-words.ts'
import { ROUTES } from '../routes.ts'
import type { VisitorState } from '../store/visitors.ts'
import type { ConsentSituation } from './consent/situation.ts'
import { PURPOSE_WORDS } from './consent/words.ts'
import type { Markup } from './our-page.ts'
import { GROUP_WORDS } from './privacy-groups.ts'
import { momentsIn } from './privacy-moments.ts'
import { offerForm } from './privacy-offer.ts'
import type { RememberedGroup } from './privacy-remembered.ts'
import type { Use } from './privacy-used.ts'
import { DONE_WORDS, SIGNAL_WORDS, sayPrivacy } from './privacy-words.ts'

export interface PrivacyView {
  readonly language: WordingLanguage
  readonly timeZone: string
  readonly words: SiteWords
  /** Empty: nothing is remembered. */
  readonly groups: readonly RememberedGroup[]
  /** Of what is there, beside what it says. */
  readonly state: VisitorState
  readonly isUnreadable: boolean
  /** The database does not say what else there is. */
  readonly isIncomplete: boolean
  readonly uses: readonly Use[] | 'unknown' | 'unrecorded'
  readonly consent: ConsentSituation['consent']
  /** What was just done: a key of DONE_WORDS, or nothing. */
  readonly done: string | null
}

export function privacyBody(view: PrivacyView): Markup {
  const say = sayPrivacy(view.language)
  return html`
    <h1>${say('title')}</h1>
    <p class="lead">${say('lead')}</p>
    ${notices(view)} ${consentSection(view)} ${rememberedSection(view)} ${usedSection(view)} ${rightsSection(view)}
  `
}

function notices({ language, done, isUnreadable, isIncomplete, state, groups, consent }: PrivacyView): Markup {
  const say = sayPrivacy(language)
  const said = done !== null && Object.hasOwn(DONE_WORDS, done) ? DONE_WORDS[done]! : null
  const isUsed = consent.profile && consent.personalize && consent.storage
  return html`
    ${said === null ? '' : html`<p class="notice done" role="status">${said[language]}</p>`}
    ${isIncomplete ? html`<p class="notice">${say('unavailable')}</p>` : ''}
    ${isUnreadable ? html`<p class="notice">${say('unreadable')}</p>` : ''}
    ${state.startsWith('restricted') ? html`<p class="notice">${say('restricted')}</p>` : ''}
    ${state.endsWith('objected') ? html`<div class="notice act"><p>${say('objected')}</p>${actForm('use-again', say('useAgain'), language, true)}</div>` : ''}
    ${groups.length > 0 && !isUsed ? html`<p class="notice">${say('notUsed')}</p>` : ''}
  `
}

function consentSection({ language, consent }: PrivacyView): Markup {
  const say = sayPrivacy(language)
  return html`
    <section>
      <h2>${say('consent')}</h2>
      <p>${SIGNAL_WORDS[consent.signal][language]}</p>
      <ul class="purposes">
        ${PURPOSES.map(
          (purpose) => html`<li class="${consent[purpose] ? 'yes' : 'no'}">
            <span>${PURPOSE_WORDS[purpose].name[language]}</span>
            <b>${consent[purpose] ? say('allowed') : say('refused')}</b>
          </li>`,
        )}
      </ul>
      <div class="actions">
        <a href="${choicesAddress(language)}">${say('choices')}</a>
        ${PURPOSES.some((purpose) => consent[purpose]) ? actForm('withdraw', say('withdraw'), language, true) : ''}
      </div>
    </section>
  `
}

const choicesAddress = (language: WordingLanguage): string =>
  `${ROUTES.consentChoices}?${new URLSearchParams({ language, return: `${ROUTES.privacy}?lang=${language}` })}`

function rememberedSection({ language, groups, isUnreadable, words: siteWords }: PrivacyView): Markup {
  const say = sayPrivacy(language)
  if (groups.length === 0) {
    return html`<section>
      <h2>${say('remembered')}</h2>
      <p class="nothing">${say('nobody')}</p>
      ${isUnreadable ? '' : html`<p class="quiet">${say('nobodyWhy')}</p>`}
    </section>`
  }
  return html`<section>
    <h2>${say('remembered')}</h2>
    ${groups.map(({ group, lines }) => {
      const words = GROUP_WORDS[group]
      return html`<div class="group">
        <div>
          <h3>${words.name[language]}</h3>
          <p class="quiet">${words.from[language]}</p>
        </div>
        <ul>
          ${lines.map(
            ({ what, note, offer }) => html`<li class="${offer?.act === 'trait' ? 'told' : ''}">
              <div><b>${what}</b>${note === '' ? '' : html`<span>${note}</span>`}</div>
              ${offer === null ? '' : offerForm(offer, siteWords, language)}
            </li>`,
          )}
        </ul>
      </div>`
    })}
  </section>`
}

function usedSection({ language, uses, timeZone }: PrivacyView): Markup {
  const say = sayPrivacy(language)
  const moments = momentsIn(language, timeZone)
  if (typeof uses === 'string' || uses.length === 0) {
    const key = uses === 'unknown' ? 'usedUnknown' : uses === 'unrecorded' ? 'usedUnrecorded' : 'usedNothing'
    return html`<section><h2>${say('used')}</h2><p>${say(key)}</p></section>`
  }
  return html`<section>
    <h2>${say('used')}</h2>
    <ol class="uses">
      ${uses.map(
        ({ at, path, name, arm, why }) => html`<li>
          <div class="where"><code>${path}</code><time datetime="${new Date(at).toISOString()}">${moments.minute(at / 1000)}</time></div>
          <div><b>${name}</b>${arm === null ? html` <span>${say('usedControl')}</span>` : ''}<p>${why}</p></div>
        </li>`,
      )}
    </ol>
  </section>`
}

function rightsSection({ language }: PrivacyView): Markup {
  const say = sayPrivacy(language)
  const row = (title: string, text: string, act: Markup): Markup => html`<li>
    <div><h3>${title}</h3><p>${text}</p></div>
    ${act}
  </li>`
  return html`<section>
    <h2>${say('rights')}</h2>
    <ul class="rights">
      ${row(say('download'), say('downloadText'), html`<a class="button" href="${ROUTES.privacyDownload}" download>${say('downloadAct')}</a>`)}
      ${row(say('object'), say('objectText'), actForm('object', say('objectAct'), language, true))}
      ${row(say('withdraw'), say('withdrawText'), actForm('withdraw', say('withdrawAct'), language, true))}
      ${row(say('erase'), say('eraseText'), actForm('erase', say('eraseAct'), language, false))}
    </ul>
  </section>`
}

const actForm = (act: string, label: string, language: WordingLanguage, isPlain: boolean): Markup => html`<form
  method="post"
  action="${ROUTES.privacy}?lang=${language}"
>
  <button name="act" value="${act}" class="${isPlain ? 'plain' : 'grave'}">${label}</button>
</form>`
