/** A measured figure with its goal, and how a list of them is shown. Not how anything is measured. */

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal: number | null
  readonly met: boolean | null
}

type Goal = { readonly atLeast: number } | { readonly atMost: number } | null

/** Rounded to three significant digits, which is more than the noise allows; the goal is held against the rounded value. */
export function figure(name: string, measured: number, unit: string, goal: Goal): Figure {
  const value = Number(measured.toPrecision(3))
  if (goal === null) return { name, value, unit, goal: null, met: null }
  if ('atLeast' in goal) return { name, value, unit, goal: goal.atLeast, met: value >= goal.atLeast }
  return { name, value, unit, goal: goal.atMost, met: value <= goal.atMost }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, goal, met }) => [
    name,
    `${value} ${unit}`,
    goal === null ? '' : `${goal} ${unit}`,
    met === null ? '' : met ? 'met' : 'MISSED',
  ])
  const all = [['figure', 'measured', 'goal', ''], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
