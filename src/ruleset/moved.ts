/** Which of a list's items stand elsewhere than before, as few as can be. Not what was added or taken away. */

/** Of the ids in both lists, those outside the longest run that kept its order. */
export function inNewOrder(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const oldPlaces = new Map(before.map((id, place) => [id, place]))
  const shared = after.filter((id) => oldPlaces.has(id))
  const kept = longestRising(shared.map((id) => oldPlaces.get(id)!))
  return new Set(shared.filter((_, index) => !kept.has(index)))
}

/** Indexes of a longest rising subsequence: patience sorting, O(n log n). Source: Fredman, Discrete Mathematics 11, 1975. */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []
  const previous: (number | undefined)[] = []
  values.forEach((value, index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[ends[middle]!]! < value) low = middle + 1
      else high = middle
    }
    previous[index] = ends[low - 1]
    ends[low] = index
  })
  const kept = new Set<number>()
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) kept.add(index)
  return kept
}
