/** What can be said of the hydration script without a browser. What it does in one: test/browser/hydration.test.ts. */

import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { CODE } from '../../src/collect/client/hydrate/code.ts'
import { UNTOUCHABLE_TAGS, VOID_TAGS } from '../../src/core/page/markup.ts'
import { ALLOWED_TAGS } from '../../src/ruleset/html-allowed.ts'

const MAX_GZIP_BYTES = 3 * 1024

test('it weighs no more than three kilobytes, and imports nothing', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [resolve(import.meta.dirname, '../../src/collect/client/hydrate.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
  })
  expect(gzipSync(outputFiles[0]!.contents, { level: 9 }).length).toBeLessThanOrEqual(MAX_GZIP_BYTES)
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([])
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
