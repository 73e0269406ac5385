/** The selectors that HTMLRewriter takes, read into steps, so that cost and place can be judged. Not a matcher: HTMLRewriter matches. */

import { fail, ok, type Result } from '../result.ts'

export const MAX_SELECTOR_LENGTH = 300
export const MAX_SELECTOR_STEPS_COUNT = 12
export const MAX_SELECTOR_BRANCHES_COUNT = 8
/** Matching costs about depth^k with k descendant combinators: two are slow on deep pages, three can stop an isolate. */
export const MAX_DESCENDANT_COUNT = 2

/** A list of selectors; `a, b > c` has two branches. */
export type Selector = readonly Branch[]

/** Compounds from the outermost to the element that is meant. */
export type Branch = readonly Step[]

export interface Step {
  /** How it stands to the step before it; null for the first. */
  readonly combinator: 'descendant' | 'child' | null
  /** Lower case; null when any tag will do. */
  readonly tag: string | null
  /** The compound as it was written, its tag in lower case. */
  readonly text: string
}

export type SelectorFault =
  | { readonly reason: 'empty' | 'too_long' | 'too_many_steps' | 'too_many_branches' | 'dangling' | 'nested_not' }
  | {
      readonly reason:
        | 'character'
        | 'combinator'
        | 'namespace'
        | 'pseudo_class'
        | 'pseudo_element'
        | 'name'
        | 'attribute'
        | 'nth'
        | 'not'
      /** The piece at fault, for the message. */
      readonly found: string
    }

/** A subset of what `.on()` accepts (a test in workerd holds the two together); what it refuses, `.on()` may still take. */
export function parseSelector(source: string): Result<Selector, SelectorFault> {
  if (source.length > MAX_SELECTOR_LENGTH) return fail({ reason: 'too_long' })
  const reader = new Reader(source)
  const branches: Branch[] = []
  do branches.push(readBranch(reader))
  while (reader.take(/,/y) !== null)
  if (!reader.done) reader.refuse({ reason: 'character', found: reader.peek })
  if (branches.length > MAX_SELECTOR_BRANCHES_COUNT) reader.refuse({ reason: 'too_many_branches' })
  if (branches.some((branch) => branch.length > MAX_SELECTOR_STEPS_COUNT)) reader.refuse({ reason: 'too_many_steps' })
  return reader.fault === null ? ok(branches) : fail(reader.fault)
}

/** Of the branch that costs most. */
export const descendantCount = (selector: Selector): number =>
  Math.max(...selector.map((branch) => branch.filter((step) => step.combinator === 'descendant').length))

/** Steps that name no tag: HTMLRewriter must look into the attributes of every tag of the page for them. */
export const untaggedSteps = (selector: Selector): readonly Step[] =>
  selector.flatMap((branch) => branch.filter((step) => step.tag === null))

/** The tags of the elements that are meant, one per branch; null for any. */
export const targetTags = (selector: Selector): readonly (string | null)[] =>
  selector.map((branch) => branch[branch.length - 1]?.tag ?? null)

/** Whether an element of `inner` is certain to lie inside one of `outer`: `main section.hero > h1` in `section.hero`. */
export const liesInside = (inner: Selector, outer: Selector): boolean =>
  inner.some((branch) =>
    outer.some((wrap) => branch.some((_, end) => end < branch.length - 1 && endsWith(branch, end, wrap))),
  )

/** Whether some branch of both means the same element: the same compounds in the same order. */
export const meansSame = (one: Selector, other: Selector): boolean =>
  one.some((branch) => other.some((twin) => twin.length === branch.length && endsWith(branch, branch.length - 1, twin)))

/** Whether the steps of `branch` up to `end` end with those of `tail`. */
function endsWith(branch: Branch, end: number, tail: Branch): boolean {
  const start = end - tail.length + 1
  if (start < 0) return false
  return tail.every((step, index) => {
    const own = branch[start + index]!
    return own.text === step.text && (index === 0 || own.combinator === step.combinator)
  })
}

/** Where reading stands. The first fault ends it: the rest of the source is skipped. */
class Reader {
  at = 0
  fault: SelectorFault | null = null
  readonly source: string

  constructor(source: string) {
    this.source = source
  }

  /** Takes what the sticky `pattern` matches here, else null. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.source)
    if (found === null) return null
    this.at += found[0].length
    return found[0]
  }

  /** False, so that a reader can end with it. */
  refuse(fault: SelectorFault): false {
    this.fault ??= fault
    this.at = this.source.length
    return false
  }

  get peek(): string {
    return this.source.charAt(this.at)
  }

  get done(): boolean {
    return this.at >= this.source.length
  }
}

const SPACE = /[\t\n\f\r ]*/y
/** `-->` is one token of CSS. */
const NAME =
  /(?!-->)(?:--|-?(?:[a-z_\u0080-\u{10ffff}]|\\[\da-f]{1,6}[\t\n\f\r ]?|\\[^\da-f\p{Cc}]))(?:[\w\-\u0080-\u{10ffff}]|\\[\da-f]{1,6}[\t\n\f\r ]?|\\[^\da-f\p{Cc}])*/iuy
/** No escapes: a tag must be readable as what it is. */
const TAG = /[a-z_\u0080-\u{10ffff}][\w\-\u0080-\u{10ffff}]*/iuy
const STRING = /"(?:[^"\\\p{Cc}]|\\[^\p{Cc}])*"|'(?:[^'\\\p{Cc}]|\\[^\p{Cc}])*'/uy
const COMBINATOR = />|\+|~|\|\|/y
const NTH_ARGUMENT =
  /[\t\n\f\r ]*(?:odd|even|[+-]?\d{1,6}|[+-]?\d{0,6}n(?:[\t\n\f\r ]*[+-][\t\n\f\r ]*\d{1,6})?)[\t\n\f\r ]*\)/iy
const SHOWN_LENGTH = 24
const POSITIONS: ReadonlySet<string> = new Set([':first-child', ':first-of-type'])
const COUNTED: ReadonlySet<string> = new Set([':nth-child', ':nth-of-type'])

function readBranch(reader: Reader): Branch {
  reader.take(SPACE)
  const steps = [readCompound(reader, null, false)]
  for (;;) {
    const gap = reader.take(SPACE) !== ''
    if (reader.done || reader.peek === ',') return steps
    const sign = reader.take(COMBINATOR)
    if (sign !== null && sign !== '>') reader.refuse({ reason: 'combinator', found: sign })
    else if (sign === null && !gap) reader.refuse({ reason: 'character', found: reader.peek })
    reader.take(SPACE)
    if (reader.fault !== null) return steps
    steps.push(readCompound(reader, sign === '>' ? 'child' : 'descendant', false))
  }
}

function readCompound(reader: Reader, combinator: Step['combinator'], inNot: boolean): Step {
  const tag = reader.take(TAG)?.toLowerCase() ?? reader.take(/\*/y)
  if (/^\|(?!\|)/.test(reader.source.slice(reader.at))) reader.refuse({ reason: 'namespace', found: `${tag ?? ''}|` })
  const start = reader.at
  while (readSimple(reader, inNot));
  const text = (tag ?? '') + reader.source.slice(start, reader.at)
  if (text === '') reader.refuse(whyEmpty(reader, combinator))
  return { combinator, tag: tag === '*' ? null : tag, text }
}

function whyEmpty(reader: Reader, combinator: Step['combinator']): SelectorFault {
  if (reader.done || reader.peek === ',' || reader.peek === ')') {
    return { reason: combinator === null ? 'empty' : 'dangling' }
  }
  if (/[>+~]/.test(reader.peek)) return { reason: 'dangling' }
  return /\d/.test(reader.peek) ? { reason: 'name', found: reader.peek } : { reason: 'character', found: reader.peek }
}

/** One class, id, attribute or pseudo-class; false when none begins here, or none that is sound. */
function readSimple(reader: Reader, inNot: boolean): boolean {
  const sign = reader.take(/[.#[:]/y)
  if (sign === null) return false
  if (sign === '[') return readAttribute(reader)
  if (sign === ':') return readPseudo(reader, inNot)
  return reader.take(NAME) !== null || reader.refuse({ reason: 'name', found: sign + reader.peek })
}

function readAttribute(reader: Reader): boolean {
  const start = reader.at - 1
  reader.take(SPACE)
  let sound = reader.take(NAME) !== null
  reader.take(SPACE)
  if (sound && reader.take(/[~|^$*]?=/y) !== null) {
    reader.take(SPACE)
    sound = (reader.take(STRING) ?? reader.take(NAME)) !== null
    reader.take(SPACE)
    reader.take(/[is](?=[\t\n\f\r ]*\])/iy)
    reader.take(SPACE)
  }
  if (sound && reader.take(/\]/y) !== null) return true
  return reader.refuse({ reason: 'attribute', found: reader.source.slice(start, start + SHOWN_LENGTH) })
}

function readPseudo(reader: Reader, inNot: boolean): boolean {
  if (reader.take(/:/y) !== null) {
    return reader.refuse({ reason: 'pseudo_element', found: `::${reader.take(NAME) ?? ''}` })
  }
  const name = `:${reader.take(NAME) ?? ''}`
  const known = name.toLowerCase()
  if (POSITIONS.has(known)) return true
  const takesArgument = known === ':not' || COUNTED.has(known)
  if (!takesArgument || reader.take(/\(/y) === null) return reader.refuse({ reason: 'pseudo_class', found: name })
  if (known === ':not') return readNot(reader, inNot)
  const start = reader.at
  if (reader.take(NTH_ARGUMENT) !== null) return true
  return reader.refuse({ reason: 'nth', found: `${name}(${reader.source.slice(start, start + SHOWN_LENGTH)}` })
}

/** The argument is a list of compounds: HTMLRewriter takes no combinators inside. */
function readNot(reader: Reader, inNot: boolean): boolean {
  if (inNot) return reader.refuse({ reason: 'nested_not' })
  const start = reader.at
  do {
    reader.take(SPACE)
    readCompound(reader, null, true)
    reader.take(SPACE)
  } while (reader.take(/,/y) !== null)
  if (reader.fault === null && reader.take(/\)/y) !== null) return true
  return reader.refuse({ reason: 'not', found: `:not(${reader.source.slice(start, start + SHOWN_LENGTH)}` })
}
