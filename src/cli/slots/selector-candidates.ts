/** Selectors that people would choose for an element, the steadiest first. Not whether they hold: proposal.ts asks the page. */

import { editDistance } from '../../core/condition/edit-distance.ts'
import { parseSelector } from '../../core/page/selector.ts'
import { checkSelector } from '../../ruleset/selector-check.ts'
import { makerOf } from './generated-name.ts'
import { ancestorsOf, isImplied, type PageTree, type TreeElement } from './page-tree.ts'

/** Looked at per element; the steadier ones come first. */
const MAX_CANDIDATES_COUNT = 300
const MAX_ANCESTORS_COUNT = 6
const OUTER_COMPOUNDS_COUNT = 3
const MAX_VALUE_LENGTH = 40

/** Lower is steadier. The numbers only order: what a person named, then what the markup means, then where it stands. */
interface Compound {
  readonly text: string
  readonly cost: number
  /** Where it stands beside another; absent: the same. */
  readonly joinedCost?: number
}

const CHILD_COST = 0.5
const INSIDE_COST = 1
const EXCLUDING_COST = 1.5
const LANDMARKS: ReadonlySet<string> = new Set(['header', 'main', 'nav', 'footer', 'aside', 'h1'])
/** Any page may get a second h1 or nav; inside a named element a tag says enough. */
const TAG_COSTS = { landmark: { cost: 5, joinedCost: 1.5 }, other: { cost: 9, joinedCost: 2.5 } }
const NAME = /^-?[a-z_\u0080-\u{10ffff}][\w\-\u0080-\u{10ffff}]*$/iu
/** What a class says of the moment or of looks alone. */
const STATE =
  /^(?:is|has|js)-|^(?:active|open|show|shown|hidden|visible|loaded|loading|lazy(?:load(?:ed)?)?|current|selected|disabled|fade|in|collapsed?)$/i
const LOOKS =
  /^(?:[mpwhz][trblxy]?|gap|col|row|flex|grid|text|font|bg|border|rounded|d|justify|items|order|size|leading|max|min|sm|md|lg|xl)(?:[-:]|$)|^(?:row|container|wrapper|inner|clearfix|block|inline|left|right|center)$/i
/** Data that scripts write, or that is of the content and not of the place. */
const VOLATILE =
  /^data-(?:src|srcset|id|index|key|url|href|reactid|reactroot|v-.*|svelte.*|n-.*|.*token.*|.*price.*|.*count.*|.*time.*|.*date.*)$/

/** `others`: elements that must not be met. All meet `element`, and in the browser nothing else. */
export function candidatesFor(element: TreeElement, others: readonly TreeElement[], tree: PageTree): readonly string[] {
  const own = [...compoundsOf(element), ...excluding(element, others)]
  const joined = ancestorsOf(element)
    .slice(0, MAX_ANCESTORS_COUNT)
    .filter((ancestor) => !isImplied(ancestor))
    .flatMap((ancestor) =>
      compoundsOf(ancestor)
        .slice(0, OUTER_COMPOUNDS_COUNT)
        .flatMap((outer) =>
          own.map(({ text, cost, joinedCost = cost }) => ({
            text: ancestor === element.parent ? `${outer.text} > ${text}` : `${outer.text} ${text}`,
            cost: joinedCost + outer.cost + (ancestor === element.parent ? CHILD_COST : INSIDE_COST),
          })),
        ),
    )
  return cheapestFirst([...own, ...joined])
    .slice(0, MAX_CANDIDATES_COUNT)
    .map(({ text }) => text)
    .filter((text) => isNamed(text) && checkSelector(text, '').issues.length === 0 && meetsOnly(text, element, tree))
}

/** Bare tags alone, `h2 > a`, are met by chance. */
const isNamed = (selector: string): boolean =>
  /[.#[]/.test(selector) || selector.split(/[ >]+/).some((tag) => LANDMARKS.has(tag))

const cheapestFirst = (compounds: readonly Compound[]): Compound[] =>
  [...compounds].sort((one, other) => one.cost - other.cost || one.text.length - other.text.length)

function meetsOnly(selector: string, element: TreeElement, tree: PageTree): boolean {
  const met = tree.select(selector)
  return met.length === 1 && met[0] === element
}

function compoundsOf(element: TreeElement): readonly Compound[] {
  const { name, attribs } = element
  const classes = steadyClasses(element)
  return cheapestFirst([
    ...(isName(attribs.id) ? [{ text: `${name}#${attribs.id}`, cost: 1 }] : []),
    ...Object.entries(attribs).flatMap(([attribute, value]) => byAttribute(name, attribute, value)),
    ...classes.map((one) => ({ text: `${name}.${one}`, cost: classCost(one) })),
    ...classes.flatMap((one, index) =>
      classes
        .slice(index + 1)
        .map((other) => ({ text: `${name}.${one}.${other}`, cost: classCost(one) + classCost(other) })),
    ),
    { text: name, ...TAG_COSTS[LANDMARKS.has(name) ? 'landmark' : 'other'] },
  ])
}

const isName = (text: string | undefined): text is string =>
  text !== undefined && NAME.test(text) && makerOf(text) === null

const steadyClasses = (element: TreeElement): readonly string[] =>
  classesOf(element).filter((one) => isName(one) && !STATE.test(one))

const classesOf = ({ attribs }: TreeElement): readonly string[] => [
  ...new Set((attribs.class ?? '').split(/\s+/).filter((one) => one !== '')),
]

const classCost = (name: string): number => (LOOKS.test(name) ? 5 : 2)

function byAttribute(tag: string, attribute: string, value: string): readonly Compound[] {
  const cost = attributeCost(attribute)
  if (cost === null || !NAME.test(attribute)) return []
  if (value === '') return [{ text: `${tag}[${attribute}]`, cost: cost + 1 }]
  if (value.length > MAX_VALUE_LENGTH || /["\\\p{Cc}]|^[\d.]+$/u.test(value) || makerOf(value) !== null) return []
  return [{ text: `${tag}[${attribute}="${value}"]`, cost }]
}

function attributeCost(attribute: string): number | null {
  if (attribute.startsWith('data-')) return VOLATILE.test(attribute) || makerOf(attribute) !== null ? null : 1.5
  return { role: 2.5, itemprop: 3, name: 3, 'aria-label': 4 }[attribute] ?? null
}

/** By what the others are called and it is not: `section.hero:not(.hero-mobile)`. */
function excluding(element: TreeElement, others: readonly TreeElement[]): readonly Compound[] {
  if (others.length === 0) return []
  const own = new Set(classesOf(element))
  const [first, ...rest] = others.map(steadyClasses)
  const shared = first!.filter((one) => !own.has(one) && rest.every((classes) => classes.includes(one)))
  return steadyClasses(element).flatMap((base) =>
    shared.map((not) => ({ text: `${element.name}.${base}:not(.${not})`, cost: classCost(base) + EXCLUDING_COST })),
  )
}

/** The elements that somebody may have meant by a selector that meets nothing, best guess first. */
export function nearMisses(selector: string, tree: PageTree): readonly TreeElement[] {
  const exact = tree.select(selector).filter((element) => !isImplied(element))
  if (exact.length > 0) return exact
  const parsed = parseSelector(selector)
  const step = parsed.ok ? parsed.value[0]?.at(-1) : undefined
  if (step === undefined) return []
  const guesses = [step.text, ...mistypedNames(step.text, tree)]
  return guesses.map((guess) => tree.select(guess)).find((met) => met.length > 0) ?? []
}

const MAX_SLIPS_COUNT = 2
const WRITTEN_NAME = /([.#])((?:[\w-]|[\u0080-\u{10ffff}])+)/gu

/** The step with each of its classes and ids in turn replaced by the page's nearest. */
function mistypedNames(step: string, tree: PageTree): readonly string[] {
  return [...step.matchAll(WRITTEN_NAME)].flatMap(([written, sign, name]) => {
    const attribute = sign === '.' ? 'class' : 'id'
    const onPage = new Set(
      tree.select(`[${attribute}]`).flatMap(({ attribs }) => (attribs[attribute] ?? '').split(/\s+/)),
    )
    const near = [...onPage].filter(
      (one) => NAME.test(one) && editDistance(one.toLowerCase(), name!.toLowerCase()) <= MAX_SLIPS_COUNT,
    )
    return near.map((one) => step.replace(written, () => `${sign}${one}`))
  })
}
