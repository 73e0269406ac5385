/** How far apart two names are, for "did you mean". Not a search: callers keep both texts short. */

/** Slips of the pen between two texts: a character more, less, another, or two swapped (optimal string alignment). */
export function editDistance(left: string, right: string): number {
  let before: number[] = []
  let above = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let at = 1; at <= right.length; at++) {
      const other = left[row - 1] === right[at - 1] ? 0 : 1
      let slips = Math.min(above[at]! + 1, current[at - 1]! + 1, above[at - 1]! + other)
      const swapped = row > 1 && at > 1 && left[row - 1] === right[at - 2] && left[row - 2] === right[at - 1]
      if (swapped) slips = Math.min(slips, before[at - 2]! + 1)
      current.push(slips)
    }
    before = above
    above = current
  }
  return above[right.length]!
}
