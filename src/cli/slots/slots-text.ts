/** What a person reads of the slots of a site: one block a page, one a slot. Not for programs: slots-json.ts. */

import type { Style, Tone } from '../command.ts'
import { visible } from '../visible.ts'
import { count, type Finding, type Mark, size } from './finding.ts'
import type { GatheredPage } from './gather-pages.ts'
import type { Match, PartOnPage, SlotOnPage } from './page-parts.ts'
import type { Proposal } from './proposal.ts'
import type { SlotSummary } from './summary.ts'
import type { WantedReport } from './wanted.ts'

const SHOWN_MATCHES_COUNT = 6

const MARKS: { readonly [mark in Mark | 'unchecked']: readonly [sign: string, tone: Tone] } = {
  good: ['✓', 'good'],
  warning: ['!', 'warning'],
  bad: ['✗', 'bad'],
  unchecked: ['–', 'quiet'],
}

const sign = (mark: Mark | 'unchecked', style: Style): string => style(MARKS[mark][1], MARKS[mark][0])

/** Lines without line ends, a blank one at the end. */
export function pagesText(pages: readonly GatheredPage[], style: Style): string[] {
  const lines = pages.flatMap(({ asked, redirects, examined, findings }) => {
    const url = examined?.page.url ?? redirects.at(-1)?.to ?? asked
    const facts = examined === null ? [] : factsOf(examined)
    return [
      `${style('strong', visible(url.href))}${facts.length === 0 ? '' : style('quiet', `  ${facts.join(', ')}`)}`,
      ...redirects.map(({ status, from }) => style('quiet', `  ${status} from ${visible(from.href)}`)),
      ...findings.flatMap((finding) => findingText(finding, '  ', style)),
    ]
  })
  return [...lines, '']
}

const factsOf = ({ page, charset }: NonNullable<GatheredPage['examined']>): readonly string[] => [
  String(page.status),
  ...(charset === null ? [] : [charset]),
  size(page.bytes.byteLength),
]

/** A blank line after each slot that was looked at, and after those that were not. */
export function slotsText(slots: readonly SlotSummary[], style: Style): string[] {
  const hosts = new Set(slots.flatMap(({ pages }) => pages.map(({ url }) => url.host)))
  const nameOf = (url: URL): string => visible(hosts.size > 1 ? url.href : url.pathname + url.search)
  const checked = slots.filter(({ mark }) => mark !== 'unchecked')
  return [
    ...checked.flatMap(({ slot, selector, mark, findings, pages, proposal }) => [
      `${sign(mark, style)} ${style('strong', slot)}  ${style('quiet', visible(selector))}`,
      ...findings.flatMap((finding) => findingText(finding, '    ', style)),
      ...pages.flatMap(({ url, on }) => onPageText(nameOf(url), on, style)),
      ...proposalText(proposal, style),
      '',
    ]),
    ...uncheckedText(
      slots.filter(({ mark }) => mark === 'unchecked'),
      style,
    ),
  ]
}

function uncheckedText(slots: readonly SlotSummary[], style: Style): string[] {
  if (slots.length === 0) return []
  const names = slots.map(({ slot }) => slot).join(', ')
  const whose = slots.length === 1 ? 'its' : 'their'
  return [`${sign('unchecked', style)} ${names}: no page that could be looked at is among ${whose} paths`, '']
}

function onPageText(page: string, { mark, count: met, matches, parts, findings }: SlotOnPage, style: Style): string[] {
  const [only] = matches
  const isOne = met === 1 && only !== undefined
  const lead = met === 0 ? 'meets nothing here' : isOne ? matchText(only, style) : count(met, 'element')
  const inside = partsText(parts, style)
  const all = [...findings, ...parts.flatMap((part) => part.findings)]
  return [
    `    ${sign(mark, style)} ${page}  ${lead}`,
    ...(met > 1 ? manyText(met, matches, style) : []),
    ...(inside === '' ? [] : [`        ${inside}`]),
    ...all.flatMap((one) =>
      one.code === 'no_match' ? [adviceText(one, '        ', style)] : findingText(one, '        ', style),
    ),
  ]
}

function manyText(met: number, matches: readonly Match[], style: Style): string[] {
  const shown = matches.slice(0, SHOWN_MATCHES_COUNT)
  const rest = met - shown.length
  return [
    ...shown.map((match) => `        ${matchText(match, style)}${match.isTaken ? '  ← edited' : ''}`),
    ...(rest > 0 ? [`        and ${rest} more`] : []),
  ]
}

function matchText({ line, column, offset, endShare, closedBy, snippet }: Match, style: Style): string {
  const end = endShare === null || closedBy === 'never' ? 'never ends' : `ends ${percent(endShare)} into the page`
  return `line ${line}:${column}, byte ${offset}, ${end}  ${style('quiet', snippet)}`
}

const percent = (share: number): string => `${Math.ceil(share * 100)} %`

const partsText = (parts: readonly PartOnPage[], style: Style): string =>
  parts.map(({ name, mark, count: met }) => `${sign(mark, style)} ${name} ${met}`).join('   ')

function proposalText(proposal: Proposal | null | undefined, style: Style): string[] {
  if (proposal === undefined) return []
  if (proposal === null) {
    return [
      '    No supported, steady selector meets the element alone: give it a name of its own, for example data-slot="hero".',
    ]
  }
  return [`    Proposal: ${style('accent', proposal.selector)}  ${style('quiet', holdsText(proposal))}`]
}

const holdsText = ({ holds, of }: Proposal): string =>
  `meets one element, the same in Worker and browser, on ${holds} of ${count(of, 'page')}`

export function wantedText(wanted: readonly WantedReport[], style: Style): string[] {
  return wanted.flatMap(({ wanted: asked, url, place, snippet, proposal, findings }) => [
    `${style('strong', visible(asked))}`,
    ...(url === null || place === null
      ? []
      : [`    ${visible(url.href)}  line ${place.line}:${place.column}  ${style('quiet', snippet ?? '')}`]),
    ...findings.flatMap((finding) => findingText(finding, '    ', style)),
    ...(proposal === null ? [] : proposalText(proposal, style)),
    '',
  ])
}

function findingText(finding: Finding, indent: string, style: Style): string[] {
  const { mark, message, advice } = finding
  return [
    `${indent}${sign(mark, style)} ${visible(message)}`,
    ...(advice === '' ? [] : [adviceText(finding, `${indent}  `, style)]),
  ]
}

const adviceText = ({ advice }: Finding, indent: string, style: Style): string =>
  `${indent}${style('quiet', `→ ${visible(advice)}`)}`

/** `4 slots: 2 ✓, 1 !, 1 ✗.` */
export function sumText(slots: readonly SlotSummary[]): string {
  const marks = Object.keys(MARKS) as (Mark | 'unchecked')[]
  const sums = marks.flatMap((mark) => {
    const n = slots.filter((slot) => slot.mark === mark).length
    return n === 0 ? [] : [mark === 'unchecked' ? `${n} not on these pages` : `${n} ${MARKS[mark][0]}`]
  })
  return `${count(slots.length, 'slot')}: ${sums.join(', ')}.`
}
