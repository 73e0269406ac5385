/**
 * Sets of numbers, or of texts by code unit, written as the places of their order where membership changes.
 * Not sets of values of several kinds: value-set.ts.
 */

export interface Spans<T extends number | string> {
  /** Whether it holds from the very start. */
  readonly fromStart: boolean
  /** Ascending, none twice: membership changes at each of them. */
  readonly cuts: readonly Cut<T>[]
}

/** Just before a value, or just after it. */
export interface Cut<T> {
  readonly at: T
  readonly after: boolean
}

export const nothing: Spans<never> = { fromStart: false, cuts: [] }
export const everything: Spans<never> = { fromStart: true, cuts: [] }

/** Every one of `values`, which need be neither sorted nor distinct. No NaN. */
export function only<T extends number | string>(values: readonly T[]): Spans<T> {
  if (values.length === 0) return nothing
  const sorted = values.length === 1 ? values : [...new Set(values)].sort((a, b) => (a < b ? -1 : 1))
  return { fromStart: false, cuts: sorted.flatMap((at) => [before(at), after(at)]) }
}

/** From one cut on. */
export const from = <T extends number | string>(cut: Cut<T>): Spans<T> => ({ fromStart: false, cuts: [cut] })
/** Up to a cut. */
export const until = <T extends number | string>(cut: Cut<T>): Spans<T> => ({ fromStart: true, cuts: [cut] })

export const before = <T>(at: T): Cut<T> => ({ at, after: false })
export const after = <T>(at: T): Cut<T> => ({ at, after: true })

export const complement = <T extends number | string>({ fromStart, cuts }: Spans<T>): Spans<T> => ({
  fromStart: !fromStart,
  cuts,
})

export const union = <T extends number | string>(one: Spans<T>, other: Spans<T>): Spans<T> =>
  combine(one, other, (a, b) => a || b)

export const intersection = <T extends number | string>(one: Spans<T>, other: Spans<T>): Spans<T> =>
  combine(one, other, (a, b) => a && b)

export const isNothing = <T extends number | string>({ fromStart, cuts }: Spans<T>): boolean =>
  !fromStart && cuts.length === 0

/** Whether `value` is in. Linear: for what is asked often see match/. */
export function holds<T extends number | string>({ fromStart, cuts }: Spans<T>, value: T): boolean {
  let inside = fromStart
  for (const cut of cuts) {
    if (cut.at > value || (cut.at === value && cut.after)) break
    inside = !inside
  }
  return inside
}

/** Whether every one of `one` is in `other`. */
export function isWithin<T extends number | string>(one: Spans<T>, other: Spans<T>): boolean {
  let inOne = one.fromStart
  let inOther = other.fromStart
  if (inOne && !inOther) return false
  for (let i = 0, j = 0; i < one.cuts.length || j < other.cuts.length; ) {
    const left = one.cuts[i]
    const right = other.cuts[j]
    const order = left === undefined ? 1 : right === undefined ? -1 : compareCuts(left, right)
    if (order <= 0) {
      inOne = !inOne
      i++
    }
    if (order >= 0) {
      inOther = !inOther
      j++
    }
    if (inOne && !inOther) return false
  }
  return true
}

export function compareCuts<T extends number | string>(one: Cut<T>, other: Cut<T>): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1
  return Number(one.after) - Number(other.after)
}

/** One sweep over both. */
function combine<T extends number | string>(
  one: Spans<T>,
  other: Spans<T>,
  both: (a: boolean, b: boolean) => boolean,
): Spans<T> {
  let a = one.fromStart
  let b = other.fromStart
  const fromStart = both(a, b)
  let inside = fromStart
  const cuts: Cut<T>[] = []
  for (let i = 0, j = 0; i < one.cuts.length || j < other.cuts.length; ) {
    const left = one.cuts[i]
    const right = other.cuts[j]
    const order = left === undefined ? 1 : right === undefined ? -1 : compareCuts(left, right)
    if (order <= 0) {
      a = !a
      i++
    }
    if (order >= 0) {
      b = !b
      j++
    }
    if (both(a, b) === inside) continue
    inside = !inside
    cuts.push((order <= 0 ? left : right)!)
  }
  return { fromStart, cuts }
}
