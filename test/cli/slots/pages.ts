/** Pages and rules as tests of `awase slots` need them: from lines of HTML to what is examined. Not a fetcher. */

import { expect } from 'vitest'
import type { FetchedPage } from '../../../src/cli/slots/fetch-page.ts'
import type { AuthoredContent, AuthoredSlot } from '../../../src/core/authored.ts'
import type { CompiledRuleset } from '../../../src/core/compiled.ts'
import { checkRuleset } from '../../../src/ruleset/check.ts'

export type Slots = { readonly [slot: string]: AuthoredSlot }
export type Contents = { readonly [slot: string]: AuthoredContent | { readonly [part: string]: AuthoredContent } }

/** One experience for each slot that has a content. */
export const authored = (slots: Slots, contents: Contents): object => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja' },
  slots,
  audiences: {},
  experiences: Object.entries(contents).map(([slot, content]) => ({
    id: `on-${slot}`,
    variants: [{ id: 'a', slots: { [slot]: content } }],
  })),
})

export function rulesFor(slots: Slots, contents: Contents = {}): CompiledRuleset {
  const checked = checkRuleset(JSON.stringify(authored(slots, contents)), 0)
  expect(checked.ok ? [] : checked.error).toEqual([])
  if (!checked.ok) throw new Error('the rules of the test are refused')
  return checked.value.compiled
}

export const pageOf = (
  html: string | Uint8Array,
  type = 'text/html; charset=utf-8',
  url = 'https://shop.example/',
): FetchedPage => ({
  url: new URL(url),
  redirects: [],
  status: 200,
  headers: new Headers({ 'content-type': type }),
  bytes: typeof html === 'string' ? new TextEncoder().encode(html) : html,
  isCut: false,
})
