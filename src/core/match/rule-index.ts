/**
 * The index of a ruleset as an isolate runs it: sets of rows as bits, lists of rows, and where they lie. Loaded without
 * validation. Not how it is made (compile-index.ts) or asked (scan.ts).
 *
 * Rows are the conjunctions of Whang et al., Indexing Boolean Expressions (VLDB 2009); what was measured best here is not
 * to count satisfied predicates, but to join, for each attribute, the set of rows that its value does not exclude:
 * bitmap indexes (O'Neil and Quass, SIGMOD 1997). Memory follows the predicates, never values × rows: a value that few
 * rows name keeps a list, and a threshold lies near one of a few sets.
 */

import type { CompiledColumn, CompiledIndex, CompiledLine } from '../compiled.ts'
import type { Frame } from '../condition/frame.ts'
import { amongCuts, type Column, type Cuts, type Found, type Line, nothingFound, type Standing } from './column.ts'
import { amongNumbers, amongTexts } from './cut-search.ts'
import { type IntArena, intArena } from './int-arena.ts'
import type { ListRows } from './list-rows.ts'
import { unpackNumbers } from './packed-numbers.ts'

export interface RuleIndex {
  readonly rowCount: number
  /** Of a set of rows: `rowCount / 32`, rounded up. */
  readonly words: number
  readonly experienceOf: Int32Array
  readonly bits: Int32Array
  readonly rows: Int32Array
  /** The set of the rows that are verified. */
  readonly verified: Int32Array
  /** An empty set for columns without sets of their own. */
  readonly empty: number
  readonly columns: readonly Column[]
  /** All rows and columns. */
  readonly everything: RowChoice
  readonly workspace: Workspace
}

/** The rows that a page is concerned with, and the places of the columns that any of them asks about: row-choice.ts. */
export interface RowChoice {
  readonly rows: Int32Array
  readonly columns: Int32Array
}

/**
 * Of the request that is being matched. One for all: an isolate runs one thing at a time, and nothing in matching or
 * deciding awaits. Answers never depend on what is left in it.
 */
export interface Workspace {
  /** The rows still standing. */
  readonly standing: Int32Array
  /** The rows whose experience is asked itself. */
  readonly doubtful: Int32Array
  /** For each dense column that excludes anything, the set to join. */
  readonly sets: Int32Array
  /** Triples of a set and the rows toggled in it, until the request ends. */
  readonly lent: Int32Array
  lentCount: number
  /** Where sets for lists are written, and how many were: `words` apart, in `bits`. */
  readonly listSets: number
  listCount: number
  readonly inAny: Int32Array
  readonly inAll: Int32Array
  /** What was made for the columns that met a list. */
  readonly listRows: Map<Column, ListRows>
  readonly found: Found
  /** Counts the scans, so that one cannot go on after the next has begun. */
  serial: number
}

const BITS = 32
/** A list of this share of a set's words costs about what the set does. */
const DENSE_POINT_SHARE = 1 / 4
const DENSE_COLUMN_SHARE = 1 / 8
/** Toggles between two checkpoints: memory stays within 8 times that of the toggles. */
const CHECKPOINT_SHARE = 1 / 8
const NEVER = 2 ** 30
/** Lists in one request that are looked up item by item; those after them are left to the conditions. */
export const MAX_LISTS_COUNT = 8

/** How an attribute is read from a frame, by its name. */
export type ReaderFor = (attribute: string) => (frame: Frame) => unknown

export function ruleIndex(compiled: CompiledIndex, readerFor: ReaderFor): RuleIndex {
  const rowCounts = unpackNumbers(compiled.rowCounts)
  const rowCount = rowCounts.reduce((sum, count) => sum + count, 0)
  const words = Math.ceil(rowCount / BITS)
  const arenas: Arenas = { bits: intArena(), rows: intArena(), words, empty: 0 }
  arenas.bits.appendZeros(words)
  const verified = setWith(arenas, arenas.empty, unpackNumbers(compiled.verified))
  const everyRow = setWith(
    arenas,
    arenas.empty,
    Int32Array.from({ length: rowCount }, (_, row) => row),
  )
  const columns = compiled.columns.map((column) => loadColumn(column, everyRow, readerFor(column.attribute), arenas))
  const listSets = arenas.bits.appendZeros(words * MAX_LISTS_COUNT)
  const bits = arenas.bits.finished()
  return {
    rowCount,
    words,
    experienceOf: experiencesOf(rowCounts, rowCount),
    bits,
    rows: arenas.rows.finished(),
    verified: bits.slice(verified, verified + words),
    empty: arenas.empty,
    columns,
    everything: { rows: bits.slice(everyRow, everyRow + words), columns: Int32Array.from(columns.keys()) },
    workspace: {
      standing: new Int32Array(words),
      doubtful: new Int32Array(words),
      sets: new Int32Array(columns.length),
      lent: new Int32Array(6 * columns.length),
      lentCount: 0,
      listSets,
      listCount: 0,
      inAny: new Int32Array(words),
      inAll: new Int32Array(words),
      listRows: new Map(),
      found: nothingFound(),
      serial: 0,
    },
  }
}

function experiencesOf(rowCounts: Int32Array, rowCount: number): Int32Array {
  const experiences = new Int32Array(rowCount)
  let row = 0
  rowCounts.forEach((count, experience) => {
    experiences.fill(experience, row, row + count)
    row += count
  })
  return experiences
}

/** What is filled while an index is loaded. */
interface Arenas {
  readonly bits: IntArena
  readonly rows: IntArena
  readonly words: number
  readonly empty: number
}

/** A copy of a set with these rows toggled. */
function setWith({ bits, words }: Arenas, from: number, rows: Int32Array): number {
  const set = bits.appendCopy(from, words)
  for (const row of rows) bits.toggleBit(set, row)
  return set
}

function loadColumn(column: CompiledColumn, everyRow: number, read: Column['read'], arenas: Arenas): Column {
  const asked = unpackNumbers(column.asked)
  const isDense = asked.length >= arenas.words * DENSE_COLUMN_SHARE
  const askedFrom = arenas.rows.append(asked)
  const base = isDense ? setWith(arenas, everyRow, asked) : arenas.empty
  const standing = (packed: string) => standingOf(unpackNumbers(packed), base, isDense, arenas)
  return {
    read,
    folded: column.folded,
    askedFrom,
    askedTo: askedFrom + asked.length,
    onLists: column.onLists,
    isDense,
    base,
    missing: standing(column.missing),
    true: standing(column.true),
    false: standing(column.false),
    numbers: loadLine(column.numbers, amongNumbers, base, isDense, arenas),
    texts: loadLine(column.texts, amongTexts, base, isDense, arenas),
  }
}

function standingOf(rows: Int32Array, base: number, isDense: boolean, arenas: Arenas): Standing {
  if (rows.length === 0) return { at: base, from: 0, to: 0 }
  if (isDense) return { at: setWith(arenas, base, rows), from: 0, to: 0 }
  const from = arenas.rows.append(rows)
  return { at: base, from, to: from + rows.length }
}

function loadLine<T extends number | string>(
  line: CompiledLine<T>,
  among: (cuts: readonly T[], after: Int32Array) => Cuts<T>['cutsBelow'],
  base: number,
  isDense: boolean,
  arenas: Arenas,
): Line<T> {
  const { rows, words } = arenas
  const start = standingOf(unpackNumbers(line.start), base, isDense, arenas)
  const cutRows = unpackNumbers(line.cutRows)
  const togglesBegin = rows.append(cutRows)
  // Where a column has no sets, the list that was appended last is the start's, and the toggles go on from it.
  const togglesFrom = start.to > start.from ? start.from : togglesBegin
  const step = isDense ? Math.max(1, Math.round(words * CHECKPOINT_SHARE)) : NEVER
  const checkpoints = isDense && cutRows.length > 0 ? appendCheckpoints(start.at, cutRows, step, arenas) : start.at
  const cuts: Cuts<T> = {
    start,
    hasCuts: line.cuts.length > 0,
    cutsBelow: among(line.cuts, unpackNumbers(line.cutsAfter)),
    togglesFrom,
    cutEnds: ends(unpackNumbers(line.cutCounts), togglesBegin),
    checkpoints,
    lastCheckpoint: isDense ? Math.floor(cutRows.length / step) : 0,
    words,
    step,
  }
  return { ...cuts, ...loadPoints(line, cuts, isDense, arenas) }
}

/** Sets one behind the other: after no toggle, after `step` of them, and so on. */
function appendCheckpoints(start: number, toggles: Int32Array, step: number, arenas: Arenas): number {
  let set = setWith(arenas, start, toggles.subarray(0, 0))
  const first = set
  for (let at = step; at <= toggles.length; at += step) set = setWith(arenas, set, toggles.subarray(at - step, at))
  return first
}

/** Points that many rows name, of columns with sets, have a set each: what the cuts say of the value, and the point's rows. */
function loadPoints<T extends number | string>(
  line: CompiledLine<T>,
  cuts: Cuts<T>,
  isDense: boolean,
  arenas: Arenas,
): Pick<Line<T>, 'points' | 'pointSets' | 'pointEnds'> {
  const pointRows = unpackNumbers(line.pointRows)
  const counts = unpackNumbers(line.pointCounts)
  const pointEnds = ends(counts, arenas.rows.append(pointRows))
  const most = isDense ? arenas.words * DENSE_POINT_SHARE : NEVER
  const pointSets = new Int32Array(counts.length).fill(-1)
  const points = new Map<T, number>()
  line.points.forEach((value, point) => {
    points.set(value, point)
    if (counts[point]! < most) return
    const from = pointEnds[point]! - pointEnds[0]!
    const set = setWith(arenas, placeAmong(cuts, value, arenas), pointRows.subarray(from, from + counts[point]!))
    pointSets[point] = set
  })
  return { points, pointSets, pointEnds }
}

/** A set of its own that says what the cuts say of the value; or the start's, where there are none. */
function placeAmong<T extends number | string>(line: Cuts<T>, value: T, { bits, rows, words }: Arenas): number {
  if (!line.hasCuts) return line.start.at
  const found = nothingFound()
  amongCuts(line, value, found)
  const set = bits.appendCopy(found.at, words)
  for (let at = found.from; at < found.to; at++) bits.toggleBit(set, rows.get(at))
  return set
}

/** Running sums, the first being `from`. */
function ends(counts: Int32Array, from: number): Int32Array {
  const sums = new Int32Array(counts.length + 1)
  sums[0] = from
  counts.forEach((count, at) => {
    sums[at + 1] = sums[at]! + count
  })
  return sums
}
