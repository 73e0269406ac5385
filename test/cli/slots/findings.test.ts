/** What is said of a slot on a page, word by word, for every way in which a page may disagree: by the real HTMLRewriter. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examinePage } from '../../../src/cli/slots/examine-page.ts'
import type { Finding } from '../../../src/cli/slots/finding.ts'
import { type Prober, startProber } from '../../../src/cli/slots/prober.ts'
import { summarise } from '../../../src/cli/slots/summary.ts'
import type { AuthoredContent, AuthoredSlot } from '../../../src/core/authored.ts'
import cases from '../../cases/slots/findings.json' with { type: 'json' }
import { pageOf, rulesFor } from './pages.ts'

interface Case {
  readonly name: string
  readonly html: readonly string[]
  readonly slot: Omit<AuthoredSlot, 'paths'>
  /** Absent: no experience edits the slot. */
  readonly content?: AuthoredContent | { readonly [part: string]: AuthoredContent }
  /** `line:column`, and how it is closed. */
  readonly matches: readonly string[]
  /** Name and count. */
  readonly parts: readonly string[]
  /** Of the selector, the slot and its parts: mark, code, message, advice. */
  readonly findings: readonly (readonly [string, string, string, string])[]
  /** Null: none was found; absent: none is wanted. */
  readonly proposal?: string | null
}

let prober: Prober
beforeAll(async () => {
  prober = await startProber()
})
afterAll(() => prober.dispose())

const told = ({ mark, code, message, advice }: Finding): [string, string, string, string] => [
  mark,
  code,
  message,
  advice,
]

describe('a slot on a page', () => {
  test.each(cases as unknown as readonly Case[])(
    '$name',
    async ({ html, slot, content, matches, parts, findings, proposal }) => {
      const rules = rulesFor({ it: { paths: ['/'], ...slot } }, content === undefined ? {} : { it: content })
      const page = await examinePage(pageOf(html.join('\n')), rules, prober)
      const [it] = await summarise(rules, [page], prober)
      const on = it!.pages[0]!.on
      expect({
        matches: on.matches.map(({ line, column, closedBy }) => `${line}:${column} ${closedBy}`),
        parts: on.parts.map(({ name, count }) => `${name} ${count}`),
        findings: [...it!.findings, ...on.findings, ...on.parts.flatMap((part) => part.findings)].map(told),
        proposal: it!.proposal === null ? null : it!.proposal?.selector,
      }).toEqual({ matches, parts, findings, proposal })
    },
  )
})
