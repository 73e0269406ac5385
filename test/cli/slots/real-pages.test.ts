/** 38 slots on 14 real pages: what is counted is what was counted by hand with a DOM and with HTMLRewriter. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ExaminedPage, examinePage } from '../../../src/cli/slots/examine-page.ts'
import { type Prober, startProber } from '../../../src/cli/slots/prober.ts'
import { propose } from '../../../src/cli/slots/proposal.ts'
import { pagesFound, pagesNote, sharedPage } from '../../real/shared-pages.ts'
import { pageOf, rulesFor } from './pages.ts'

interface Case {
  readonly id: string
  readonly page: string
  readonly selector: string
  readonly expect: { readonly htmlRewriterCount: number; readonly domCountBrowserLike: number }
}

const cases: readonly Case[] = pagesFound ? JSON.parse(sharedPage('cases.json').toString()).cases : []
const rules = pagesFound
  ? rulesFor(Object.fromEntries(cases.map(({ page, selector }, i) => [`slot-${i}`, { paths: [`/${page}`], selector }])))
  : null

describe.skipIf(!pagesFound)(`slots of real pages${pagesNote}`, () => {
  let prober: Prober
  const pages = new Map<string, ExaminedPage>()
  beforeAll(async () => {
    prober = await startProber()
    for (const name of new Set(cases.map(({ page }) => page))) {
      const page = pageOf(sharedPage(`pages/${name}`), undefined, `https://real.example/${name}`)
      pages.set(name, await examinePage(page, rules, prober))
    }
  })
  afterAll(() => prober.dispose())

  test.each(cases.map((one, index) => [one.id, one.selector, index] as const))('%s: %s', (_, selector, index) => {
    const { page, expect: wanted } = cases[index]!
    const { slots, parts } = pages.get(page)!
    const { count, matches } = slots.get(index)!
    expect(count).toBe(wanted.htmlRewriterCount)
    expect(parts!.tree.select(selector).length).toBe(wanted.domCountBrowserLike)
    for (const { offset, snippet, tag } of matches) {
      expect(parts!.source.bytes[offset]).toBe(0x3c)
      expect(snippet.toLowerCase().startsWith(`<${tag}`)).toBe(true)
    }
  })

  test('every headline of theirs gets a proposal that the real HTMLRewriter confirms', async () => {
    const told: string[] = []
    for (const page of pages.values()) {
      const heading = page.parts!.tree.select('article h1, main h1, h1')[0]
      const proposal = heading === undefined ? null : await propose(heading, [], page, [page], prober)
      if (proposal === null) continue
      told.push(proposal.selector)
      const answer = await prober.ask(
        { contentType: 'text/html; charset=utf-8', selectors: [proposal.selector], trials: [] },
        page.page.bytes,
      )
      expect(answer.found[0]!.count).toBe(1)
    }
    expect(told.length).toBeGreaterThan(7)
  })
})
