/** The explanation as a page for people: works without JavaScript, every value escaped. Not what it says: explain-answer.ts. */

import type { Context } from 'hono'
import { html } from 'hono/html'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import type { PreviewGap } from '../edge/preview-rules.ts'
import { PREVIEW_PARAMETER } from '../preview/preview.ts'
import { ROUTES } from '../routes.ts'
import type { OurEnv } from './app.ts'
import type { Explained } from './explain.ts'
import { experiencesSection } from './explain-experiences.ts'
import { GAP_WORDS, previewLine } from './explain-preview.ts'
import { situationSection } from './explain-situation.ts'
import { STYLE } from './explain-style.ts'
import { WORDS } from './explain-words.ts'
import { changed, type Markup, type OurPage, ourPage } from './our-page.ts'

export function answerPage(c: Context<OurEnv>, explained: Explained, asking: URL): Promise<Response> {
  const { language } = explained
  const say = sayIn(language)
  const body = html`
    <h1>${say('title')}</h1>
    <p class="address"><span>${say('page')}</span> <b>${explained.url}</b></p>
    ${explained.previewed === null ? '' : previewLine(explained.previewed, explained.url, language)}
    ${slotsSection(explained)} ${situationSection(explained)} ${experiencesSection(explained, asking)}
  `
  const json = changed(asking, { format: 'json' })
  const foot = html`
    ${isDraft(explained) ? '' : html`<span>${say('revision')} ${explained.ruleset.revision}</span>`}
    <time datetime="${explained.ruleset.publishedAt}">${moment(explained.ruleset.publishedAt, language, explained.timeZone)}</time>
    <a href="${json}">${say('asJson')}</a>
  `
  return shell(c, { language, title: `${say('title')} – ${explained.path}`, body, foot, asking, status: 200 })
}

/** Drafts have no revision. */
const isDraft = ({ previewed }: Explained): boolean => previewed?.rules.startsWith('draft:') ?? false

/** No page was named, or one of another site. */
export function noPageOfThisSite(c: Context<OurEnv>, language: WordingLanguage): Promise<Response> {
  const say = sayIn(language)
  const asking = new URL(c.req.url)
  const kept = [...asking.searchParams].filter(([name]) => name === PREVIEW_PARAMETER || name === 'language')
  const body = html`
    <h1>${say('noPage')}</h1>
    <p>${say('noPageText')}</p>
    <form class="filter" action="${ROUTES.explain}">
      ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <p><label for="url">URL</label><input id="url" name="url" value="/" required /></p>
      <p><button>${say('explain')}</button></p>
    </form>
  `
  return shell(c, { language, title: say('noPage'), body, foot: html``, asking, status: 400 })
}

export function nothingRunsPage(
  c: Context<OurEnv>,
  state: 'none' | 'off' | PreviewGap,
  previewed: Markup | '',
  language: WordingLanguage,
): Promise<Response> {
  const say = sayIn(language)
  const title = say(state === 'off' ? 'off' : state === 'none' ? 'nothing' : 'noPreview')
  const text = state === 'off' ? say('offText') : state === 'none' ? say('nothingText') : GAP_WORDS[state][language]
  const body = html`
    <h1>${title}</h1>
    ${previewed}
    <p>${text}</p>
  `
  return shell(c, { language, title, body, foot: html``, asking: new URL(c.req.url), status: 200 })
}

export const sayIn =
  (language: WordingLanguage) =>
  (key: keyof typeof WORDS): string =>
    WORDS[key][language]

export const moment = (time: string, language: WordingLanguage, timeZone: string): string =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone,
  }).format(new Date(time))

/** What holds for the whole visit is said in place of what holds for a slot. */
function untouchedWhy({ counts }: Explained['experiences']): keyof typeof WORDS {
  if (counts.bot !== undefined) return 'untouchedBot'
  return counts.holdout === undefined ? 'untouchedWhy' : 'untouchedHoldout'
}

function slotsSection({ slots, untouched, language, experiences }: Explained): Markup {
  const say = sayIn(language)
  return html`
    <section>
      <h2>${say('slots')}</h2>
      ${slots.length + untouched.length === 0 ? html`<p>${say('noSlots')}</p>` : ''}
      <ul class="slots">
        ${slots.map(
          ({ slot, name, arm, sentence }) => html`<li>
            <span class="id">${slot}</span>
            <div>
              <span class="what">${name} <span>${arm ?? say('control')}</span></span>
              <p>${sentence}</p>
            </div>
          </li>`,
        )}
        ${untouched.map(
          (slot) => html`<li class="as-it-was">
            <span class="id">${slot}</span>
            <div>
              <span class="what">${say('untouched')}</span>
              <p class="quiet">${say(untouchedWhy(experiences))}</p>
            </div>
          </li>`,
        )}
      </ul>
    </section>
  `
}

const shell = (c: Context<OurEnv>, page: Omit<OurPage, 'brand' | 'languageParameter' | 'style'>): Promise<Response> =>
  ourPage(c, { ...page, brand: 'Awase', languageParameter: 'language', style: STYLE })
