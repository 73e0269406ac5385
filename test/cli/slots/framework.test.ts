/** Every sign by which a framework is told, and what is said of it, word by word. Not where a slot stands: findings.test.ts. */

import { describe, expect, test } from 'vitest'
import { frameworkFindings, frameworksOf } from '../../../src/cli/slots/framework.ts'
import { FRAMEWORKS } from '../../../src/cli/slots/framework-signs.ts'
import { pageTree } from '../../../src/cli/slots/page-tree.ts'
import cases from '../../cases/slots/frameworks.json' with { type: 'json' }

interface Case {
  readonly name: string
  readonly body: string
  /** id, confidence, sign, root. */
  readonly found: readonly (readonly [string, string, string, string | null])[]
  /** code, message, advice. */
  readonly findings: readonly (readonly [string, string, string])[]
}

const look = (body: string) => {
  const tree = pageTree(`<!doctype html><html><body>${body}</body></html>`, { scripting: true })
  const found = frameworksOf(tree)
  return { found, findings: frameworkFindings(tree, found) }
}

describe('frameworks', () => {
  test.each(cases as unknown as readonly Case[])('$name', ({ body, found, findings }) => {
    const seen = look(body)
    expect(seen.found.map((one) => [one.framework.id, one.confidence, one.sign, one.rootSelector])).toEqual(found)
    expect(seen.findings.map(({ code, message, advice }) => [code, message, advice])).toEqual(findings)
    expect(seen.findings.every(({ mark }) => mark === 'warning')).toBe(true)
  })

  test('every framework of the table has a case', () => {
    const seen = new Set((cases as unknown as readonly Case[]).flatMap(({ found }) => found.map(([id]) => id)))
    expect(FRAMEWORKS.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([])
  })

  test('a page that only talks of them has none', () => {
    const text =
      'self.__next_f, window.__NUXT__ = 1, &lt;script id="__NEXT_DATA__"&gt;, hx-get, data-turbo, __sveltekit_a'
    expect(look(`<article><p>${text}</p><pre>${text}</pre></article>`)).toEqual({ found: [], findings: [] })
  })
})
