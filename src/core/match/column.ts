/** One attribute of a loaded index: which set of rows a value leaves standing. Not how the sets are joined: scan.ts. */

import type { PackedNumbers } from '../compiled.ts'
import type { Frame } from '../condition/frame.ts'
import { fold } from '../condition/normalise.ts'
import { UNKNOWN } from '../unknown.ts'

/** Offsets point into the index's `bits` (sets of rows, a bit a row) and `rows` (lists of them); see rule-index.ts. */
export interface Column {
  readonly read: (frame: Frame) => unknown
  readonly folded: boolean
  /** The rows that ask about it: rows[askedFrom..askedTo). */
  readonly askedFrom: number
  readonly askedTo: number
  /** As compiled; see list-rows.ts. */
  readonly onLists: PackedNumbers
  /** Whether it has sets of its own; else few rows ask, and theirs begin from the index's empty set. */
  readonly isDense: boolean
  /** Dense: the rows that do not ask about it, and so stand when its value is unknown. Else the empty set. */
  readonly base: number
  readonly missing: Standing
  readonly true: Standing
  readonly false: Standing
  readonly numbers: Line<number>
  readonly texts: Line<string>
}

/** A set of rows and, rows[from..to), the rows in which it is to be toggled. */
export interface Standing {
  readonly at: number
  readonly from: number
  readonly to: number
}

/** Numbers, or texts, in their order: see CompiledLine. */
export interface Line<T extends number | string> extends Cuts<T> {
  /** Place in `pointSets` and `pointEnds`. */
  readonly points: ReadonlyMap<T, number>
  /** The whole set of a point where many rows differ, else -1 and rows[pointEnds[i]..pointEnds[i + 1]) are toggled. */
  readonly pointSets: Int32Array
  readonly pointEnds: Int32Array
}

export interface Cuts<T extends number | string> {
  /** The standing of every value, where there are neither points nor cuts. */
  readonly start: Standing
  readonly hasCuts: boolean
  /** How many cuts lie below a value: cut-search.ts. */
  readonly cutsBelow: (value: T) => number
  /** Behind the first i cuts, rows[togglesFrom..cutEnds[i]) have been toggled in the first checkpoint. */
  readonly togglesFrom: number
  readonly cutEnds: Int32Array
  /**
   * Set i, of `words` words, is what stands after i × step toggles, so that about half a step is to go from the nearest.
   * Source: range-encoded bitmaps (O'Neil and Quass, Improved Query Performance with Variant Indexes, SIGMOD 1997),
   * thinned out, because one bitmap for each threshold would grow with rules × thresholds.
   */
  readonly checkpoints: number
  readonly lastCheckpoint: number
  readonly words: number
  readonly step: number
}

/** What `find` found: set `at`, with two spans of `rows` toggled. Used again for every value, so that nothing is allocated. */
export interface Found {
  at: number
  from: number
  to: number
  pointFrom: number
  pointTo: number
}

export const nothingFound = (): Found => ({ at: 0, from: 0, to: 0, pointFrom: 0, pointTo: 0 })

/** False: the value is a list, an object or another that the sets do not speak of; it is known. */
export function find(column: Column, value: unknown, found: Found): boolean {
  found.pointFrom = 0
  found.pointTo = 0
  switch (typeof value) {
    case 'string':
      stand(column.texts.start, found)
      along(column.texts, column.folded ? fold(value) : value, found)
      return true
    case 'number':
      stand(column.numbers.start, found)
      if (Number.isNaN(value)) return false
      along(column.numbers, value, found)
      return true
    case 'boolean':
      stand(value ? column.true : column.false, found)
      return true
    default:
      if (value === null || value === undefined) {
        stand(column.missing, found)
        return true
      }
      if (value !== UNKNOWN) return false
      found.at = column.base
      found.from = 0
      found.to = 0
      return true
  }
}

function stand({ at, from, to }: Standing, found: Found): void {
  found.at = at
  found.from = from
  found.to = to
}

/** `found` holds the line's start. */
function along<T extends number | string>(line: Line<T>, value: T, found: Found): void {
  if (line.points.size > 0) {
    const point = line.points.get(value)
    if (point !== undefined) {
      const set = line.pointSets[point]!
      if (set >= 0) {
        found.at = set
        found.from = 0
        found.to = 0
        return
      }
      found.pointFrom = line.pointEnds[point]!
      found.pointTo = line.pointEnds[point + 1]!
    }
  }
  if (line.hasCuts) amongCuts(line, value, found)
}

/** What the cuts alone say. Toggling back is toggling, so that the nearest checkpoint may lie on either side. */
export function amongCuts<T extends number | string>(line: Cuts<T>, value: T, found: Found): void {
  const end = line.cutEnds[line.cutsBelow(value)]!
  const nearest = Math.min(Math.round((end - line.togglesFrom) / line.step), line.lastCheckpoint)
  const reached = line.togglesFrom + nearest * line.step
  found.at = line.checkpoints + nearest * line.words
  found.from = Math.min(reached, end)
  found.to = Math.max(reached, end)
}
