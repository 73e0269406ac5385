/** What the bar can simulate: options, the attributes each stands for, and which of them a simulation shows. No page, no clock. */

import type { Language, Words } from '../language.ts'
import { MEMORIES } from './memories.ts'
import { PLACES } from './places.ts'
import { instant, TIMES } from './times.ts'

export type Value = string | number | boolean | null

/** Attributes by name, `now` and `visitor`: what the cookie `awase-simulate` holds. */
export type Simulation = { readonly [attribute: string]: Value }

export interface Option {
  readonly id: string
  readonly name: Words
  readonly attributes: Simulation
  /** What is another word in English, such as what was searched for. */
  readonly inEnglish?: Simulation
}

export type GroupId = 'place' | 'weather' | 'time' | 'device' | 'visitor' | 'memory'

/** An option's id for each group; `actual` leaves the group as it is; null: something no option stands for. */
export type Choice = { readonly [G in GroupId]: string | null }

export interface Moment {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** IANA; where no place is chosen, times of day are meant there. */
  readonly timeZone: string
  /** Of the page. */
  readonly language: Language
}

export const NOTHING_CHOSEN: Choice = {
  place: 'actual',
  weather: 'actual',
  time: 'actual',
  device: 'actual',
  visitor: 'actual',
  memory: 'actual',
}

export const WEATHERS: readonly Option[] = [
  { id: 'actual', name: { ja: '実際', en: 'Actual' }, attributes: {} },
  weather('clear', { ja: '晴', en: 'Clear' }, 14, 0),
  weather('rain', { ja: '雨', en: 'Rain' }, 9, 3.2),
  weather('snow', { ja: '雪', en: 'Snow' }, -3, 1.1),
  weather('thunderstorm', { ja: '雷', en: 'Storm' }, 22, 8.5),
]

export const DEVICES: readonly Option[] = [
  { id: 'actual', name: { ja: 'この端末', en: 'This one' }, attributes: {} },
  { id: 'mobile', name: { ja: 'スマートフォン', en: 'Phone' }, attributes: { 'device.kind': 'mobile' } },
  { id: 'tablet', name: { ja: 'タブレット', en: 'Tablet' }, attributes: { 'device.kind': 'tablet' } },
  { id: 'desktop', name: { ja: 'パソコン', en: 'Desktop' }, attributes: { 'device.kind': 'desktop' } },
]

export const VISITORS: readonly Option[] = [
  { id: 'actual', name: { ja: 'そのまま', en: 'As you are' }, attributes: {} },
  {
    id: 'first',
    name: { ja: '初めての人', en: 'First visit' },
    attributes: { visitor: 'demo-1', 'visit.isNew': true, 'visit.isReturning': false, 'visit.count': 1 },
  },
  {
    id: 'returning',
    name: { ja: 'また来た人', en: 'Returning' },
    attributes: { visitor: 'demo-2', ...returning() },
  },
  {
    id: 'newsletter',
    name: { ja: 'お便りから来た人', en: 'From the newsletter' },
    attributes: { 'utm.source': 'newsletter', 'utm.medium': 'email' },
  },
  { id: 'refused', name: { ja: '記憶を断った人', en: 'Memory refused' }, attributes: { visitor: null } },
]

/** The id of the option that stands for any other returning visitor; which one, the number says. */
export const ANOTHER = 'another'

export const OPTIONS: { readonly [G in Exclude<GroupId, 'time'>]: readonly Option[] } = {
  place: PLACES,
  weather: WEATHERS,
  device: DEVICES,
  visitor: VISITORS,
  memory: MEMORIES,
}

/** Of whom there is nothing to remember. */
const WITHOUT_MEMORY: readonly (string | null)[] = ['first', 'refused']

/** One more option chosen. Nobody is remembered on a first visit, or against their will; who is remembered was here before. */
export function choosing(choice: Choice, group: GroupId, id: string): Choice {
  const next = { ...choice, [group]: id }
  if (group === 'visitor' && WITHOUT_MEMORY.includes(id)) return { ...next, memory: 'actual' }
  const isStranger = choice.visitor === 'actual' || WITHOUT_MEMORY.includes(choice.visitor)
  return group === 'memory' && id !== 'actual' && isStranger ? { ...next, visitor: 'returning' } : next
}

/** The simulation that a choice stands for; null where nothing is simulated. A group at null is left out. */
export function simulate(choice: Choice, visitorNumber: number, moment: Moment): Simulation | null {
  const place = attributes(PLACES, choice.place)
  const zone = place['geo.timeZone']
  const simulation = {
    ...place,
    ...attributes(WEATHERS, choice.weather),
    ...time(choice.time, typeof zone === 'string' ? zone : moment.timeZone, moment.now),
    ...attributes(DEVICES, choice.device),
    ...(choice.visitor === ANOTHER
      ? { visitor: `demo-${visitorNumber}`, ...returning() }
      : attributes(VISITORS, choice.visitor)),
    ...attributes(MEMORIES, choice.memory, moment.language),
  }
  return Object.keys(simulation).length === 0 ? null : simulation
}

/** The choice that a simulation shows: the option in each group all of whose attributes it has, the fullest first. */
export function readChoice(simulation: Simulation, moment: Moment): Choice {
  const zone = simulation['geo.timeZone']
  const timeZone = typeof zone === 'string' ? zone : moment.timeZone
  const at = simulation.now
  const timeId = TIMES.find((entry) => instant(entry, timeZone, moment.now) === at)?.id ?? null
  return {
    place: shown(PLACES, simulation, (name) => name.startsWith('geo.') && name !== 'geo.timeZone'),
    weather: shown(WEATHERS, simulation, (name) => name.startsWith('weather.')),
    time: at === undefined ? 'actual' : timeId,
    device: shown(DEVICES, simulation, (name) => name.startsWith('device.')),
    visitor: shownVisitor(simulation),
    memory: shown(MEMORIES, simulation, (name) => /^(profile|affinity|cart|traits|score)\./.test(name)),
  }
}

/** The number in a visitor id of the bar's own, or 0. */
export function visitorNumber(simulation: Simulation): number {
  const [, digits] = /^demo-(\d+)$/.exec(String(simulation.visitor)) ?? []
  return digits === undefined ? 0 : Number(digits)
}

function shownVisitor(simulation: Simulation): string | null {
  const id = shown(VISITORS, simulation, (name) => /^(visit\.|visitor$|utm\.)/.test(name))
  return id === null && visitorNumber(simulation) > 0 ? ANOTHER : id
}

function shown(options: readonly Option[], simulation: Simulation, mine: (name: string) => boolean): string | null {
  if (!Object.keys(simulation).some(mine)) return 'actual'
  const matching = options.filter(({ attributes: own, inEnglish = own }) =>
    [own, inEnglish].some((wanted) => isWithin(wanted, simulation)),
  )
  return matching[0]?.id ?? null
}

/** Nothing is in nothing. */
function isWithin(wanted: Simulation, simulation: Simulation): boolean {
  const entries = Object.entries(wanted)
  return entries.length > 0 && entries.every(([name, value]) => simulation[name] === value)
}

function attributes(options: readonly Option[], id: string | null, language: Language = 'ja'): Simulation {
  const option = options.find((candidate) => candidate.id === id)
  return (language === 'en' ? option?.inEnglish : undefined) ?? option?.attributes ?? {}
}

/** The time zone goes along, so that "Friday evening" is one there, whatever the network says. */
function time(id: string | null, timeZone: string, now: number): Simulation {
  const entry = TIMES.find((candidate) => candidate.id === id)
  return entry === undefined ? {} : { 'geo.timeZone': timeZone, now: instant(entry, timeZone, now) }
}

function weather(kind: string, name: Words, temperature: number, precipitation: number): Option {
  return {
    id: kind,
    name,
    attributes: {
      'weather.kind': kind,
      'weather.temperature': temperature,
      'weather.precipitation': precipitation,
    },
  }
}

function returning(): Simulation {
  return { 'visit.isNew': false, 'visit.isReturning': true, 'visit.count': 4, 'visit.daysSinceLast': 9 }
}
