/**
 * How many cuts of a line lie below a value, by halving. Written twice, because one function for numbers and texts would
 * compare neither as fast. Not what the cuts mean: column.ts.
 */

/**
 * `after[i]` is 1 when cut i lies just after its value, 0 just before. Ascending. As many cells of equal width as there are
 * cuts leave little to halve: every branch that cannot be predicted costs as much as twenty additions.
 */
export function amongNumbers(cuts: readonly number[], after: Int32Array): (value: number) => number {
  // Just after a number is just before the next one, which saves half of the comparisons.
  const sorted = Float64Array.from(cuts, (cut, at) => (after[at] === 1 ? nextAbove(cut) : cut))
  const count = sorted.length
  const lowest = sorted[0] ?? 0
  const highest = sorted[count - 1] ?? 0
  // Rounding may move a cell's edge, but never the order of cells: what lies in a lower one is lower.
  const perCell = highest > lowest ? (count - 1) / (highest - lowest) : 0
  const cellStarts = startsOf(sorted, (cut) => ((cut - lowest) * perCell) | 0)
  return (value) => {
    if (!(value >= lowest)) return 0
    if (value >= highest) return count
    const cell = ((value - lowest) * perCell) | 0
    let low = cellStarts[cell]!
    let high = cellStarts[cell + 1]!
    while (low < high) {
      const middle = (low + high) >>> 1
      if (sorted[middle]! <= value) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** For each cell how many cuts lie in those below it. */
function startsOf(sorted: Float64Array, cellOf: (cut: number) => number): Int32Array {
  const starts = new Int32Array(sorted.length + 2)
  for (const cut of sorted) starts[cellOf(cut) + 1]!++
  for (let cell = 1; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!
  return starts
}

/** The same of texts, by code unit. */
export function amongTexts(cuts: readonly string[], after: Int32Array): (value: string) => number {
  return (value) => {
    let low = 0
    let high = cuts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const cut = cuts[middle]!
      if (cut < value || (cut === value && after[middle] === 0)) low = middle + 1
      else high = middle
    }
    return low
  }
}

const view = new DataView(new ArrayBuffer(8))

/** IEEE 754: of numbers above 0 the next one has the next pattern of bits, of those below 0 the one before. */
function nextAbove(number: number): number {
  if (number === 0) return Number.MIN_VALUE
  view.setFloat64(0, number)
  const bits = view.getBigInt64(0)
  view.setBigInt64(0, number > 0 ? bits + 1n : bits - 1n)
  return view.getFloat64(0)
}
