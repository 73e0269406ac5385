/** One line of a rules file with what is meant marked under it, as compilers show it. Not the sentence about it: issue-text.ts. */

import type { Place } from '../ruleset/position.ts'
import type { Style, Tone } from './command.ts'
import { visible } from './visible.ts'

/** Columns: a file without line breaks has very long lines, and marks under a line that wraps point at nothing. */
const SHOWN_COLUMNS = 68
const SHOWN_BEFORE_COLUMNS = 34

/** Two lines, without line ends. `line`: the text of the line, without its end. */
export function sourceExcerpt(line: string, place: Place, tone: Tone, style: Style): string[] {
  const at = place.column - 1
  const from = fits(line) ? 0 : at - lengthOfLast(line.slice(Math.max(0, at - SHOWN_COLUMNS), at), SHOWN_BEFORE_COLUMNS)
  const before = (from > 0 ? '…' : '') + visible(line.slice(from, at).toWellFormed())
  const left = SHOWN_COLUMNS - columns(before)
  const until = fits(line) ? line.length : at + lengthOfFirst(line.slice(at, at + 2 * SHOWN_COLUMNS), left)
  const meant = visible(line.slice(at, Math.min(at + place.length, until)).toWellFormed())
  const after = visible(line.slice(at + place.length, until).toWellFormed()) + (until < line.length ? '…' : '')
  const number = String(place.line)
  const marks = '^'.repeat(Math.max(1, columns(meant)))
  return [
    `${style('quiet', `${number} │`)} ${before}${meant}${after}`,
    `${style('quiet', `${' '.repeat(number.length)} │`)} ${' '.repeat(columns(before))}${style(tone, marks)}`,
  ]
}

/** Those of East Asia and emoji take two columns of a terminal (Unicode TR 11), marks on others none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u
const NONE = /\p{Mn}|\p{Me}|\p{Cf}/u

function columns(text: string): number {
  let columns = 0
  for (const char of text) columns += NONE.test(char) ? 0 : WIDE.test(char) ? 2 : 1
  return columns
}

const fits = (line: string): boolean => line.length <= SHOWN_COLUMNS && columns(visible(line)) <= SHOWN_COLUMNS

/** UTF-16 units of so many whole characters as fit into so many columns. */
function lengthOf(characters: readonly string[], most: number): number {
  let length = 0
  let taken = 0
  for (const char of characters) {
    taken += columns(visible(char))
    if (taken > most) break
    length += char.length
  }
  return length
}

const lengthOfFirst = (text: string, most: number): number => lengthOf([...text], most)
const lengthOfLast = (text: string, most: number): number => lengthOf([...text].reverse(), most)
