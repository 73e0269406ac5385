/** What is remembered of a visitor as lines for people, each with what they may do about it. Not the page: privacy-page.ts. */

import type { CompiledSchema, CompiledTrait, ExperienceId } from '../core/compiled.ts'
import { affinityFacts } from '../core/memory/affinity.ts'
import type { Memory, Trait, TraitValue } from '../core/memory.ts'
import { localized } from '../core/wording/localized.ts'
import { quoted, type WordingLanguage } from '../core/wording/phrase.ts'
import { type SiteWords, siteWords } from '../core/wording/site-words.ts'
import { type Moments, momentsIn } from './privacy-moments.ts'

export type GroupName =
  | 'visits'
  | 'interests'
  | 'items'
  | 'searches'
  | 'cart'
  | 'purchases'
  | 'declared'
  | 'imported'
  | 'choices'
  | 'experiments'
  | 'shown'

export interface RememberedGroup {
  readonly group: GroupName
  readonly lines: readonly RememberedLine[]
}

export interface RememberedLine {
  readonly what: string
  /** When, how often, what for; may be empty. */
  readonly note: string
  readonly offer: Offer | null
}

/** What a visitor may do about a line. */
export type Offer =
  | { readonly act: 'forget'; readonly what: 'interest' | 'item' | 'search'; readonly name: string }
  | { readonly act: 'show-again'; readonly name: ExperienceId }
  | { readonly act: 'trait'; readonly name: string; readonly value: TraitValue; readonly trait: CompiledTrait | null }

export interface Teller {
  readonly language: WordingLanguage
  readonly timeZone: string
  /** Epoch milliseconds. */
  readonly now: number
  readonly schema: CompiledSchema
  /** What the site calls an experience. */
  readonly nameOf: (experience: ExperienceId) => string
}

/** Groups with nothing in them are left out. */
export function rememberedGroups(memory: Memory, teller: Teller): readonly RememberedGroup[] {
  const { schema, language, timeZone } = teller
  const told: Told = { ...teller, memory, moments: momentsIn(language, timeZone), words: siteWords(schema, language) }
  return (Object.keys(LINES) as GroupName[])
    .map((group) => ({ group, lines: LINES[group](told) }))
    .filter(({ lines }) => lines.length > 0)
}

interface Told extends Teller {
  readonly memory: Memory
  readonly moments: Moments
  readonly words: SiteWords
}

type Lines = (told: Told) => readonly RememberedLine[]

const line = (what: string, note = '', offer: Offer | null = null): RememberedLine => ({ what, note, offer })

const visits: Lines = ({ memory: { since, visits: visit }, language, moments }) => {
  const days = visit.daysSinceLast
  return [
    line(
      { ja: `${visit.count}回目の訪問です`, en: `This is visit number ${visit.count}` }[language],
      { ja: `初めての訪問は${moments.day(since)}`, en: `The first was on ${moments.day(since)}` }[language],
    ),
    line(
      { ja: `この訪問では${visit.pageCount}ページ`, en: `Pages of this visit: ${visit.pageCount}` }[language],
      {
        ja: `${moments.minute(visit.began)}から、最初のページは ${visit.landingPath}`,
        en: `Since ${moments.minute(visit.began)}, beginning at ${visit.landingPath}`,
      }[language],
    ),
    ...(days === null
      ? []
      : [line({ ja: `前回の訪問から${days}日`, en: `Days since the visit before: ${days}` }[language])]),
  ]
}

/** 0..1 in words. */
const STRENGTHS = [
  { least: 0.7, ja: '強い関心', en: 'strong' },
  { least: 0.4, ja: '関心あり', en: 'some' },
  { least: 0, ja: 'わずかな関心', en: 'slight' },
] as const

const interests: Lines = ({ memory: { affinities }, now, language, moments, words: { category: word } }) =>
  Object.entries(affinityFacts(affinities, Math.floor(now / 1000)))
    .sort(([, one], [, other]) => other - one)
    .map(([category, strength]) => {
      const degree = STRENGTHS.find(({ least }) => strength >= least) ?? STRENGTHS[2]
      const seen = moments.day(affinities[category]!.at)
      const note = { ja: `${degree.ja}（最後に見たのは${seen}）`, en: `${degree.en}, last seen ${seen}` }[language]
      return line(word(category), note, { act: 'forget', what: 'interest', name: category })
    })

const items: Lines = ({ memory, language, moments }) =>
  memory.items.map(({ item, at, count }) => {
    const day = moments.day(at)
    const note = { ja: `${count}回、最後は${day}`, en: `${count} ×, last on ${day}` }[language]
    return line(item, note, { act: 'forget', what: 'item', name: item })
  })

const searches: Lines = ({ memory, language, moments }) =>
  memory.searches.map(({ words, at }) =>
    line(quoted(words, language), moments.minute(at), { act: 'forget', what: 'search', name: words }),
  )

const cart: Lines = ({ memory, language, moments }) =>
  memory.cart.map(({ item, quantity, value, at }) => {
    const priced = value === null ? '' : { ja: `、1点 ${money(value)}`, en: `, ${money(value)} each` }[language]
    const day = moments.minute(at)
    return line(item, { ja: `${quantity}点${priced}、${day}`, en: `${quantity} ×${priced}, ${day}` }[language])
  })

const purchases: Lines = ({ memory: { purchases: made }, language, moments }) => {
  if (made.count === 0) return []
  const last = made.lastAt === null ? '' : moments.day(made.lastAt)
  const latest = last === '' ? '' : { ja: `、最後は${last}`, en: `, the last on ${last}` }[language]
  return [
    line(
      { ja: `${made.count}回のご購入`, en: `Purchases: ${made.count}` }[language],
      { ja: `合計 ${money(made.value)}${latest}`, en: `${money(made.value)} in all${latest}` }[language],
    ),
  ]
}

/** The site's currency is not known. */
const money = (value: number): string => new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value)

const traitsOf =
  (source: Trait['source']): Lines =>
  (told) =>
    Object.entries(told.memory.traits)
      .filter(([, trait]) => trait.source === source)
      .map(([name, trait]) => traitLine(name, trait, told))

function traitLine(
  name: string,
  { value, source, purpose, at }: Trait,
  { schema, language, moments, words }: Told,
): RememberedLine {
  const declared = Object.hasOwn(schema.traits, name) ? schema.traits[name]! : null
  const why = purpose ?? localized(declared?.why ?? null, language)
  const what = [words.trait(name), words.value(name, value)].join({ ja: '：', en: ': ' }[language])
  return line(what, whenAndWhy(why, source, moments.day(at), language), { act: 'trait', name, value, trait: declared })
}

function whenAndWhy(why: string | null, source: Trait['source'], day: string, language: WordingLanguage): string {
  const when =
    source === 'declared' ? { ja: `${day}に回答`, en: `Told on ${day}` } : { ja: `${day}に登録`, en: `Since ${day}` }
  const told = why === null ? '' : { ja: `。目的：${why}`, en: `. Purpose: ${why}` }[language]
  return `${when[language]}${told}`
}

const scores: Lines = ({ memory, schema, language, moments, words }) =>
  Object.entries(memory.scores).map(([name, { value, at }]) => {
    const declared = Object.hasOwn(schema.scores, name) ? schema.scores[name]! : null
    const note = whenAndWhy(localized(declared?.why ?? null, language), 'imported', moments.day(at), language)
    return line(`${words.score(name)}${{ ja: '：', en: ': ' }[language]}${money(value)}`, note)
  })

const imported: Lines = (told) => [...traitsOf('imported')(told), ...scores(told)]

const choices: Lines = ({ memory, nameOf, language }) =>
  memory.dismissed.map((experience) =>
    line(
      quoted(nameOf(experience), language),
      { ja: '「興味がない」を選んだため、表示しません', en: 'You said you are not interested: it is not shown' }[
        language
      ],
      { act: 'show-again', name: experience },
    ),
  )

const experiments: Lines = ({ memory, nameOf, language }) =>
  Object.entries(memory.assignments).map(([experience, arm]) =>
    line(
      quoted(nameOf(experience), language),
      arm === null
        ? { ja: '元の内容のままの組', en: 'the group that sees the page as it is' }[language]
        : { ja: `表示の種類 ${arm}`, en: `version ${arm}` }[language],
    ),
  )

const shown: Lines = ({ memory, nameOf, language, moments }) =>
  Object.entries(memory.plans).flatMap(([experience, times]) => {
    const last = times.at(-1)
    if (last === undefined) return []
    const day = moments.minute(last)
    const note = { ja: `${times.length}回、最後は${day}`, en: `${times.length} ×, last ${day}` }[language]
    return [line(quoted(nameOf(experience), language), note)]
  })

const LINES: { readonly [G in GroupName]: Lines } = {
  visits,
  interests,
  items,
  searches,
  cart,
  purchases,
  declared: traitsOf('declared'),
  imported,
  choices,
  experiments,
  shown,
}
