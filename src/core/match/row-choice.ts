/** Which rows and columns of the index some experiences need. Found once for a page, not for a request: scan.ts. */

import type { Column } from './column.ts'
import type { RowChoice, RuleIndex } from './rule-index.ts'

/** `experiences`: places in the ruleset, ascending. */
export function rowChoice(index: RuleIndex, experiences: readonly number[]): RowChoice {
  const rows = new Int32Array(index.words)
  let next = 0
  for (let row = 0; row < index.rowCount; row++) {
    const experience = index.experienceOf[row]!
    while (next < experiences.length && experiences[next]! < experience) next++
    if (experiences[next] === experience) rows[row >>> 5]! |= 1 << (row & 31)
  }
  const columns = index.columns.flatMap((column, at) => (asksAny(index, column, rows) ? [at] : []))
  return { rows, columns: Int32Array.from(columns) }
}

function asksAny({ rows: lists }: RuleIndex, { askedFrom, askedTo }: Column, rows: Int32Array): boolean {
  for (let at = askedFrom; at < askedTo; at++) {
    const row = lists[at]!
    if (((rows[row >>> 5]! >>> (row & 31)) & 1) === 1) return true
  }
  return false
}
