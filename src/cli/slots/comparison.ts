/** Stream and browser held against each other for one selector of a slot, in words. Not the finding of differences: differences.ts. */

import { differenceFinding } from './difference-text.ts'
import { differences } from './differences.ts'
import type { Finding } from './finding.ts'
import { isInside, type PageParts, type Taken } from './page-parts.ts'

/** `within` null: on the whole page, else only inside what is edited. */
export function compare(
  selector: string,
  taken: readonly Taken[],
  { source, tree, found }: PageParts,
  within: readonly Taken[] | null,
): readonly Finding[] {
  const { count, matches } = found(selector)
  if (count > matches.length) return [] // not all places are known, so that nothing can be compared
  const starts = matches.map(({ start }) => source.toCharacter(start))
  return differences(selector, starts, tree).flatMap((difference) => {
    const at = within === null ? difference.at : difference.at.filter((one) => isInside(one, within))
    if (at.length === 0) return []
    const line = at[0] === -1 ? null : `line ${source.placeOf(source.toByte(at[0]!)).line}`
    const isTaken = taken.some(({ from }) => at.includes(from))
    return [differenceFinding({ ...difference, at }, line, isTaken)]
  })
}
