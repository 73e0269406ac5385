/**
 * What one comparison costs at most: of the longest value that it looks at, measured on Node 24 and rounded up. An
 * estimate for bounds and for sharing, not a measurement of this machine.
 */

import { MAX_MATCHED_LENGTH } from './condition-options.ts'
import type { Comparison } from './condition-tree.ts'

const PLAIN_NS = 30
const NEAR_NS = 100
/** The value's own key is made once (version.ts). */
const VERSION_NS = 60
/** Of a text that repeats the letter with which the part begins. */
const CONTAINS_NS = 1_500
const GLOB_PIECE_NS = 500
const GLOB_STEP_NS = 2
/** So many items a list is taken to have. */
const LIST_COUNT = 20
/** A pattern whose automaton stays small is run at so much a character. */
const CALM_REGEX_NS = 20
/** Others may have all of their parts active at each character: so much for each part and character. */
const REGEX_STEP_NS = 40

/** Nanoseconds. */
export function comparisonCost({ operator, operand }: Comparison): number {
  switch (operator) {
    case '$near':
      return NEAR_NS
    case '$contains':
      return CONTAINS_NS
    case '$glob':
      return globCost(String(operand))
    case '$regex':
    case '$regexi':
      return regexCost(String(operand))
    case '$veq':
    case '$vne':
    case '$vgt':
    case '$vgte':
    case '$vlt':
    case '$vlte':
      return VERSION_NS
    case '$all':
    case '$alli':
    case '$elemMatch':
    case '$size':
      return PLAIN_NS * LIST_COUNT * Math.max(1, placesIn(operand))
    default:
      return PLAIN_NS
  }
}

/** `?` makes each place of the text a beginning (glob.ts); stars alone are found one after the other. */
const globCost = (pattern: string): number =>
  /[?？]/.test(pattern)
    ? GLOB_STEP_NS * MAX_MATCHED_LENGTH * pattern.length
    : GLOB_PIECE_NS * (pattern.split(/[*＊]/).length + 1)

/** Leaves of what is nested in an operand. */
function placesIn(operand: unknown): number {
  if (typeof operand !== 'object' || operand === null) return 1
  return Object.values(operand).reduce<number>((sum, part) => sum + placesIn(part), 0)
}

const WIDE = /\\[dDwWsSpP](?:\{\^?\w+\})?|\[(?:\\.|[^\]\\])*\]|\./g
const ESCAPED = /\\[^dDwWsSpP]/g
const GROUP_REPEATED = /\)(?:[*+]|\{)/
const COUNT = /\{(\d+)(?:,(\d*))?\}/g
const MAX_CALM_LOOPS_COUNT = 6

/**
 * Parts that match many characters (classes, the dot) multiply the states that an automaton may be in, unless they only
 * repeat themselves, or come before anything that does. Everything else dies or goes on with one character.
 */
function regexCost(pattern: string): number {
  const simple = pattern.replace(ESCAPED, 'x').replace(WIDE, '◇')
  const loops = simple.match(/[*+]/g)?.length ?? 0
  const wide = simple.match(/◇(?![*+])/g)?.length ?? 0
  const counts = [...simple.matchAll(COUNT)].map(([, least, most]) => Number(most || least))
  const isCalm = !GROUP_REPEATED.test(simple) && loops <= MAX_CALM_LOOPS_COUNT && (wide === 0 || isFixed(simple, loops))
  if (isCalm) return CALM_REGEX_NS * MAX_MATCHED_LENGTH
  const repeated = GROUP_REPEATED.test(simple) ? simple.length : 1
  const parts = 2 + loops + wide + counts.reduce((sum, count) => sum + count * repeated, 0)
  return REGEX_STEP_NS * MAX_MATCHED_LENGTH * parts
}

/** From the beginning of the text each part has one place. */
const isFixed = (simple: string, loops: number): boolean =>
  simple.startsWith('^') && !simple.includes('|') && loops === 0
