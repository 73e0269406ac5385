/** The situation of a decision and the form that changes it: one row an attribute. Not what a change does: edge/simulate.ts. */

import { html } from 'hono/html'
import { type AttributeDescription, describeAttribute } from '../core/condition/attribute.ts'
import { valueWords } from '../core/wording/value-words.ts'
import { ROUTES } from '../routes.ts'
import type { Explained } from './explain.ts'
import type { AttributeRead } from './explain-attributes.ts'
import { moment, sayIn } from './explain-page.ts'
import { clockField, FORM_PREFIX, FORM_SENT, FORM_ZONE, NOBODY_VALUE, NONE_VALUE } from './explain-simulation.ts'
import { SIGNAL_WORDS } from './explain-words.ts'
import type { Markup } from './our-page.ts'

export function situationSection(explained: Explained): Markup {
  const { attributes, maySimulate, language, url, simulated } = explained
  const say = sayIn(language)
  const facts = html`
    <div class="situation">
      ${timeFact(explained)} ${visitorFact(explained)}
      ${attributes.map((attribute) => attributeFact(attribute, explained))}
    </div>
  `
  if (!maySimulate) return html`<section><h2>${say('situation')}</h2>${facts}</section>`
  return html`
    <section>
      <h2>${say('situation')}</h2>
      <p class="quiet hint">${say('changeHint')}</p>
      <form action="${ROUTES.explain}">
        <input type="hidden" name="url" value="${url}" />
        <input type="hidden" name="language" value="${language}" />
        <input type="hidden" name="${FORM_SENT}" value="1" />
        <input type="hidden" name="${FORM_ZONE}" value="${explained.visitorZone}" />
        ${hiddenFacts(explained)}
        <input type="checkbox" class="change" id="change" />
        <label class="change-label" for="change">${say('change')}</label>
        ${facts}
        ${attributes.length === 0 ? html`<p class="quiet">${say('noAttributes')}</p>` : ''}
        <p class="actions">
          <button class="apply">${say('apply')}</button>
          ${simulated === null || Object.keys(simulated).length === 0 ? '' : resetLink(explained)}
        </p>
      </form>
    </section>
  `
}

/** What is simulated but asked for by no rule of this page goes along. */
function hiddenFacts({ simulated, attributes }: Explained): readonly Markup[] {
  const shown = new Set(['now', 'visitor', ...attributes.map(({ name }) => name)])
  return Object.entries(simulated ?? {})
    .filter(([name, value]) => !shown.has(name) && (typeof value !== 'object' || value === null))
    .map(
      ([name, value]) =>
        html`<input type="hidden" name="${FORM_PREFIX + name}" value="${value === null ? NONE_VALUE : String(value)}" />`,
    )
}

/** The form sent empty: also what a cookie simulates is left out. */
function resetLink({ url, language }: Explained): Markup {
  const parameters = new URLSearchParams({ url, language, [FORM_SENT]: '1' })
  return html`<a href="${`${ROUTES.explain}?${parameters}`}">${sayIn(language)('reset')}</a>`
}

interface Fact {
  readonly name: string
  readonly label: string
  readonly state: 'present' | 'missing' | 'unknown'
  readonly text: string
}

function fact({ name, label, state, text }: Fact, control: Markup | null, explained: Explained): Markup {
  const isChanged = explained.simulated !== null && Object.hasOwn(explained.simulated, name)
  const id = FORM_PREFIX + name
  return html`
    <div class="fact${isChanged ? ' changed' : ''}">
      ${control === null ? html`<span class="label">${label}</span>` : html`<label for="${id}">${label}</label>`}
      <span class="value ${state}" data-changed="${isChanged ? sayIn(explained.language)('simulated') : ''}">${text}</span>
      ${control === null ? '' : html`<span class="control">${control}</span>`}
    </div>
  `
}

function timeFact(explained: Explained): Markup {
  const { now, visitorZone, language, simulated } = explained
  const text = `${moment(now, language, visitorZone)} (${visitorZone})`
  const set = simulated !== null && 'now' in simulated ? clockField(Date.parse(now), visitorZone) : ''
  const id = `${FORM_PREFIX}now`
  const control = html`<input type="datetime-local" id="${id}" name="${id}" value="${set}" />`
  const label = sayIn(language)('time')
  return fact({ name: 'now', label, state: 'present', text }, explained.maySimulate ? control : null, explained)
}

/** The id is nobody's business: a simulated one is the asker's own choice. */
function visitorFact(explained: Explained): Markup {
  const { visitor, consent, language, simulated } = explained
  const say = sayIn(language)
  const id = `${FORM_PREFIX}visitor`
  const set =
    simulated?.visitor === null ? NOBODY_VALUE : typeof simulated?.visitor === 'string' ? simulated.visitor : ''
  const control = html`
    <input id="${id}" name="${id}" value="${set}" placeholder="${say('visitorField')}" list="visitors" autocomplete="off" />
    <datalist id="visitors"><option value="${NOBODY_VALUE}">${say('nobody')}</option></datalist>
  `
  const known = say(visitor === 'known' ? 'visitorKnown' : 'visitorUnknown')
  const text = simulated?.visitor === undefined ? `${known} · ${SIGNAL_WORDS[consent.signal][language]}` : known
  const seen = { name: 'visitor', label: say('visitor'), state: 'present', text } as const
  return fact(seen, explained.maySimulate ? control : null, explained)
}

function attributeFact(attribute: AttributeRead, explained: Explained): Markup {
  const known = describeAttribute(attribute.name)
  const control = explained.maySimulate && known !== null ? controlFor(known, explained) : null
  return fact(attribute, control, explained)
}

/** Null: an attribute that no form field can hold. */
function controlFor(known: AttributeDescription, { simulated, language }: Explained): Markup | null {
  const { name, type, values, range, unit } = known
  const say = sayIn(language)
  const set = simulated !== null && Object.hasOwn(simulated, name) ? simulated[name] : undefined
  const options = optionsFor(known, language)
  const id = FORM_PREFIX + name
  if (options !== null) {
    const chosen = set === undefined ? '' : set === null ? NONE_VALUE : String(set)
    const all = [['', say('asItIs')], ...options, ...(values === null ? [] : [[NONE_VALUE, say('none')]])]
    return html`<select id="${id}" name="${id}">
      ${all.map(([value, text]) => html`<option value="${value}"${value === chosen ? ' selected' : ''}>${text}</option>`)}
    </select>`
  }
  const text = set === undefined ? '' : set === null ? NONE_VALUE : String(set)
  if (type === 'number') {
    const [low, high] = range ?? ['', '']
    return html`<span class="unit"
      ><input type="number" step="any" id="${id}" name="${id}" value="${text}" min="${low}" max="${high}" placeholder="${say('asItIs')}" /><span
        >${unit ?? ''}</span
      ></span
    >`
  }
  if (type === 'place') return null
  return html`<input id="${id}" name="${id}" value="${text}" placeholder="${say('asItIs')}" autocomplete="off" />`
}

function optionsFor({ name, type, values }: AttributeDescription, language: Explained['language']) {
  const say = sayIn(language)
  if (values !== null) return values.map((value) => [value, valueWords(name, value, language)])
  if (name === 'time.weekday' || name === 'time.month') {
    const last = name === 'time.month' ? 12 : 7
    return Array.from({ length: last }, (_, at) => [String(at + 1), valueWords(name, at + 1, language)])
  }
  return type === 'boolean'
    ? [
        ['true', say('yes')],
        ['false', say('no')],
      ]
    : null
}
