/** One request asked of the index: the experiences whose condition is true, in order, as far as somebody wants to know. */

import type { Frame } from '../condition/frame.ts'
import { type Column, find } from './column.ts'
import { listRows, standOnList } from './list-rows.ts'
import { MAX_LISTS_COUNT, type RowChoice, type RuleIndex } from './rule-index.ts'
import { toggle } from './toggle.ts'

export interface Scan {
  readonly index: RuleIndex
  readonly frame: Frame
  /** Whether the condition of an experience is true, asked of itself: what sets cannot say (rows.ts). */
  readonly isTrue: (experience: number, frame: Frame) => boolean
  readonly serial: number
  /** Sets to join, the first of `workspace.sets`. */
  readonly setCount: number
  /** Words before it are joined. */
  joined: number
  /** How many to join next. */
  block: number
  /** The word that is being read, and what is left of it. */
  word: number
  left: number
  /** The experience that was answered last: its other rows say nothing new. */
  last: number
}

/** Who wants one winner joins little; the more were in vain, the more are joined at once. */
export const FIRST_BLOCK_COUNT = 16
const BLOCK_GROWTH = 4
const END = -1

/** `block`: how many words are joined first. Ends the scan before it. */
export function beginScan(
  index: RuleIndex,
  { rows, columns }: RowChoice,
  frame: Frame,
  isTrue: Scan['isTrue'],
  block: number,
): Scan {
  const { workspace, verified } = index
  giveBack(index)
  workspace.serial++
  workspace.standing.set(rows)
  workspace.doubtful.set(verified)
  let setCount = 0
  for (let at = 0; at < columns.length; at++) {
    const column = index.columns[columns[at]!]!
    const { found } = workspace
    const value = column.read(frame)
    if (!find(column, value, found)) {
      const set = Array.isArray(value) ? listSet(index, column, value) : null
      if (set === null) doubt(index, column)
      else workspace.sets[setCount++] = set
    } else if (!column.isDense) exclude(index, column)
    else {
      borrow(index, found.at, found.from, found.to)
      borrow(index, found.at, found.pointFrom, found.pointTo)
      workspace.sets[setCount++] = found.at
    }
  }
  return { index, frame, isTrue, serial: workspace.serial, setCount, joined: 0, block, word: -1, left: 0, last: END }
}

/** The next experience whose condition is true, or -1. */
export function nextTrue(scan: Scan): number {
  const { index, frame } = scan
  const { experienceOf, words, workspace } = index
  const { standing, doubtful, serial } = workspace
  if (serial !== scan.serial) throw new Error('a scan goes on after the next one has begun')
  let { word, left } = scan
  for (;;) {
    while (left === 0) {
      if (++word >= words) return END
      if (word >= scan.joined) join(scan)
      left = standing[word]!
    }
    const bit = 31 - Math.clz32(left & -left)
    left &= left - 1
    const experience = experienceOf[(word << 5) + bit]!
    if (experience === scan.last) continue
    scan.last = experience
    if (((doubtful[word]! >>> bit) & 1) === 1 && !scan.isTrue(experience, frame)) continue
    scan.word = word
    scan.left = left
    return experience
  }
}

/** Eight sets at a time, because reading and writing what stands costs as much as two sets. */
function join(scan: Scan): void {
  const { bits, words, workspace } = scan.index
  const { standing, sets } = workspace
  const from = scan.joined
  const to = Math.min(words, from + scan.block)
  let set = 0
  for (; set + 8 <= scan.setCount; set += 8) {
    const a = sets[set]!
    const b = sets[set + 1]!
    const c = sets[set + 2]!
    const d = sets[set + 3]!
    const e = sets[set + 4]!
    const f = sets[set + 5]!
    const g = sets[set + 6]!
    const h = sets[set + 7]!
    for (let at = from; at < to; at++) {
      standing[at]! &=
        bits[a + at]! &
        bits[b + at]! &
        bits[c + at]! &
        bits[d + at]! &
        bits[e + at]! &
        bits[f + at]! &
        bits[g + at]! &
        bits[h + at]!
    }
  }
  for (; set < scan.setCount; set++) {
    const a = sets[set]!
    for (let at = from; at < to; at++) standing[at]! &= bits[a + at]!
  }
  scan.joined = to
  scan.block *= BLOCK_GROWTH
}

/** A set of the rows that a list leaves standing; null: they are left to the conditions. */
function listSet(index: RuleIndex, column: Column, list: readonly unknown[]): number | null {
  const { workspace, words } = index
  if (!column.isDense || workspace.listCount === MAX_LISTS_COUNT) return null
  const known = workspace.listRows.get(column) ?? listRows(index, column)
  workspace.listRows.set(column, known)
  const set = workspace.listSets + workspace.listCount * words
  if (!standOnList(index, column, known, list, set)) return null
  workspace.listCount++
  for (const row of known.open) workspace.doubtful[row >>> 5]! |= 1 << (row & 31)
  return set
}

/** An object, or a list that is not looked into: the rows that ask about it stand, and are asked themselves. */
function doubt({ rows, workspace: { doubtful } }: RuleIndex, { askedFrom, askedTo }: Column): void {
  for (let at = askedFrom; at < askedTo; at++) {
    const row = rows[at]!
    doubtful[row >>> 5]! |= 1 << (row & 31)
  }
}

/** Few rows ask about it: they alone are looked at, and those that what was found does not hold are taken out at once. */
function exclude({ bits, rows, workspace }: RuleIndex, { askedFrom, askedTo, base }: Column): void {
  const { standing, found } = workspace
  toggle(bits, rows, base, found.from, found.to)
  toggle(bits, rows, base, found.pointFrom, found.pointTo)
  for (let at = askedFrom; at < askedTo; at++) {
    const row = rows[at]!
    const word = row >>> 5
    standing[word] = standing[word]! & (bits[base + word]! | ~(1 << (row & 31)))
  }
  toggle(bits, rows, base, found.from, found.to)
  toggle(bits, rows, base, found.pointFrom, found.pointTo)
}

/** Toggles rows in a set of the index itself, which saves copying it; `giveBack` toggles them back. */
function borrow({ bits, rows, workspace }: RuleIndex, set: number, from: number, to: number): void {
  if (from === to) return
  toggle(bits, rows, set, from, to)
  const { lent, lentCount } = workspace
  lent[lentCount] = set
  lent[lentCount + 1] = from
  lent[lentCount + 2] = to
  workspace.lentCount = lentCount + 3
}

function giveBack({ bits, rows, workspace }: RuleIndex): void {
  const { lent, lentCount } = workspace
  for (let at = 0; at < lentCount; at += 3) toggle(bits, rows, lent[at]!, lent[at + 1]!, lent[at + 2]!)
  workspace.lentCount = 0
  workspace.listCount = 0
}
