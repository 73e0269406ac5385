/** The explanation as a page for people: works without JavaScript, every value escaped. Not what it says: explain-answer.ts. */

import type { Context } from 'hono'
import { html, raw } from 'hono/html'
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

/** What hono's `html` gives: text that is escaped already. */
export type Markup = ReturnType<typeof html>

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

/** The address of this page with other parameters; null takes one away. */
export function changed(asking: URL, parameters: { readonly [name: string]: string | null }): string {
  const address = new URL(asking)
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) address.searchParams.delete(name)
    else address.searchParams.set(name, value)
  }
  return address.pathname + address.search
}

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

interface Shell {
  readonly language: WordingLanguage
  readonly title: string
  readonly body: Markup
  readonly foot: Markup
  readonly asking: URL
  readonly status: 200 | 400
}

/** Nothing runs, loads or frames: one style sheet, by its nonce, and forms that lead back here. */
async function shell(c: Context<OurEnv>, { language, title, body, foot, asking, status }: Shell): Promise<Response> {
  const nonce = crypto.randomUUID()
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  )
  c.header('x-robots-tag', 'noindex, nofollow')
  c.header('referrer-policy', 'same-origin')
  const languages = (['ja', 'en'] as const).map((one) =>
    one === language
      ? html`<span aria-current="true">${LANGUAGE_NAMES[one]}</span>`
      : html`<a href="${changed(asking, { language: one })}" hreflang="${one}" lang="${one}">${LANGUAGE_NAMES[one]}</a>`,
  )
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title} – Awase</title>
        <style nonce="${nonce}">
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <span class="brand">Awase</span>
          <nav aria-label="Language">${languages}</nav>
        </header>
        <main>${body}</main>
        <footer>${foot}</footer>
      </body>
    </html>`
  return c.html(page, status)
}

const LANGUAGE_NAMES: { readonly [L in WordingLanguage]: string } = { ja: '日本語', en: 'English' }
