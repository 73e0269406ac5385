/** Every experience with its reason and its condition as a tree, in parts of a hundred. Not their order: explain-listing.ts. */

import { html } from 'hono/html'
import type { OutlineLine } from '../core/wording/outline.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import { ROUTES } from '../routes.ts'
import type { Explained } from './explain.ts'
import type { ExperienceAnswer } from './explain-answer.ts'
import { REASONS_NEAREST_FIRST } from './explain-listing.ts'
import { sayIn } from './explain-page.ts'
import { REASON_WORDS, truthMark } from './explain-words.ts'
import { changed, type Markup } from './our-page.ts'

const ANCHOR = 'experiences'

export function experiencesSection(explained: Explained, asking: URL): Markup {
  const { experiences, language } = explained
  const say = sayIn(language)
  if (experiences.total === 0) {
    return html`<section id="${ANCHOR}"><h2>${say('experiences')}</h2><p>${say('noExperiences')}</p></section>`
  }
  return html`
    <section id="${ANCHOR}">
      <h2>${say('experiences')} <span class="quiet">${experiences.total}</span></h2>
      ${filterForm(explained, asking)}
      ${experiences.list.length === 0 ? html`<p>${say('nothingFound')}</p>` : ''}
      <ul class="experiences">
        ${experiences.list.map((experience) => experienceItem(experience, language))}
      </ul>
      ${partLinks(explained, asking)}
    </section>
  `
}

/** Everything else that was asked stays as it is. */
function filterForm({ experiences, language }: Explained, asking: URL): Markup {
  const say = sayIn(language)
  const kept = [...asking.searchParams].filter(([name]) => name !== 'reason' && name !== 'text' && name !== 'part')
  const reasons = REASONS_NEAREST_FIRST.filter((reason) => experiences.counts[reason] !== undefined)
  return html`
    <form class="filter" action="${`${ROUTES.explain}#${ANCHOR}`}">
      ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <div>
        <label for="reason">${say('reason')}</label>
        <select id="reason" name="reason">
          <option value="">${say('anyReason')} (${experiences.total})</option>
          ${reasons.map(
            (reason) => html`<option value="${reason}"${reason === experiences.reason ? ' selected' : ''}>
              ${REASON_WORDS[reason][language]} (${experiences.counts[reason]})
            </option>`,
          )}
        </select>
      </div>
      <div>
        <label for="text">${say('search')}</label>
        <input id="text" name="text" type="search" value="${experiences.text}" />
      </div>
      <button class="plain">${say('filter')}</button>
    </form>
  `
}

function experienceItem(answer: ExperienceAnswer, language: WordingLanguage): Markup {
  const { experience, name, reason, sentence, condition, outline } = answer
  const say = sayIn(language)
  return html`<li>
    <details${reason === 'won' ? ' open' : ''}>
      <summary>
        <span class="name">${name}${name === experience ? '' : html` <span class="id">${experience}</span>`}</span>
        <span class="tag ${reason}">${REASON_WORDS[reason][language]}</span>
        <p class="why">${sentence}</p>
      </summary>
      <div class="body">
        ${
          condition === null || outline === null
            ? html`<p class="quiet">${say('noCondition')}</p>`
            : html`<p class="quiet">${say('condition')}</p>
                <ul class="tree">
                  ${lineItem(outline, language)}
                </ul>`
        }
      </div>
    </details>
  </li>`
}

function lineItem(line: OutlineLine, language: WordingLanguage): Markup {
  const say = sayIn(language)
  const { sign, word, kind } = truthMark(line.truth, language)
  const seen = line.seen === null ? '' : html`<span class="seen">${say('seen')} <b>${line.seen}</b></span>`
  const below =
    line.parts.length === 0
      ? ''
      : html`<ul class="tree">
          ${line.parts.map((part) => lineItem(part, language))}
        </ul>`
  return html`<li class="${line.deciding ? 'deciding' : ''}">
    <div class="line">
      <span class="mark ${kind}" aria-hidden="true">${sign}</span>
      <span>${line.text}${seen}${line.omitted > 0 ? omittedNote(line, language) : ''}</span>
      <span class="answer"><span class="${kind}">${word}</span>${line.deciding ? html`<b>${say('deciding')}</b>` : ''}</span>
    </div>
    ${below}
  </li>`
}

function omittedNote({ parts, omitted }: OutlineLine, language: WordingLanguage): Markup {
  const text =
    parts.length === 0 ? sayIn(language)('above') : { ja: `ほか${omitted}件`, en: `${omitted} more` }[language]
  return html`<span class="seen">${text}</span>`
}

function partLinks({ experiences: { part, parts, matching }, language }: Explained, asking: URL): Markup {
  if (parts === 1) return html``
  const say = sayIn(language)
  const link = (to: number, text: string, rel: string): Markup =>
    to < 1 || to > parts
      ? html`<span></span>`
      : html`<a rel="${rel}" href="${`${changed(asking, { part: String(to) })}#${ANCHOR}`}">${text}</a>`
  return html`<nav class="parts">
    ${link(part - 1, say('previous'), 'prev')}
    <span class="quiet">${part} / ${parts} (${matching})</span>
    ${link(part + 1, say('next'), 'next')}
  </nav>`
}
