/** The situation bar: a strip at the foot of demo pages that simulates another place, time or visitor. Not part of the shop. */

import { readSimulation, writeSimulation } from './cookie.js'
import { element } from './element.js'
import { closeAll, group } from './group.js'
import { outline } from './outline.js'
import { ANOTHER, choosing, NOTHING_CHOSEN, OPTIONS, readChoice, simulate, visitorNumber } from './situation.ts'
import { TIMES } from './times.ts'
import { askWhy, inLanguage, whyPanel } from './why.js'
import { WORDS } from './words.ts'

const FIRST_OTHER_VISITOR = 3
const FOCUS_KEY = 'awase-bar-focus'

const language = document.documentElement.lang === 'ja' ? 'ja' : 'en'
const say = (key) => WORDS[key][language]
const moment = { now: Date.now(), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, language }
const simulation = readSimulation()
const choice = readChoice(simulation, moment)

start()

function start() {
  const host = element('div', { id: 'awase-demo-bar', lang: language })
  const root = host.attachShadow({ mode: 'open' })
  const frames = element('div', { class: 'frames', 'aria-hidden': 'true' })
  const strip = buildStrip()
  root.append(element('link', { rel: 'stylesheet', href: '/_demo/bar.css' }), frames, strip)
  document.body.append(host)
  host.style.display = 'block'
  host.style.height = '48px'
  root.addEventListener('keydown', (event) => closeOnEscape(event, root))
  document.addEventListener('click', (event) => {
    if (!event.composedPath().includes(strip)) closeAll(root)
  })
  restoreFocus(root)
  tellWhy(root, strip, frames)
}

function buildStrip() {
  const groups = element(
    'div',
    { class: 'groups', id: 'groups' },
    optionGroup('place', OPTIONS.place),
    optionGroup('weather', OPTIONS.weather),
    optionGroup('time', [{ id: 'actual', name: WORDS.now }, ...TIMES]),
    optionGroup('device', OPTIONS.device),
    optionGroup('visitor', [...OPTIONS.visitor, { id: ANOTHER, name: WORDS.another }]),
    optionGroup('memory', OPTIONS.memory),
  )
  const strip = element('section', { class: 'strip', 'aria-label': say('bar') })
  const sheet = element(
    'button',
    {
      type: 'button',
      class: 'sheet',
      'aria-expanded': 'false',
      'aria-controls': 'groups',
      onclick: () => sheet.setAttribute('aria-expanded', String(strip.toggleAttribute('data-sheet'))),
    },
    element('span', { class: 'name' }, say('situation')),
    element('span', { class: 'current' }, summary()),
  )
  strip.append(element('span', { class: 'brand' }, 'Awase', element('small', {}, say('brand'))), sheet, groups)
  const reset = element('button', { type: 'button', class: 'reset', onclick: () => apply(null) }, say('reset'))
  if (Object.keys(simulation).length > 0) strip.append(reset)
  return strip
}

function optionGroup(id, options) {
  return group({
    id,
    name: say(id),
    current: currentLabel(id, options),
    options: options.map((option) => ({
      id: option.id,
      label: option.name[language],
      current: choice[id] === option.id && option.id !== ANOTHER,
    })),
    choose: (chosen, byKeyboard) => choose(id, chosen, byKeyboard),
  })
}

function currentLabel(id, options) {
  const chosen = choice[id]
  if (chosen === null) return id === 'time' ? String(simulation.now).slice(0, 16).replace('T', ' ') : say('custom')
  if (chosen === ANOTHER) return `${say('someone')} ${visitorNumber(simulation)}`
  return options.find((option) => option.id === chosen).name[language]
}

/** What is simulated, in a few words, for the narrow strip. */
function summary() {
  const chosen = [...Object.entries(OPTIONS), ['time', TIMES]].flatMap(([id, options]) =>
    choice[id] === 'actual' ? [] : [currentLabel(id, options)],
  )
  return chosen.length === 0 ? say('asItIs') : chosen.join(language === 'ja' ? '・' : ', ')
}

function choose(id, chosen, byKeyboard) {
  const number = Math.max(FIRST_OTHER_VISITOR, visitorNumber(simulation) + 1)
  const sameVisitor = choice.visitor === ANOTHER && id !== 'visitor' ? visitorNumber(simulation) : number
  if (byKeyboard) sessionStorage.setItem(FOCUS_KEY, id)
  apply(simulate(choosing({ ...NOTHING_CHOSEN, ...choice }, id, chosen), sameVisitor, moment))
}

function apply(next) {
  writeSimulation(next)
  location.reload()
}

async function tellWhy(root, strip, frames) {
  const answer = await askWhy(location.href, language)
  if (answer === null) return
  const panel = element('section', { class: 'panel', id: 'why', hidden: true, 'aria-label': say('why') })
  const changed = answer.slots.filter((slot) => slot.arm !== null)
  const show = (slots) => {
    document.querySelector(slots[0].selector)?.scrollIntoView({ block: 'center' })
    outline(frames, framed(slots))
  }
  panel.append(...whyPanel(answer, language, show))
  const opener = element(
    'button',
    {
      type: 'button',
      class: 'why',
      'aria-expanded': 'false',
      'aria-controls': 'why',
      onclick: () => {
        panel.hidden = !panel.hidden
        opener.setAttribute('aria-expanded', String(!panel.hidden))
        if (!panel.hidden) outline(frames, framed(changed))
      },
    },
    say('why'),
    element('b', {}, String(new Set(changed.map((slot) => slot.experience)).size)),
  )
  strip.insertBefore(opener, strip.querySelector('.reset'))
  root.append(panel)
  outline(frames, framed(changed))
}

function framed(slots) {
  return slots.map((slot) => ({
    selector: slot.selector,
    label: inLanguage(slot.name, language, slot.experience),
  }))
}

function closeOnEscape(event, root) {
  if (event.key !== 'Escape') return
  const open = root.querySelector('.group[data-open] .opener') ?? root.querySelector('.why[aria-expanded="true"]')
  closeAll(root)
  const panel = root.querySelector('.panel')
  if (panel !== null) panel.hidden = true
  root.querySelector('.why')?.setAttribute('aria-expanded', 'false')
  open?.focus()
}

/** After the reload the keyboard is where it was. */
function restoreFocus(root) {
  const id = sessionStorage.getItem(FOCUS_KEY)
  sessionStorage.removeItem(FOCUS_KEY)
  if (id === null) return
  const box = root.querySelector(`[data-group="${id}"]`)
  const target = box?.querySelector('.opener') ?? box?.querySelector('[aria-pressed="true"]')
  target?.focus({ preventScroll: true })
}
