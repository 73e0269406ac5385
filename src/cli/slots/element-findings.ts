/** What the browser makes of the element that is edited, where that is not what the source says. Not which elements are met: differences.ts. */

import { isFostered, isUnclosed } from './differences.ts'
import { type Finding, warning } from './finding.ts'
import type { PageParts, Taken } from './page-parts.ts'
import { harmless } from './page-source.ts'
import { endOf, type TreeElement } from './page-tree.ts'

export function elementFindings(taken: Taken, page: PageParts): readonly Finding[] {
  const elements = page.tree.at(taken.from)
  const [element] = elements
  if (element === undefined) return []
  return [
    ...duplicateAttributes(taken, page),
    ...(elements.length > 1 ? [split(element, elements.length)] : endsEarlier(element, taken, page)),
    ...(isFostered(element, page.tree) ? [fostered(element)] : []),
  ]
}

function duplicateAttributes({ from }: Taken, { source, tree }: PageParts): readonly Finding[] {
  const end = source.text.indexOf('>', from)
  const doubled = tree.duplicateAttributes.filter((at) => from < at && at <= end)
  const names = doubled.map((at) => harmless(/([^\s=/>"']+)[^\s=/>]*$/.exec(source.text.slice(from, at))?.[1] ?? ''))
  return names.slice(0, 1).map((name) => {
    const message = `The element has the attribute ${name} twice; browser and Worker take the first, and an edit changes the first.`
    return warning('duplicate_attribute', message, 'Take the second away in the page.')
  })
}

const split = ({ name }: TreeElement, count: number): Finding =>
  warning(
    'split',
    `The browser makes ${count} elements of this <${name}>, because it is wrapped around blocks; an edit of content replaces all that the source has in it.`,
    `Close <${name}> before the block in the page, or address the block.`,
  )

/** For the stream it goes on up to its end tag; the browser has ended it before. */
function endsEarlier(element: TreeElement, { match, to }: Taken, { source }: PageParts): readonly Finding[] {
  if (match.end.kind !== 'own' || !isUnclosed(element) || endOf(element) >= to) return []
  const next = harmless(/^<[a-z][\w-]*/i.exec(source.text.slice(endOf(element)))?.[0] ?? '')
  const before = next === '' ? '' : `, before ${next}>`
  const ended = source.placeOf(source.toByte(endOf(element))).line
  const message = `In the browser this <${element.name}> ends in line ${ended}${before}; in the source its end tag is in line ${source.placeOf(match.end.from).line}. An edit of content replaces all up to there.`
  return [
    warning(
      'ends_earlier',
      message,
      `Do not put blocks into <${element.name}> in the page, or address the element around it.`,
    ),
  ]
}

const fostered = ({ name }: TreeElement): Finding =>
  warning(
    'foster_parented',
    `This <${name}> is written in a <table> where it may not stand; the browser shows it before the table.`,
    'Mend the table in the page.',
  )
