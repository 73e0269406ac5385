/** The parts of a slot on one page, or the items of its list. Not the slot's own element: slot-on-page.ts. */

import type { CompiledSlot } from '../../core/compiled.ts'
import { compare } from './comparison.ts'
import { type Finding, warning, worst } from './finding.ts'
import { itemsOnPage } from './items-on-page.ts'
import { isInside, type PageParts, type PartOnPage, type Taken, withoutScope } from './page-parts.ts'
import type { StreamMatch } from './probe.ts'

export function partsOnPage(slot: CompiledSlot, taken: readonly Taken[], page: PageParts): readonly PartOnPage[] {
  if (slot.list !== null)
    return itemsOnPage(slot.list, slot.scope, taken, page, (selector) => compare(selector, [], page, taken))
  return slot.parts.map(({ id, selector }) => {
    const inside = page.found(selector).matches.filter(({ start }) => isInside(page.source.toCharacter(start), taken))
    const findings = [...partFindings(id, slot, selector, inside, page), ...compare(selector, [], page, taken)]
    const first = inside[0] === undefined ? null : page.source.placeOf(inside[0].start)
    return {
      name: id,
      selector: withoutScope(slot.scope, selector),
      count: inside.length,
      first,
      mark: worst(findings.map(({ mark }) => mark)),
      findings,
    }
  })
}

function partFindings(
  id: string,
  slot: CompiledSlot,
  selector: string,
  inside: readonly StreamMatch[],
  { source }: PageParts,
): readonly Finding[] {
  const own = withoutScope(slot.scope, selector)
  if (inside.length === 0) {
    const message = `The part ${id} (${own}) meets nothing inside the slot; what a variant puts there is not shown.`
    return [
      warning(
        'part_no_match',
        message,
        'Look at the page’s source for what marks it, or take the part out of the slot.',
      ),
    ]
  }
  if (slot.match === 'all' || inside.length === 1) return []
  const { line } = source.placeOf(inside[0]!.start)
  const message = `The part ${id} (${own}) meets ${inside.length} elements inside the slot; the first, in line ${line}, is edited.`
  return [warning('part_double', message, 'Narrow the part’s selector if that is not the one.')]
}
