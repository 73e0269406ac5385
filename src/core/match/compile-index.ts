/** Rows → the index as plain data. Not what a request does with it: rule-index.ts, scan.ts. */

import type { CompiledColumn, CompiledIndex, CompiledLine } from '../compiled.ts'
import type { Term } from '../conjunction/conjunctions.ts'
import { type Cut, compareCuts, type Spans } from '../conjunction/spans.ts'
import { LIST_SENSES } from './list-rows.ts'
import { packNumbers } from './packed-numbers.ts'
import type { Row } from './rows.ts'

/** Of so many experiences. */
export function compileIndex(rows: readonly Row[], experiences: number): CompiledIndex {
  const rowCounts = new Array<number>(experiences).fill(0)
  for (const { experience } of rows) rowCounts[experience]!++
  return {
    rowCounts: packNumbers(rowCounts),
    verified: packNumbers(rows.flatMap(({ isVerified }, row) => (isVerified ? [row] : []))),
    columns: columnsOf(rows),
  }
}

interface Column {
  readonly attribute: string
  readonly folded: boolean
  readonly asked: number[]
  readonly onLists: number[]
  readonly missing: number[]
  readonly true: number[]
  readonly false: number[]
  readonly numbers: Line<number>
  readonly texts: Line<string>
}

interface Line<T> {
  readonly start: number[]
  readonly points: Map<T, number[]>
  readonly changes: { readonly cut: Cut<T>; readonly row: number }[]
}

function columnsOf(rows: readonly Row[]): readonly CompiledColumn[] {
  const columns = new Map<string, Column>()
  rows.forEach(({ terms }, row) => {
    for (const term of terms) addTerm(columnFor(columns, term), term, row)
  })
  return [...columns.values()].map(packColumn)
}

function columnFor(columns: Map<string, Column>, { attribute, folded }: Term): Column {
  const key = `${folded} ${attribute}`
  const known = columns.get(key)
  if (known) return known
  const column: Column = {
    attribute,
    folded,
    asked: [],
    onLists: [],
    missing: [],
    true: [],
    false: [],
    numbers: { start: [], points: new Map(), changes: [] },
    texts: { start: [], points: new Map(), changes: [] },
  }
  columns.set(key, column)
  return column
}

function addTerm(column: Column, { values, ofList }: Term, row: number): void {
  column.asked.push(row)
  column.onLists.push(LIST_SENSES.indexOf(ofList))
  if (values.missing) column.missing.push(row)
  if (values.true) column.true.push(row)
  if (values.false) column.false.push(row)
  addSpans(column.numbers, values.numbers, row)
  addSpans(column.texts, values.texts, row)
}

/** Two cuts around one value are a point, which a dictionary finds; the others make ranges. */
function addSpans<T extends number | string>(line: Line<T>, { fromStart, cuts }: Spans<T>, row: number): void {
  if (fromStart) line.start.push(row)
  for (let at = 0; at < cuts.length; at++) {
    const cut = cuts[at]!
    const next = cuts[at + 1]
    if (next === undefined || cut.after || next.at !== cut.at) line.changes.push({ cut, row })
    else {
      addPoint(line.points, cut.at, row)
      at++
    }
  }
}

function addPoint<T>(points: Map<T, number[]>, value: T, row: number): void {
  const known = points.get(value)
  if (known) known.push(row)
  else points.set(value, [row])
}

const packColumn = ({
  attribute,
  folded,
  asked,
  onLists,
  missing,
  numbers,
  texts,
  ...kinds
}: Column): CompiledColumn => ({
  attribute,
  folded,
  asked: packNumbers(asked),
  onLists: packNumbers(onLists),
  missing: packNumbers(missing),
  true: packNumbers(kinds.true),
  false: packNumbers(kinds.false),
  numbers: packLine(numbers),
  texts: packLine(texts),
})

function packLine<T extends number | string>({ start, points, changes }: Line<T>): CompiledLine<T> {
  const sorted = changes.toSorted((one, other) => compareCuts(one.cut, other.cut) || one.row - other.row)
  const cuts: Cut<T>[] = []
  const cutCounts: number[] = []
  for (const { cut } of sorted) {
    const last = cuts.at(-1)
    if (last && compareCuts(last, cut) === 0) cutCounts[cutCounts.length - 1]!++
    else {
      cuts.push(cut)
      cutCounts.push(1)
    }
  }
  return {
    start: packNumbers(start),
    points: [...points.keys()],
    pointCounts: packNumbers([...points.values()].map((rows) => rows.length)),
    pointRows: packNumbers([...points.values()].flat()),
    cuts: cuts.map(({ at }) => at),
    cutsAfter: packNumbers(cuts.map(({ after }) => Number(after))),
    cutCounts: packNumbers(cutCounts),
    cutRows: packNumbers(sorted.map(({ row }) => row)),
  }
}
