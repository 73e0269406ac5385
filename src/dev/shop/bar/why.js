/** The panel that says which experiences applied, which did not, and why. What it says comes from `/_demo/explain`. */

import { element } from './element.js'
import { REASONS, WORDS } from './words.ts'

/** In the page's language, whatever the site's. Null where nothing answers: the bar then works without outlines and panel. */
export async function askWhy(url, language) {
  try {
    const response = await fetch(`/_demo/explain?language=${language}&url=${encodeURIComponent(url)}`)
    return response.ok ? await response.json() : null
  } catch (error) {
    console.warn('Nobody says why this page looks as it does.', error)
    return null
  }
}

/** A name as authored: one string, or one for each language. */
export function inLanguage(name, language, otherwise) {
  if (typeof name === 'string') return name
  return name?.[language] ?? name?.ja ?? otherwise
}

/** `show(slots)` is called to point at what an experience changed. */
export function whyPanel(answer, language, show) {
  const say = (key) => WORDS[key][language]
  const here = answer.stops.filter((stop) => stop.reason !== 'off_page')
  const elsewhere = answer.stops.filter((stop) => stop.reason === 'off_page')
  const listed = new Map(answer.experiences?.list.map(({ experience, sentence }) => [experience, sentence]))
  // The list, which may be cut, says what was asked and what was seen; the stops say only where it ended.
  const fuller = (stop) => ({ ...stop, sentence: listed.get(stop.experience) ?? stop.sentence })
  const applied = [...Map.groupBy(answer.slots, (slot) => slot.experience).values()]
  return [
    element('h2', {}, say('changed')),
    applied.length === 0
      ? element('p', { class: 'none' }, say('changedNone'))
      : element('ul', { class: 'applied' }, ...applied.map((slots) => appliedItem(slots, language, show))),
    here.length === 0 ? '' : element('h2', {}, say('notChanged')),
    element('ul', { class: 'stopped' }, ...here.map((stop) => stoppedItem(fuller(stop), language))),
    elsewhere.length === 0
      ? ''
      : element(
          'details',
          {},
          element('summary', {}, `${say('elsewhere')} (${elsewhere.length})`),
          element('ul', { class: 'stopped' }, ...elsewhere.map((stop) => element('li', {}, nameOf(stop, language)))),
        ),
    element('a', { class: 'privacy', href: '/_awase/privacy' }, say('privacy')),
  ]
}

function appliedItem(slots, language, show) {
  const [first] = slots
  const isControl = first.arm === null
  const sentence = inLanguage(first.sentence, language, isControl ? WORDS.control[language] : '')
  return element(
    'li',
    {},
    element('strong', {}, nameOf(first, language)),
    sentence === '' ? '' : element('p', {}, sentence),
    isControl
      ? ''
      : element(
          'p',
          { class: 'note' },
          slots.map((slot) => slot.slot).join(language === 'ja' ? '、' : ', '),
          ' ',
          element('button', { type: 'button', class: 'show-where', onclick: () => show(slots) }, WORDS.show[language]),
        ),
  )
}

function stoppedItem(stop, language) {
  return element(
    'li',
    {},
    nameOf(stop, language),
    element(
      'span',
      { class: 'reason' },
      inLanguage(stop.sentence, language, REASONS[stop.reason]?.[language] ?? stop.reason),
    ),
  )
}

function nameOf(entry, language) {
  return inLanguage(entry.name, language, entry.experience)
}
