/** The items of a list slot on one page, and their keys. Not how they are laid out: that is the edge's. */

import type { ListSlot } from '../../core/compiled.ts'
import { allOf } from '../../ruleset/phrase.ts'
import { count, type Finding, warning, worst } from './finding.ts'
import { endByte, type PageParts, type PartOnPage, type Taken, withoutScope } from './page-parts.ts'
import type { StreamMatch } from './probe.ts'

const NAMED_LINES_COUNT = 3

/** `scope` stands before the selectors (core/page/scope.ts) and is not shown. `compared`: where stream and browser disagree about a selector inside the list. */
export function itemsOnPage(
  { item, key }: ListSlot,
  scope: string,
  taken: readonly Taken[],
  page: PageParts,
  compared: (selector: string) => readonly Finding[],
): readonly PartOnPage[] {
  const { source } = page
  const own = (selector: string): string => withoutScope(scope, selector)
  const items = outermost(page.found(item).matches, taken, page)
  const bearers =
    key.on === null
      ? items
      : page.found(key.on).matches.filter((one) => items.some((around) => isIn(one, around, page)))
  const without = items.filter((one) => !hasKey(one, key, bearers, page))
  const itemFindings = [...(items.length === 0 ? [noItems(own(item))] : []), ...compared(item)]
  const keyFindings =
    without.length === 0
      ? []
      : [noKey(without, items, key.on === null ? key.attribute : `${own(key.on)} with ${key.attribute}`, page)]
  const keyed = items.length - without.length
  return [
    {
      name: 'item',
      selector: own(item),
      count: items.length,
      first: items[0] === undefined ? null : source.placeOf(items[0].start),
      mark: worst([...itemFindings.map(({ mark }) => mark), ...(items.every(isClosed) ? [] : ['warning' as const])]),
      findings: itemFindings,
    },
    {
      name: 'key',
      selector: `${own(key.on ?? '')}@${key.attribute}`,
      count: keyed,
      first: null,
      mark: worst(keyFindings.map(({ mark }) => mark)),
      findings: keyFindings,
    },
  ]
}

/** As the edge has them: what lies in an item is part of it. One that does not close would hold all the others. */
function outermost(matches: readonly StreamMatch[], taken: readonly Taken[], page: PageParts): readonly StreamMatch[] {
  const items: StreamMatch[] = []
  for (const match of matches) {
    const around = items[items.length - 1]
    if (around?.end.kind === 'own' && isIn(match, around, page)) continue
    if (taken.some((list) => isIn(match, list.match, page))) items.push(match)
  }
  return items
}

/** One that is not is told with the fallback that follows from it. */
const isClosed = ({ end }: StreamMatch): boolean => end.kind === 'own'

const isIn = (inner: StreamMatch, outer: StreamMatch, page: PageParts): boolean =>
  outer.start < inner.start && inner.start < endByte(outer, page)

function hasKey(
  item: StreamMatch,
  { on, attribute }: ListSlot['key'],
  bearers: readonly StreamMatch[],
  page: PageParts,
): boolean {
  const own = on === null ? [item] : bearers.filter((bearer) => isIn(bearer, item, page))
  return own.some(({ start }) => page.tree.at(page.source.toCharacter(start))[0]?.attribs[attribute] !== undefined)
}

const noItems = (item: string): Finding =>
  warning(
    'no_items',
    `${item} meets no item in the list; there is nothing to order.`,
    'Look at the page’s source for what marks an item.',
  )

function noKey(
  without: readonly StreamMatch[],
  items: readonly StreamMatch[],
  bearer: string,
  { source }: PageParts,
): Finding {
  const lines = without.slice(0, NAMED_LINES_COUNT).map(({ start }) => `line ${source.placeOf(start).line}`)
  const rest = without.length - lines.length
  const where = rest === 0 ? allOf(lines) : `${lines.join(', ')} and ${rest} more`
  const message = `${without.length} of ${count(items.length, 'item')} ${without.length === 1 ? 'has' : 'have'} no ${bearer} (${where}): rules cannot name ${without.length === 1 ? 'it' : 'them'}.`
  return warning(
    'items_without_key',
    message,
    'They keep their order among each other; name them in the page, or choose another key.',
  )
}
