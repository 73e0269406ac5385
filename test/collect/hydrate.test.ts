/** What can be said of the hydration script without a browser. What it does in one: test/browser/hydration.test.ts. */

import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { CODE } from '../../src/collect/client/hydrate/code.ts'
import { UNTOUCHABLE_TAGS, VOID_TAGS } from '../../src/core/page/markup.ts'
import { buildScripts } from '../../src/dev/make-client-script.ts'
import { ALLOWED_TAGS } from '../../src/ruleset/html-allowed.ts'

const MAX_GZIP_BYTES = 3 * 1024

test('it weighs no more than three kilobytes, and imports nothing', async () => {
  const { hydrate } = await buildScripts()
  expect(gzipSync(hydrate.text, { level: 9 }).length).toBeLessThanOrEqual(MAX_GZIP_BYTES)
  expect(hydrate.text).not.toMatch(/\bimport\b/)
})

test('elements of code are those that the edge leaves alone, and no others', () => {
  expect([...UNTOUCHABLE_TAGS].filter((tag) => !CODE.test(tag))).toEqual([])
  const others = [
    ...ALLOWED_TAGS,
    ...VOID_TAGS,
    'nav',
    'nobr',
    'main',
    'button',
    'form',
    'article',
    'svg',
    'object-viewer',
  ]
  expect(others.filter((tag) => CODE.test(tag) && !UNTOUCHABLE_TAGS.has(tag))).toEqual([])
})
