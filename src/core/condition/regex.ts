/** Regular expressions in linear time (RE2). Imported lazily by the edge: evaluate.ts takes the engine as an argument. */

import { RE2JS, RE2JSException } from 're2js'
import type { RegexEngine } from './condition-options.ts'

/** Longer patterns are refused. */
export const MAX_PATTERN_LENGTH = 512
/** Bigger programs are refused: each character of a text may cost a step for each instruction. */
const MAX_PROGRAM_COUNT = 2_000
/** Counted repetitions are unrolled when compiled; what this estimate says is too big is refused before that. */
const MAX_UNROLLED_COUNT = 50_000

/** JavaScript's syntax without look-around and back-references, which have no linear form. Flags: `i` or none. */
export const re2: RegexEngine = {
  compile(source, flags) {
    if (source.length > MAX_PATTERN_LENGTH || unrolled(source) > MAX_UNROLLED_COUNT) return null
    try {
      const pattern = RE2JS.compile(RE2JS.translateRegExp(source), flags === 'i' ? RE2JS.CASE_INSENSITIVE : 0)
      return pattern.programSize() > MAX_PROGRAM_COUNT ? null : (text) => pattern.test(text)
    } catch (error) {
      if (error instanceof RE2JSException) return null
      throw error
    }
  },
}

/** RE2 itself refuses nested counts whose product exceeds 1,000. */
function unrolled(source: string): number {
  let repeats = 1
  for (const [, least, most] of source.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) repeats += Number(most || least)
  return repeats * source.length
}
