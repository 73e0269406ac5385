/** Three real pages with an edit of their headline and their navigation, where the data are present. No goals: for information. */

import type { AuthoredRuleset } from '../../src/core/authored.ts'
import { sharedFile } from '../shared-data.ts'

export interface RealEdits {
  readonly headline: string
  readonly text: string
  readonly navigation: string
  readonly html: string
}

const CHANGE = { text: 'Rain today: jackets that keep it out', html: '<p>rainwear</p>' }

const SELECTORS: { readonly [name: string]: Pick<RealEdits, 'headline' | 'navigation'> } = {
  'ars-1': { headline: 'header.article-header > h1', navigation: 'ul#burger-nav-primary' },
  'mozilla-1': { headline: 'section h1', navigation: 'nav#fxfamilynav' },
  'yahoo-4': { headline: 'div.hd > h1', navigation: 'div#globalNav' },
}

export const REAL_TRACES: readonly string[] = [CHANGE.text, CHANGE.html]

/** By path; empty when the data are not there. */
export function realPages(): { readonly [path: string]: string } {
  const pages = Object.keys(SELECTORS).map((name) => [`/${name}`, sharedFile(`html-pages/pages/${name}.html`)] as const)
  return Object.fromEntries(pages.flatMap(([path, bytes]) => (bytes === null ? [] : [[path, bytes.toString('utf8')]])))
}

export const REAL_EDITS: { readonly [path: string]: RealEdits } = Object.fromEntries(
  Object.entries(SELECTORS).map(([name, selectors]) => [`/${name}`, { ...selectors, ...CHANGE }]),
)

export const realRuleset = (): AuthoredRuleset => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'on' },
  slots: Object.fromEntries(
    Object.entries(SELECTORS).flatMap(([name, { headline, navigation }]) => [
      [`${name}-headline`, { paths: [`/${name}`], selector: headline, kind: 'text' as const }],
      [`${name}-navigation`, { paths: [`/${name}`], selector: navigation }],
    ]),
  ),
  audiences: {},
  experiences: Object.keys(SELECTORS).map((name) => ({
    id: name,
    when: { 'geo.country': 'JP' },
    variants: [
      {
        id: 'a',
        slots: { [`${name}-headline`]: { text: CHANGE.text }, [`${name}-navigation`]: { append: CHANGE.html } },
      },
    ],
  })),
})
