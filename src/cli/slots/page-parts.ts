/** A page taken apart, and what a slot comes to there: the shapes that its examination passes on. No judgement. */

import type { Finding, Mark } from './finding.ts'
import type { FoundFramework } from './framework.ts'
import type { PageSource, Place } from './page-source.ts'
import type { PageTree } from './page-tree.ts'
import type { SelectorMatches, StreamMatch } from './probe.ts'

/** A page taken apart. */
export interface PageParts {
  /** After redirects. */
  readonly url: URL
  readonly source: PageSource
  /** As a browser with scripts builds it. */
  readonly tree: PageTree
  /** As one without scripts does, where the page has any `<noscript>`. */
  readonly scriptless: PageTree | null
  readonly frameworks: readonly FoundFramework[]
  readonly found: (selector: string) => SelectorMatches
}

export interface Match extends Place {
  readonly tag: string
  /** Share of the page's bytes that the Worker reads until the element has ended, 0..1; null where it never ends. */
  readonly endShare: number | null
  readonly closedBy: StreamMatch['end']['kind']
  readonly snippet: string
  /** Whether an edit goes there. */
  readonly isTaken: boolean
}

export interface PartOnPage {
  /** A part's id, `item` or `key`. */
  readonly name: string
  readonly selector: string
  /** Inside the element that is edited. */
  readonly count: number
  /** The first of them. */
  readonly first: Place | null
  readonly mark: Mark
  readonly findings: readonly Finding[]
}

export interface SlotOnPage {
  readonly mark: Mark
  readonly count: number
  readonly matches: readonly Match[]
  readonly parts: readonly PartOnPage[]
  readonly findings: readonly Finding[]
}

/** With the match in the stream, the characters where it begins and ends. */
export interface Taken {
  readonly match: StreamMatch
  readonly from: number
  readonly to: number
}

/** As far as the stream has it for its inside. */
export function endByte({ start, end }: StreamMatch, { source }: PageParts): number {
  switch (end.kind) {
    case 'own':
      return end.to
    case 'other':
      return end.from
    case 'never':
      return source.bytes.byteLength
    case 'void':
      return start
  }
}

/** Whether a character stands inside one of the elements that are edited. */
export const isInside = (at: number, taken: readonly Taken[]): boolean =>
  taken.some(({ from, to }) => from < at && at < to)

/** A part's or item's selector as its author wrote it, without the slot's before it (core/page/scope.ts). */
export const withoutScope = (scope: string, selector: string): string =>
  scope !== '' && selector.startsWith(scope) ? selector.slice(scope.length) : selector
